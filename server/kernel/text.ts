import { Problem } from './problem'

// C0 and C1 controls apart from the line break, zero-width and bidirectional marks, line separators, soft hyphen, BOM, tags.
// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
// biome-ignore-start lint/suspicious/noMisleadingCharacterClass: each code point is meant by itself, joiners and marks included.
const REFUSED =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/u
// The joiner is part of many emoji (a family, a flag); between anything else it is only a way to hide.
const EMOJI_JOINER = /(?<=[\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d(?=\p{Extended_Pictographic})/gu
// biome-ignore-end lint/suspicious/noMisleadingCharacterClass: as above.
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: as above.

/**
 * The text as it is stored: NFKC (Unicode Annex 15), line breaks as \n, no space at either end.
 * @throws Problem invalid_request where it holds control or zero-width characters, a lone surrogate, or nothing at all
 */
export function normaliseText(text: string, path: string, maxLength: number): string {
  const normal = text.replace(/\r\n?/g, '\n').normalize('NFKC').trim()
  const refuse = (message: string) => new Problem('invalid_request', { fields: [{ path, message }] })
  if (!normal.isWellFormed()) throw refuse('lone surrogate')
  const withoutJoiners = normal.replace(EMOJI_JOINER, '')
  if (REFUSED.test(withoutJoiners) || withoutJoiners.includes('\u200d')) throw refuse('control or zero-width character')
  if (normal.length === 0) throw refuse('empty')
  if ([...normal].length > maxLength) throw refuse(`longer than ${maxLength} characters`)
  return normal
}

/** The same for a text of one line, such as a name or a title. */
export function normaliseLine(text: string, path: string, maxLength: number): string {
  return normaliseText(text.replace(/\s+/g, ' '), path, maxLength)
}
