export interface Part {
  text: string
  isFound: boolean
}

/** Beyond this many marks nobody reads on, and a phone has to draw each. */
const PARTS_MAX = 40

const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** A text cut at what was looked for, each word by itself; without regard to case. */
export function partsOf(text: string, words: string): Part[] {
  const wanted = words.split(/\s+/).filter(Boolean).map(escaped)
  if (wanted.length === 0) return [{ text, isFound: false }]
  // Split by one group: what was found stands at the odd places.
  const pieces = text.split(new RegExp(`(${wanted.join('|')})`, 'i'))
  return pieces
    .map((piece, at) => ({ text: piece, isFound: at % 2 === 1 }))
    .filter((part) => part.text !== '')
    .slice(0, PARTS_MAX)
}
