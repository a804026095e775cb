import { Problem } from './problem'

// What is never let in: controls apart from the line break, format characters (zero-width, bidirectional, soft hyphen, BOM, tags), line and
// paragraph separators, fillers and joiners that show nothing, and what stands for nothing at all.
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each code point is meant by itself.
const REFUSED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff0-\uffff]/u
// The joiner is part of many emoji (a family, a flag); between anything else it is only a way to hide.
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each code point is meant by itself.
const EMOJI_JOINER = /(?<=[\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d(?=\p{Extended_Pictographic})/gu
/** Something that can be seen: neither space nor mark nor selector alone, nor the empty Braille cell. */
const VISIBLE = /[^\s\p{Z}\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * The text as it is stored: NFKC (Unicode Annex 15), line breaks as \n, no space at either end. `maxLength` counts code points after that.
 * @throws Problem invalid_request where what was sent holds control or zero-width characters, a lone surrogate, or nothing to be seen
 */
export function normaliseText(text: string, path: string, maxLength: number): string {
  return normalise(text.replaceAll('\r\n', '\n'), /\n/g, path, maxLength)
}

/** The same for a text of one line, such as a name or a title; several spaces are one. */
export function normaliseLine(text: string, path: string, maxLength: number): string {
  const trimmed = text.replaceAll('\r\n', '\n').replace(/^[ \n]+|[ \n]+$/g, '')
  return normalise(trimmed, null, path, maxLength, (normal) => normal.replace(/ +/g, ' '))
}

function normalise(
  text: string,
  lineBreaks: RegExp | null,
  path: string,
  maxLength: number,
  tidy: (normal: string) => string = (normal) => normal,
): string {
  const refuse = (message: string) => new Problem('invalid_request', { fields: [{ path, message }] })
  const isRefused = (some: string) => {
    const rest = some.replace(EMOJI_JOINER, '')
    return REFUSED.test(lineBreaks === null ? rest : rest.replace(lineBreaks, ''))
  }
  if (!text.isWellFormed()) throw refuse('lone surrogate')
  // As it was sent, because trimming would take away what is refused; and again, because normalising can bring it about.
  if (isRefused(text)) throw refuse('control or zero-width character')
  const normal = tidy(text.normalize('NFKC').trim())
  if (isRefused(normal)) throw refuse('control or zero-width character')
  if (!VISIBLE.test(normal)) throw refuse('empty')
  if ([...normal].length > maxLength) throw refuse(`longer than ${maxLength} characters`)
  return normal
}
