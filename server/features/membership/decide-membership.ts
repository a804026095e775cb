import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { notify } from '../notifications'
import { findStanding } from './find-standing'
import { refuseVerifying, type Standing } from './policy'
import { changeState, findMembership, type MembershipRow } from './repository'
import { type MembershipVerb, TRANSITIONS } from './rules'

export interface DecideMembershipCommand {
  membershipId: string
  personId: string
  actId: string
  action: MembershipVerb
  reason: string | null
}

/** A grid officer verifies or refuses; an officer or the person themselves ends it. */
export async function decideMembership(deps: Deps, command: DecideMembershipCommand): Promise<MembershipRow> {
  const { membershipId, personId, actId, action, reason } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const membership = found(await findMembership(tx, membershipId))
    const standing = await findStanding(tx, personId)
    refuseIf(refuseDeciding(standing, membership, action))
    refuseReason(command, membership)
    const act = {
      subjectKind: 'membership',
      subjectId: membershipId,
      id: actId,
      action,
      personId,
      body: { action, reason },
      at: now,
    }
    if ((await recordAct(tx, act)) === 'repeated') return membership
    const { from, to } = TRANSITIONS[action]
    const change = {
      from,
      to,
      refusedReason: action === 'refuse' ? reason : null,
      decidedById: personId,
      decidedAt: now,
    }
    if ((await changeState(tx, membershipId, change)) === 'not_in_that_state') {
      throw new Problem('wrong_state', action === 'end' ? {} : { sentence: 'handled_by_colleague' })
    }
    if (membership.personId !== personId) {
      await notify(tx, {
        personIds: [membership.personId],
        kind:
          action === 'verify' ? 'membership_verified' : action === 'refuse' ? 'membership_refused' : 'membership_ended',
        params: { grid: membership.gridName, household: membership.number, ...(reason === null ? {} : { reason }) },
        subject: { kind: 'membership', id: membershipId },
        at: now,
      })
    }
    return found(await findMembership(tx, membershipId))
  })
}

/** A refusal says why, and an end may, for the person to read. Whoever reads nothing is told nothing: no word is silently dropped. */
function refuseReason({ action, reason, personId }: DecideMembershipCommand, membership: MembershipRow): void {
  const refuse = (message: string) => new Problem('invalid_request', { fields: [{ path: 'reason', message }] })
  if (action === 'refuse' && reason === null) throw refuse('required to refuse')
  if (action === 'verify' && reason !== null) throw refuse('verifying takes no reason')
  if (membership.personId === personId && reason !== null) throw refuse('leaving takes no reason')
}

/** Nobody decides about their own request; everybody may leave. A stranger is told nothing. */
function refuseDeciding(standing: Standing, membership: MembershipRow, action: MembershipVerb) {
  if (membership.personId === standing.personId) return action === 'end' ? null : 'not_allowed'
  const refusal = refuseVerifying(standing, membership.gridPath)
  const isStranger = standing.roles.length === 0
  return refusal !== null && isStranger ? 'not_found' : refusal
}
