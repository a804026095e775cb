/** An exact share, such as two thirds: never a decimal number of the machine's. Both parts are safe integers, the lower at least 1. */
export interface Fraction {
  numerator: number
  denominator: number
}

/** Shares finer than this are nobody's. */
const DENOMINATOR_MAX = 1_000_000

/**
 * A share as people write it: "2/3", per cent as a whole number from 2 to 100, a decimal up to 1 ("0.55", taken digit by digit), or its two
 * parts. Null where it is not more than nothing and at most the whole.
 */
export function readFraction(given: string | number | Fraction): Fraction | null {
  if (typeof given === 'object') return reduce(given.numerator, given.denominator)
  if (typeof given === 'number' && given > 1) return Number.isInteger(given) ? reduce(given, 100) : null
  const text = String(given).trim()
  const parts = /^(\d{1,7})\/(\d{1,7})$/.exec(text)
  if (parts) return reduce(Number(parts[1]), Number(parts[2]))
  const decimal = /^([01])(?:\.(\d{1,6}))?$/.exec(text)
  if (!decimal) return null
  const digits = decimal[2] ?? ''
  return reduce(Number(`${decimal[1]}${digits}`), 10 ** digits.length)
}

function reduce(numerator: number, denominator: number): Fraction | null {
  if (!Number.isInteger(numerator) || !Number.isInteger(denominator)) return null
  if (denominator < 1 || denominator > DENOMINATOR_MAX || numerator < 1 || numerator > denominator) return null
  const divisor = greatestCommonDivisor(numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/** Whether `part` is at least the share of `whole` (以上, which includes the figure itself: Civil Code art. 1259). Exact at any size. */
export function isAtLeast(part: number, whole: number, { numerator, denominator }: Fraction): boolean {
  return BigInt(part) * BigInt(denominator) >= BigInt(whole) * BigInt(numerator)
}

/** Whether `part` is more than the share of `whole` (过半数, 超过: without the figure itself). Exact at any size. */
export function isMoreThan(part: number, whole: number, { numerator, denominator }: Fraction): boolean {
  return BigInt(part) * BigInt(denominator) > BigInt(whole) * BigInt(numerator)
}

/** The smallest whole number that is at least the share of `whole`. */
export function leastOf(whole: number, { numerator, denominator }: Fraction): number {
  const [above, below] = [BigInt(whole) * BigInt(numerator), BigInt(denominator)]
  return Number((above + below - 1n) / below)
}

/** The smallest whole number that is more than the share of `whole`. */
export function leastAbove(whole: number, { numerator, denominator }: Fraction): number {
  return Number((BigInt(whole) * BigInt(numerator)) / BigInt(denominator)) + 1
}

/** Whether shares make up the whole exactly: a third three times does, 33 per cent three times does not. */
export function makeWhole(shares: readonly Fraction[]): boolean {
  let [above, below] = [0n, 1n]
  for (const { numerator, denominator } of shares) {
    above = above * BigInt(denominator) + BigInt(numerator) * below
    below *= BigInt(denominator)
  }
  return above === below
}

export function writeFraction({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`
}

/** "66.6%": cut, never rounded up, so that what falls short does not look as if it were there. */
export function writePerCent(part: number, whole: number): string {
  if (whole === 0) return '0%'
  const tenths = (BigInt(part) * 1_000n) / BigInt(whole)
  return tenths % 10n === 0n ? `${tenths / 10n}%` : `${tenths / 10n}.${tenths % 10n}%`
}
