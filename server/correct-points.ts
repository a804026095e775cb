import { payingCommunity } from './award-hours'
import { awardPoints, hasLeft, pointsForMinutes, type TakenBack, takeBackPoints } from './features/ledger'
import { notify } from './features/notifications'
import type { CorrectedHours, CorrectPoints } from './features/service-record'
import { Problem } from './kernel/problem'
import type { Tx } from './storage/store'

/**
 * Points too many for hours go back to the budget they came from; points too few come out of it, under the weekly cap as for any hours.
 * What is still owed is left to the job that pays it. Put together here, because neither the ledger nor the service record knows of the other.
 */
export const correctPoints: CorrectPoints = async (tx, hours) => {
  const { personId, category, pointsPerHour, minutesBefore, minutes } = hours
  if (await hasLeft(tx, personId)) return
  const earned = (of: number) => pointsForMinutes({ pointsPerHour, categories: [] }, category, of)
  if (minutes < minutesBefore) return takeBack(tx, hours, earned(minutes))
  const more = earned(minutes) - earned(minutesBefore)
  if (more > 0 && !hours.isOwed) await giveMore(tx, hours, more)
}

async function takeBack(tx: Tx, hours: CorrectedHours, keptMax: number): Promise<void> {
  const { moreTransferId: id, transferIds, correctedById: createdById, reason, at, personId } = hours
  const taken: TakenBack | null = await takeBackPoints(tx, {
    id,
    transferIds,
    keptMax,
    createdById,
    createdAt: at,
    reason,
  })
  if (taken === null) return
  await notify(tx, {
    personIds: [personId],
    kind: 'points_taken_back',
    params: { points: String(taken.points), reason, community: taken.communityName },
    subject: { kind: 'account', id: taken.accountId },
    at,
  })
}

async function giveMore(tx: Tx, hours: CorrectedHours, points: number): Promise<void> {
  const { personId, title, minutes, minutesBefore, moreTransferId: id, correctedById: createdById, at } = hours
  const communityId = await payingCommunity(tx, hours)
  if (communityId === null) return
  const reason = `${title} 更正 +${minutes - minutesBefore} 分钟`
  const award = { id, communityId, personId, ruleCode: 'volunteer_hours' as const, points, reason }
  const awarded = await awardPoints(tx, { ...award, createdById, createdAt: at })
  if (awarded.outcome === 'not_enough_points') throw new Problem('not_enough_points')
}
