import type { TopicAction } from '../../../src/contract'
import { found, Problem } from '../../kernel/problem'
import { stepOfCode } from '../../kernel/rotating-code'
import { findStanding } from '../membership'
import { type Acting, step } from './acting'
import { findInvitation, insertInvitations, setAnswer, setAttendance } from './meeting-repository'
import { livesAt, refusePlace } from './policy'
import { invalid, timeAhead } from './rules'
import { tellInvited } from './tell-people'

/** Fixes the meeting, or moves it; whoever was invited is told. */
export async function schedule(acting: Acting, action: Extract<TopicAction, { action: 'schedule' }>): Promise<void> {
  const { tx, topic, at, personId } = acting
  const { address, onlineUrl = null, facilitatorId = null } = action
  const meetingAt = timeAhead(action.meetingAt, 'meetingAt', at)
  if (facilitatorId !== null) {
    const place = { id: topic.placeId, kind: topic.placeKind, path: topic.placePath }
    if (refusePlace(await findStanding(tx, facilitatorId), place) !== null)
      throw invalid('facilitatorId', 'nobody of this place')
  }
  await step(acting, 'schedule', null, { meetingAt, meetingAddress: address, meetingUrl: onlineUrl, facilitatorId })
  await tellInvited(tx, topic, {
    kind: 'topic_scheduled',
    at,
    params: { meetingAt: meetingAt.toISOString(), address },
    exceptId: personId,
  })
}

/** An invited resident comes, or one who scanned the invitation. @throws Problem not_invited */
export async function confirm({ tx, deps, topic, personId, at }: Acting, code: string | null): Promise<void> {
  if ((await findInvitation(tx, topic, personId)) === undefined) {
    if (code === null || !deps.secrets.isInvitationCode(topic.id, code)) throw new Problem('not_invited')
    await insertInvitations(tx, topic, [personId], { way: 'code', at })
  }
  await setAnswer(tx, topic, personId, 'coming')
}

export async function decline({ tx, topic, personId }: Acting): Promise<void> {
  if ((await findInvitation(tx, topic, personId)) === undefined) throw new Problem('not_invited')
  await setAnswer(tx, topic, personId, 'not_coming')
}

/** Somebody is there: the code changes on the screen in the room. Whoever is there takes part, invited or not. @throws Problem code_expired */
export async function attend({ tx, deps, topic, personId, at }: Acting, code: string): Promise<void> {
  if (topic.meetingAt === null) throw new Problem('wrong_state')
  if (stepOfCode(deps.secrets.meetingKey(topic.id), code, at) === null) throw new Problem('code_expired')
  await insertInvitations(tx, topic, [personId], { way: 'present', at })
  await setAttendance(tx, topic, personId, { attendance: 'code', at })
}

/** The host says who is there without a phone. */
export async function attest({ tx, topic, at }: Acting, personId: string): Promise<void> {
  if (topic.meetingAt === null) throw new Problem('wrong_state')
  const place = { id: topic.placeId, kind: topic.placeKind, path: topic.placePath }
  found(livesAt(await findStanding(tx, personId), place) ? personId : null)
  await insertInvitations(tx, topic, [personId], { way: 'present', at })
  await setAttendance(tx, topic, personId, { attendance: 'hand', at })
}
