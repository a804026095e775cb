import { invalid } from './rules'

/** Asia/Shanghai: eight hours before UTC all the year round. */
const OFFSET_MS = 8 * 3_600_000
/** Five ratings of three stars stand beside those that there are. */
const PRIOR = { ratings: 5, stars: 3 }
const SELECTED_MAX = 3
const SELECTED_RATINGS_MIN = 5

/** A year, or a quarter of one, by the calendar in Shanghai. */
export function periodOf(year: number, quarter: number | null): { from: Date; to: Date } {
  const first = quarter === null ? 0 : (quarter - 1) * 3
  const months = quarter === null ? 12 : 3
  const at = (month: number) => new Date(Date.UTC(year, month, 1) - OFFSET_MS)
  const to = at(first + months)
  if (Number.isNaN(to.getTime())) throw invalid('year', 'no such year')
  return { from: at(first), to }
}

export interface Rated {
  id: string
  publishedAt: number
  ratingCount: number
  starSum: number
}

/** The mean of all stars and of the prior ones: with few ratings near three, with many what they say. */
export function scoreOf({ ratingCount, starSum }: Pick<Rated, 'ratingCount' | 'starSum'>): number {
  return (starSum + PRIOR.ratings * PRIOR.stars) / (ratingCount + PRIOR.ratings)
}

/** By score, of equals the one with more ratings, then the earlier. Equal in both is equal in rank. */
export function rank<Row extends Rated>(rows: readonly Row[], isYearOver: boolean) {
  const ordered = rows
    .map((row) => ({ row, score: scoreOf(row) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.row.ratingCount - a.row.ratingCount ||
        a.row.publishedAt - b.row.publishedAt ||
        (a.row.id < b.row.id ? -1 : 1),
    )
  const isEqual = (a: (typeof ordered)[number] | undefined, b: (typeof ordered)[number]) =>
    a !== undefined && a.score === b.score && a.row.ratingCount === b.row.ratingCount
  const ranks: number[] = []
  for (const [index, one] of ordered.entries())
    ranks.push(isEqual(ordered[index - 1], one) ? (ranks[index - 1] as number) : index + 1)
  return ordered.map(({ row, score }, index) => {
    const place = ranks[index] as number
    const isSelected = isYearOver && place <= SELECTED_MAX && row.ratingCount >= SELECTED_RATINGS_MIN
    return { row, score, rank: place, isSelected }
  })
}
