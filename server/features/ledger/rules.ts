import type { AccountKind, PointsRuleCode, TransferKind } from '../../../src/contract'

/** What a community begins with; the secretary writes the next version. */
export const FIRST_RULES: readonly { code: PointsRuleCode; pointsPerHour: number; weeklyCap: number }[] = [
  { code: 'volunteer_hours', pointsPerHour: 10, weeklyCap: 200 },
  { code: 'thanks', pointsPerHour: 0, weeklyCap: 20 },
]

/** Between which accounts a kind of transfer goes; a reversal goes the other way of what it reverses. */
const WAYS: Record<Exclude<TransferKind, 'reversal'>, readonly [from: AccountKind, to: AccountKind]> = {
  issue: ['issuance', 'budget'],
  grant: ['budget', 'resident'],
  award: ['budget', 'resident'],
  thanks: ['resident', 'resident'],
  redeem: ['resident', 'reward'],
  closing: ['resident', 'budget'],
}

export function goesBetween(kind: Exclude<TransferKind, 'reversal'>, from: AccountKind, to: AccountKind): boolean {
  const [wantedFrom, wantedTo] = WAYS[kind]
  return from === wantedFrom && to === wantedTo
}

/** What somebody who holds a budget sends by hand. Points of a resident go back only by a reversal: there are no penalties. */
export function kindByHand(from: AccountKind, to: AccountKind): 'issue' | 'grant' | null {
  return goesBetween('issue', from, to) ? 'issue' : goesBetween('grant', from, to) ? 'grant' : null
}

/** What may be reversed by hand. A redemption is cancelled instead, so that its piece goes back on the shelf. */
export function isReversibleByHand(kind: TransferKind): boolean {
  return kind === 'issue' || kind === 'grant' || kind === 'award' || kind === 'thanks'
}

export interface HourlyRates {
  pointsPerHour: number
  categories: readonly { category: string; pointsPerHour: number }[]
}

/** Points for so many minutes of a category, rounded down: a minute that was not given earns nothing. */
export function pointsForMinutes(rates: HourlyRates, category: string, minutes: number): number {
  const own = rates.categories.find((row) => row.category === category)
  return Math.floor(((own ?? rates).pointsPerHour * minutes) / 60)
}
