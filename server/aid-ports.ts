import { awardPoints } from './features/ledger'
import type { AidPorts } from './features/mutual-aid'
import { Problem } from './kernel/problem'

const REASON = '感谢邻居帮忙'

/** Thanks in points are a transfer between two residents' accounts, by the community's rule for thanks. */
export const aidPorts: AidPorts = {
  payThanks: async (tx, { communityId, matchId, fromPersonId, toPersonId, points, at }) => {
    const paid = await awardPoints(tx, {
      id: matchId,
      communityId,
      personId: toPersonId,
      ruleCode: 'thanks',
      points,
      reason: REASON,
      createdById: fromPersonId,
      createdAt: at,
      fromPersonId,
    })
    if (paid.outcome === 'weekly_cap_reached' || paid.outcome === 'not_enough_points') throw new Problem(paid.outcome)
    return paid.points
  },
}
