/** What a list of words is told: the index of every word that occurs, each once. */
export type WordMatcher = (text: string) => number[]

interface State {
  next: Map<string, State>
  /** Where to go on when no further character fits: the longest suffix that begins a word. */
  fallback: State | null
  words: number[]
}

/** Finds any number of words in one pass over the text (Aho and Corasick, Efficient string matching, CACM 18(6), 1975). */
export function makeWordMatcher(words: readonly string[]): WordMatcher {
  const root: State = { next: new Map(), fallback: null, words: [] }
  for (const [index, word] of words.entries()) {
    let state = root
    for (const character of word) {
      const next = state.next.get(character) ?? { next: new Map(), fallback: null, words: [] }
      state.next.set(character, next)
      state = next
    }
    state.words.push(index)
  }
  linkFallbacks(root)
  return (text) => {
    const found = new Set<number>()
    let state = root
    for (const character of text) {
      state = step(state, character) ?? root
      for (const word of state.words) found.add(word)
    }
    return [...found]
  }
}

function step(from: State, character: string): State | null {
  for (let state: State | null = from; state !== null; state = state.fallback) {
    const next = state.next.get(character)
    if (next !== undefined) return next
  }
  return null
}

function linkFallbacks(root: State): void {
  const queue: State[] = [root]
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const [character, next] of state.next) {
      next.fallback = (state.fallback && step(state.fallback, character)) ?? root
      next.words.push(...next.fallback.words)
      queue.push(next)
    }
  }
}
