/** How many characters of Chinese fit on a line of a card on a narrow phone; a Latin letter takes about half of one. */
const PER_LINE = { usual: 18, elder: 13 }

/** A card shows this many lines before "全文". */
export const LINES_MAX = 6

const widthOf = (character: string) => ((character.codePointAt(0) ?? 0) < 0x2e80 ? 0.55 : 1)

/**
 * Whether a text is longer than a card shows. Reckoned and not measured, since mini programs can measure only after
 * drawing, and the card would jump; rounded up, so that nothing is cut off without the word that says so.
 */
export function isLongText(text: string, elder: boolean): boolean {
  const perLine = elder ? PER_LINE.elder : PER_LINE.usual
  const lines = text.split('\n').map((line) => {
    const width = Array.from(line).reduce((sum, character) => sum + widthOf(character), 0)
    return Math.max(1, Math.ceil(width / perLine))
  })
  return lines.reduce((sum, count) => sum + count, 0) > LINES_MAX
}
