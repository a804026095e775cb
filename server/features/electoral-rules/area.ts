// Areas are whole square centimetres. The most that one unit may have keeps the sum over a million units far below 2^53, so that adding is exact.

export const UNIT_AREA_MAX = 999_999_999
export const AREA_SUM_MAX = Number.MAX_SAFE_INTEGER

const SQUARE_CENTIMETRES = 10_000

/** "89.12" (m², at most four decimals) in cm². Null where it is not one, is nothing, or is more than any unit has. */
export function readArea(squareMetres: string): number | null {
  const digits = /^(\d{1,5})(?:\.(\d{1,4}))?$/.exec(squareMetres.trim())
  if (!digits) return null
  const area = Number(digits[1]) * SQUARE_CENTIMETRES + Number((digits[2] ?? '').padEnd(4, '0'))
  return area > 0 ? area : null
}

/** cm² as a decimal of m², as the contract writes areas: "89.12". */
export function writeArea(squareCentimetres: number): string {
  const whole = Math.floor(squareCentimetres / SQUARE_CENTIMETRES)
  const rest = String(squareCentimetres % SQUARE_CENTIMETRES)
    .padStart(4, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

/** @throws RangeError where adding would no longer be exact */
export function addArea(sum: number, area: number): number {
  const next = sum + area
  if (!Number.isSafeInteger(next)) throw new RangeError('areas add up to more than can be counted exactly')
  return next
}
