import type { LedgerTotals, PlaceAccount, PointsRanking } from '../../../src/contract'
import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { quarterOf } from '../../kernel/shanghai'
import type { Reader } from '../../storage/store'
import { type ImageAddress, presentPersonBrief } from '../identity'
import { findStanding, type Standing } from '../membership'
import { findPlace, listPlacesByIds, listSubtree, type PlaceRow, presentPlaceBrief } from '../places'
import { findNewestHead } from './head-repository'
import { lookUpAccount } from './open-accounts'
import { refuseGranting, refuseIssuing, refuseOverseeing, refuseStranger } from './policy'
import { communityBrief, presentHead } from './presenter'
import { countTransfers, listRanking, sumBalances, sumKindsSince } from './repository'

/** The community that a place belongs to. @throws Problem not_found for what lies above all communities */
export async function communityAt(reader: Reader, placeId: string): Promise<PlaceRow> {
  const place = found(await findPlace(reader, placeId))
  if (place.communityId === null) throw new Problem('not_found')
  return place.id === place.communityId ? place : found(await findPlace(reader, place.communityId))
}

/** Where somebody lives or works; null, for all, where that is nowhere or above a single community. */
export async function listOwnCommunities(reader: Reader, personId: string | null): Promise<string[] | null> {
  if (personId === null) return null
  const { homes, roles } = await findStanding(reader, personId)
  const places = await listPlacesByIds(
    reader,
    roles.map(({ placeId }) => placeId),
  )
  if (places.some(({ communityId }) => communityId === null)) return null
  const ids = [...homes, ...places].flatMap(({ communityId }) => communityId ?? [])
  return ids.length === 0 ? null : [...new Set(ids)]
}

/** What anybody may know of the points at or below a place: sums, and no person. */
export async function readTotals(deps: Deps, placeId: string, personId: string | null): Promise<LedgerTotals> {
  const { read } = deps.store
  const place = found(await findPlace(read, placeId))
  const communities =
    place.communityId === null ? await listSubtree(read, place.path, 'community') : [await communityAt(read, placeId)]
  const ids = communities.map(({ id }) => id)
  const totals = await sumBalances(read, ids)
  const balanceOf = (kind: string) => totals.find((total) => total.kind === kind)?.balance ?? 0
  const quarter = quarterOf(deps.clock.now())
  const [only] = communities
  const head = communities.length === 1 && only !== undefined ? await findNewestHead(read, only.id) : undefined
  const standing = personId === null ? null : await findStanding(read, personId)
  return {
    place: presentPlaceBrief(communities.length === 1 && only !== undefined ? only : place),
    transfers: await countTransfers(read, ids),
    issued: 0 - balanceOf('issuance'),
    inBudget: balanceOf('budget'),
    withResidents: balanceOf('resident'),
    inRewards: balanceOf('reward'),
    sum: totals.reduce((sum, { balance }) => sum + balance, 0),
    residents: totals.find(({ kind }) => kind === 'resident')?.accounts ?? 0,
    quarter: { name: quarter.name, ...(await sumsOfQuarter(read, ids, quarter.startsAt)) },
    head: head === undefined ? null : presentHead(head),
    can: { seeRanking: standing !== null && communities.length === 1 && maySeeRanking(standing, only) },
  }
}

const maySeeRanking = (standing: Standing, community: PlaceRow | undefined) =>
  community !== undefined && refuseStranger(standing, community) === null

/** A mistake that was taken back counts for nothing; of an earlier quarter it must not make a sum less than nothing. */
async function sumsOfQuarter(reader: Reader, ids: readonly string[], since: Date) {
  const sums = await sumKindsSince(reader, ids, since)
  const sumOf = (...kinds: string[]) =>
    Math.max(
      sums.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { points }) => sum + points, 0),
      0,
    )
  return { issued: sumOf('issue'), awarded: sumOf('grant', 'award', 'thanks'), redeemed: sumOf('redeem') }
}

/** The budget of a community, as its people see it. */
export async function readPlaceAccount(deps: Deps, community: PlaceRow, standing: Standing): Promise<PlaceAccount> {
  const { read } = deps.store
  const { id: communityId } = community
  const budget = await lookUpAccount(deps, { communityId, kind: 'budget', ownerId: communityId })
  const issuance = await lookUpAccount(deps, { communityId, kind: 'issuance', ownerId: communityId })
  const quarter = quarterOf(deps.clock.now())
  const sums = await sumKindsSince(read, [communityId], quarter.startsAt)
  const sumOf = (...kinds: string[]) =>
    sums.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { points }) => sum + points, 0)
  const mayIssue = refuseIssuing(standing, community) === null
  const mayGrant = refuseGranting(standing, community) === null
  return {
    accountId: budget.id,
    balance: budget.balance,
    place: communityBrief(budget),
    quarter: { name: quarter.name, issued: sumOf('issue'), spent: sumOf('grant', 'award') },
    issuance: mayIssue ? { accountId: issuance.id, balance: issuance.balance } : null,
    can: {
      transfer: mayGrant,
      issue: mayIssue,
      setRules: mayGrant,
      seeTransfers: refuseOverseeing(standing, community) === null,
    },
  }
}

/** Those who chose to appear, by what they earned by rules in the current quarter. Equal points, equal rank. */
export async function readRanking(deps: Deps, communityId: string, addressOf: ImageAddress): Promise<PointsRanking> {
  const quarter = quarterOf(deps.clock.now())
  const rows = await listRanking(deps.store.read, communityId, quarter.startsAt, LIMITS.rankingRows)
  return {
    quarter: quarter.name,
    items: rows.map((row) => ({
      rank: rows.findIndex(({ points }) => points === row.points) + 1,
      person: presentPersonBrief({ ...row, id: row.personId }, addressOf),
      points: row.points,
    })),
  }
}
