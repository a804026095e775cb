import {
  awardPoints,
  findPointsRule,
  hasLeft,
  hourlyRatesOf,
  openAccount,
  pointsForMinutes,
  sumOfTransfers,
} from './features/ledger'
import { findStanding } from './features/membership'
import { notify } from './features/notifications'
import { findPlace } from './features/places'
import type { AwardHours, ServedHours } from './features/service-record'
import type { PointsPerHour } from './features/volunteering'
import type { Tx } from './storage/store'

/** What a shift gives for an hour where its organiser says nothing: what the community's rule gives for its category. */
export const hourlyPoints: PointsPerHour = async (reader, { communityId, category }) =>
  pointsForMinutes(await hourlyRatesOf(reader, communityId), category, 60)

/**
 * Points for volunteers' hours, out of the community's budget: what the shift promised for an hour, under the weekly cap of the community's
 * rule, whose version the transfer names. Put together here, because neither the ledger nor the service record knows of the other.
 */
export const awardHours: AwardHours = async (tx, hours) => {
  const { personId, title, minutes, category, pointsPerHour, attestedById, at } = hours
  const earned = pointsForMinutes({ pointsPerHour, categories: [] }, category, minutes)
  const communityId = await payingCommunity(tx, hours)
  if (earned === 0 || communityId === null) return { outcome: 'settled' }
  const { points, transferId } = await restOf(tx, hours, earned, communityId)
  if (points <= 0 || transferId === undefined) return { outcome: 'settled' }
  const reason = `${title} ${minutes / 60} 小时`
  const account = await openAccount(tx, { communityId, kind: 'resident', ownerId: personId }, at)
  const award = { id: transferId, communityId, personId, ruleCode: 'volunteer_hours' as const, points, reason }
  const awarded = await awardPoints(tx, { ...award, createdById: attestedById, createdAt: at })
  if (awarded.outcome === 'not_enough_points') return { outcome: 'owed', communityId }
  if (awarded.outcome === 'awarded')
    await notify(tx, {
      personIds: [personId],
      kind: 'points_received',
      params: { points: String(awarded.points), reason, community: account.communityName },
      subject: { kind: 'account', id: account.id },
      at,
    })
  const isCut = awarded.outcome === 'weekly_cap_reached' || (awarded.outcome === 'awarded' && awarded.points < points)
  return hours.isOwed && isCut ? { outcome: 'week_is_full', communityId } : { outcome: 'settled' }
}

/**
 * What of the points is still to be given, and by which transfer. Of what was owed no more than one week's cap in all: in the week that was served
 * the rule would have given no more.
 */
async function restOf(
  tx: Tx,
  { transferIds, isOwed }: ServedHours,
  earned: number,
  communityId: string,
): Promise<{ points: number; transferId: string | undefined }> {
  if (!isOwed) return { points: earned, transferId: transferIds[0] }
  const weeklyCap = (await findPointsRule(tx, communityId, 'volunteer_hours'))?.weeklyCap ?? earned
  const given = await sumOfTransfers(tx, transferIds)
  return { points: Math.min(earned, weeklyCap) - given.points, transferId: transferIds[given.count] }
}

/** The community of the activity; of one for a whole street, that of the volunteer's home. Null for whoever erased themselves meanwhile. */
export async function payingCommunity(
  tx: Tx,
  { communityId, personId }: Pick<ServedHours, 'communityId' | 'personId'>,
): Promise<string | null> {
  if (await hasLeft(tx, personId)) return null
  if ((await findPlace(tx, communityId))?.kind === 'community') return communityId
  const { homes } = await findStanding(tx, personId)
  return homes.find(({ state }) => state === 'verified')?.communityId ?? null
}
