import type { MyAccount, PointsRuleCode } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { weekOf } from '../../kernel/shanghai'
import { findStanding, type Standing } from '../membership'
import { findPlace } from '../places'
import { readEarned } from './append-repository'
import { lookUpAccount } from './open-accounts'
import { refuseStranger } from './policy'
import { communityBrief, communityOf } from './presenter'
import {
  type AccountRow,
  deleteRankingChoice,
  insertRankingChoice,
  isInRanking,
  listAccountsOfPerson,
} from './repository'
import { listNewestRules } from './rule-repository'

/**
 * The caller's account in a community: the one that was asked for, else that of their home, else the one they have left points in.
 * @throws Problem not_verified for who still waits for the grid officer · not_found for who lives nowhere here
 */
export async function findMyAccount(deps: Deps, personId: string, placeId: string | undefined): Promise<AccountRow> {
  const { read } = deps.store
  const standing = await findStanding(read, personId)
  const known = await listAccountsOfPerson(read, personId)
  const communityId = placeId === undefined ? homeOf(standing) : await communityOfPlace(deps, placeId)
  const open = communityId === null ? known[0] : known.find((account) => account.communityId === communityId)
  if (open !== undefined) return open
  if (communityId === null) throw new Problem(standing.homes.length > 0 ? 'not_verified' : 'not_found')
  const homes = standing.homes.filter((home) => home.communityId === communityId)
  if (!homes.some(({ state }) => state === 'verified'))
    throw new Problem(homes.length > 0 ? 'not_verified' : 'not_found')
  return lookUpAccount(deps, { communityId, kind: 'resident', ownerId: personId })
}

/** The community of whichever home was asked for first. */
function homeOf({ homes }: Standing): string | null {
  const verified = homes.filter(({ state }) => state === 'verified')
  const [first] = verified.sort((a, b) => (a.membershipId < b.membershipId ? -1 : 1))
  return first?.communityId ?? null
}

async function communityOfPlace(deps: Deps, placeId: string): Promise<string> {
  return found(found(await findPlace(deps.store.read, placeId)).communityId)
}

export async function presentMyAccount(deps: Deps, account: AccountRow): Promise<MyAccount> {
  const { read } = deps.store
  const week = weekOf(deps.clock.now())
  const earned = await readEarned(read, [account.communityId], [account.id], [week])
  const rules = await listNewestRules(read, [account.communityId])
  const standing = await findStanding(read, account.ownerId)
  const lives = refuseStranger({ ...standing, roles: [] }, communityOf(account)) === null
  return {
    accountId: account.id,
    balance: account.balance,
    place: communityBrief(account),
    showInRanking: await isInRanking(read, account.communityId, account.ownerId),
    earnedThisWeek: rules.map(({ code, weeklyCap }) => ({
      rule: code as PointsRuleCode,
      points: earned.find(({ ruleCode }) => ruleCode === code)?.points ?? 0,
      weeklyCap,
    })),
    can: { redeem: lives, showInRanking: lives },
  }
}

/** To appear is a choice, and as easily taken back (PIPL art. 15). */
export async function showInRanking(deps: Deps, account: AccountRow, isShown: boolean): Promise<void> {
  const { communityId, ownerId } = account
  const standing = await findStanding(deps.store.read, ownerId)
  if (isShown) refuseIf(refuseStranger({ ...standing, roles: [] }, communityOf(account)))
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    if (isShown) await insertRankingChoice(tx, communityId, ownerId, now)
    else await deleteRankingChoice(tx, communityId, ownerId)
  })
}
