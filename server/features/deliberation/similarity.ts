/** A code point takes 21 bits: two of them fit into a number without loss. */
const SECOND = 2 ** 21
/** Below this two statements have no more in common than their language. */
export const SIMILARITY_MIN = 0.35

/** The pairs of neighbouring characters in a text, small letters, without spaces and marks, in order; of one character, that alone. */
export function bigramsOf(text: string): Float64Array {
  const characters = [...text.toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, '')].map(
    (character) => character.codePointAt(0) ?? 0,
  )
  const pairs =
    characters.length === 1
      ? [characters[0] ?? 0]
      : characters.slice(1).map((next, at) => (characters[at] ?? 0) * SECOND + next)
  return Float64Array.from(new Set(pairs)).sort()
}

/** How much two texts share, from 0 to 1: twice the pairs in both over the pairs of each (Dice, Ecology 26 (1945) 297–302). O(length). */
export function similarity(one: Float64Array, other: Float64Array): number {
  let [at, otherAt, shared] = [0, 0, 0]
  while (at < one.length && otherAt < other.length) {
    const difference = (one[at] as number) - (other[otherAt] as number)
    if (difference === 0) shared += 1
    if (difference <= 0) at += 1
    if (difference >= 0) otherAt += 1
  }
  const all = one.length + other.length
  return all === 0 ? 0 : (2 * shared) / all
}

/** Those of the texts that are most like a text, the most alike first. */
export function mostSimilar<Item extends { text: string }>(
  text: string,
  items: readonly Item[],
  max: number,
): { item: Item; similarity: number }[] {
  const own = bigramsOf(text)
  return items
    .map((item) => ({ item, similarity: similarity(own, bigramsOf(item.text)) }))
    .filter((found) => found.similarity >= SIMILARITY_MIN)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, max)
}
