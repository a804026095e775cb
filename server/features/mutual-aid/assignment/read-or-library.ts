import type { DenseProblem } from './problem'

/** Two tables of this size fit into 256 MB. */
export const TABLE_SIZE_MAX = 4_000
const SHOWN_MAX = 24

/** What is wrong with a file of costs, in one sentence. */
export class CostsError extends Error {}

/**
 * Reads an assignment problem in the layout of the OR-Library (Beasley, “OR-Library: distributing test problems by electronic mail”, J. Oper.
 * Res. Soc. 41 (1990) 1069–1072): the number of rows n, then the n × n costs row by row, divided by blanks and line ends wherever they fall.
 *
 * @throws CostsError where n is not a whole number from 1 to `TABLE_SIZE_MAX`, a word is no decimal number, or there are fewer or more than n² costs
 */
export function readOrLibrary(bytes: Uint8Array): DenseProblem {
  const words = wordsOf(bytes)
  const head = words.next()
  if (head.done) throw new CostsError('There is nothing in it; the number of rows is wanted first.')
  const size = readNumber(head.value)
  if (!Number.isInteger(size) || size < 1 || size > TABLE_SIZE_MAX)
    throw new CostsError(
      `The number of rows must be a whole number from 1 to ${TABLE_SIZE_MAX}, not "${cut(head.value)}".`,
    )
  const wanted = size * size
  // n and each cost take a character and a blank, the last aside a blank: a short file is told before room is made for a long one.
  if (bytes.length < 2 * wanted + 1) throwIfShort(words, wanted)
  const costs = new Float64Array(wanted)
  let count = 0
  for (const word of words) {
    if (count === wanted) throw new CostsError(`It has more than ${size} × ${size} = ${wanted} costs.`)
    costs[count] = readNumber(word)
    count += 1
  }
  if (count < wanted) throw new CostsError(shortOf(wanted, count))
  return { rows: size, columns: size, costs }
}

function throwIfShort(words: Iterable<string>, wanted: number): never {
  let count = 0
  for (const word of words) {
    readNumber(word)
    count += 1
  }
  throw new CostsError(shortOf(wanted, count))
}

const shortOf = (wanted: number, count: number) => `It ends early: ${wanted} costs are wanted, and it has ${count}.`

/** @throws CostsError where it is no decimal number, or one too great for a machine */
function readNumber(word: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(word) ? Number(word) : Number.NaN
  if (!Number.isFinite(value)) throw new CostsError(`"${cut(word)}" is no number.`)
  return value
}

const cut = (word: string) => (word.length > SHOWN_MAX ? `${word.slice(0, SHOWN_MAX)}…` : word)

/** One at a time, without a second copy of the file. */
function* wordsOf(bytes: Uint8Array): Generator<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hasMark = text.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
  let start = hasMark ? 3 : 0
  for (let at = start; at <= text.length; at += 1) {
    const byte = text[at]
    const isBlank = byte === undefined || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
    if (!isBlank) continue
    if (at > start) yield text.toString('utf8', start, at)
    start = at + 1
  }
}
