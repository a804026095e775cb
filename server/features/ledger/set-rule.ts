import type { CreatePointsRuleRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { findStanding } from '../membership'
import { openAccount } from './open-accounts'
import { refuseGranting } from './policy'
import { communityAt } from './read-totals'
import { findRule, insertRule, listNewestRules, type RuleRow } from './rule-repository'
import { FIRST_RULES, type HourlyRates } from './rules'

/** Names of categories are normalised already. */
export type SetRuleCommand = CreatePointsRuleRequest & { id: string; personId: string }

/** The secretary writes the next version of a rule: it holds for what comes after. */
export async function setRule(deps: Deps, command: SetRuleCommand): Promise<'created' | 'exists'> {
  const { id, personId, placeId, code, pointsPerHour, weeklyCap } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined })
  const now = deps.clock.now()
  const names = command.categories.map(({ category }) => category)
  if (new Set(names).size < names.length)
    throw new Problem('invalid_request', { fields: [{ path: 'categories', message: 'a category stands twice' }] })
  const categories = [...command.categories].sort((a, b) => (a.category < b.category ? -1 : 1))
  return deps.store.write(async (tx) => {
    const community = await communityAt(tx, placeId)
    refuseIf(refuseGranting(await findStanding(tx, personId), community))
    const known = await findRule(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.createdById, personId)
      return 'exists'
    }
    await openAccount(tx, { communityId: community.id, kind: 'budget', ownerId: community.id }, now)
    const said = { code, pointsPerHour, categories: JSON.stringify(categories), weeklyCap }
    await insertRule(tx, { ...said, communityId: community.id, id, createdById: personId, createdAt: now, requestHash })
    return 'created'
  })
}

export interface PointsRates {
  code: string
  version: number
  pointsPerHour: number
  categories: readonly { category: string; pointsPerHour: number }[]
  /** Points, Monday to Sunday; null for no cap. */
  weeklyCap: number | null
}

/** The newest version of a rule of a community, for who works out what is earned by it; null where its ledger is not open yet. */
export async function findPointsRule(reader: Reader, communityId: string, code: string): Promise<PointsRates | null> {
  const rules = await listNewestRules(reader, [communityId])
  const rule = rules.find((row) => row.code === code)
  return rule === undefined ? null : ratesOf(rule)
}

/** What an hour of service earns in a community, by its newest rule; by the first one where its ledger is not open yet. */
export async function hourlyRatesOf(reader: Reader, communityId: string): Promise<HourlyRates> {
  const code = 'volunteer_hours'
  const first = FIRST_RULES.find((rule) => rule.code === code)
  return (
    (await findPointsRule(reader, communityId, code)) ?? { pointsPerHour: first?.pointsPerHour ?? 0, categories: [] }
  )
}

function ratesOf({ code, version, pointsPerHour, categories, weeklyCap }: RuleRow): PointsRates {
  return { code, version, pointsPerHour, categories: JSON.parse(categories), weeklyCap }
}

export async function newestVersion(reader: Reader, row: RuleRow): Promise<number> {
  const rules = await listNewestRules(reader, [row.communityId])
  return found(rules.find(({ code }) => code === row.code)).version
}
