/*
 * The server keeps texts in NFKC (api.md, Ground rules), which turns the full-width punctuation of Chinese into the
 * narrow one of Latin: "您好，邻居！" comes back as "您好,邻居!". For the eye it is set right again where Chinese stands
 * around it; "14:00", "1,200" and English stay as they are.
 */

const WIDE: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' }

/** Chinese, and the marks that only stand among Chinese. */
const HAN = /[\u2e80-\u9fff\u3001\u3002\u300a-\u3011\uf900-\ufaff\uff01-\uff1f\u{20000}-\u{3ffff}]/u
const CLOSING = /[”’）》】」]/
const LATIN = /[0-9A-Za-z]/

const isHan = (character: string | undefined) => character !== undefined && HAN.test(character)

/** The nearest character that is no space; a line's end counts as none. */
function near(characters: readonly string[], from: number, step: 1 | -1): string | undefined {
  let at = from + step
  while (characters[at] === ' ') at += step
  return characters[at] === '\n' ? undefined : characters[at]
}

/** After Chinese a mark is Chinese; after a figure or a letter it is so where Chinese follows at once. */
function isWideMark(characters: readonly string[], at: number, set: readonly string[]): boolean {
  const before = set[at - 1]
  if (isHan(before) || (before !== undefined && CLOSING.test(before))) return true
  return before !== undefined && LATIN.test(before) && isHan(characters[at + 1])
}

/** Which brackets hold or follow Chinese; a pair is set alike. */
function wideBrackets(characters: readonly string[]): Set<number> {
  const wide = new Set<number>()
  const open: number[] = []
  characters.forEach((character, at) => {
    if (character === '(') open.push(at)
    if (character !== ')') return
    const start = open.pop()
    if (start === undefined) return
    const isChinese = isHan(near(characters, start, -1)) || characters.slice(start, at).some(isHan)
    if (isChinese) wide.add(start).add(at)
  })
  return wide
}

/** Chinese punctuation as Chinese print has it. */
export function typeset(text: string): string {
  if (!HAN.test(text)) return text
  const characters = Array.from(text.replace(/([\u2e80-\u9fff])\.\.\./g, '$1……'))
  const brackets = wideBrackets(characters)
  const set: string[] = []
  characters.forEach((character, at) => {
    const wide = WIDE[character]
    if (brackets.has(at)) set.push(character === '(' ? '（' : '）')
    else set.push(wide !== undefined && isWideMark(characters, at, set) ? wide : character)
  })
  // A wide mark brings its own room.
  return (
    set
      .join('')
      .replace(/([，；：！？（）]) +(?=\S)/g, '$1')
      .replace(/(\S) +(?=[，；：！？（）])/g, '$1')
      // A number stays on the line of what it counts: "2 号楼".
      .replace(/(\d) (?=[\u4e00-\u9fff])/g, '$1\u00a0')
  )
}

/** The first words of a text, to name it by in a question. */
export function firstWords(text: string, max = 12): string {
  const characters = Array.from(typeset(text).replace(/\s+/g, ' ').trim())
  return characters.length > max ? `${characters.slice(0, max).join('')}…` : characters.join('')
}
