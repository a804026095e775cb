import type { ActivityAction, ErrorCode } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding, type Standing } from '../membership'
import { notify } from '../notifications'
import { cancelShiftInTx } from './cancel-shift'
import { refuseDecide, refuseOrganise } from './policy'
import { activityFacts } from './presenter'
import { type ActivityRow, changeActivityState, findActivity, listShiftIdsToCome, noteInsurance } from './repository'
import { invalid } from './rules'

export interface ActOnActivityCommand {
  activityId: string
  personId: string
  actId: string
  action: ActivityAction['action']
  reason: string | null
  insurance: string | null
}

const FROM: Record<ActivityAction['action'], readonly string[]> = {
  approve: ['proposed'],
  refuse: ['proposed'],
  note_insurance: ['proposed', 'open'],
  end: ['proposed', 'open'],
}

/**
 * The secretary approves or refuses; the organiser notes the insurance, or ends it all, and whoever signed up is told. A shift that has begun goes
 * on to its end: who is there checks out, or is attested.
 */
export async function actOnActivity(deps: Deps, command: ActOnActivityCommand): Promise<void> {
  const { activityId, personId, actId, action, reason, insurance } = command
  const now = deps.clock.now()
  refuseWords(command)
  await deps.store.write(async (tx) => {
    const activity = found(await findActivity(tx, activityId))
    refuseIf(refuseAct(await findStanding(tx, personId), activity, action))
    const act = { subjectKind: 'activity', subjectId: activityId, id: actId, action, personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action, reason, insurance } })) === 'repeated') return
    if (!FROM[action].includes(activity.state)) throw new Problem('wrong_state')
    await apply(tx, activity, command, now)
  })
}

function refuseAct(standing: Standing, activity: ActivityRow, action: ActivityAction['action']): ErrorCode | null {
  const isDecision = action === 'approve' || action === 'refuse'
  return (isDecision ? refuseDecide : refuseOrganise)(standing, activityFacts(activity))
}

/** A refusal says why, for the author to read, and a note says what: no word is silently dropped. */
function refuseWords({ action, reason, insurance }: ActOnActivityCommand): void {
  if (action === 'refuse' && reason === null) throw invalid('reason', 'required to refuse')
  if (action !== 'refuse' && reason !== null) throw invalid('reason', `${action} takes no reason`)
  if (action === 'note_insurance' && insurance === null) throw invalid('insurance', 'required')
  if (action !== 'note_insurance' && insurance !== null) throw invalid('insurance', `${action} takes no insurance`)
}

async function apply(tx: Tx, activity: ActivityRow, command: ActOnActivityCommand, now: Date): Promise<void> {
  const { action, personId, reason, insurance } = command
  if (action === 'note_insurance') {
    await noteInsurance(tx, activity.id, insurance ?? '')
    return
  }
  const to = action === 'approve' ? 'open' : action === 'refuse' ? 'refused' : 'ended'
  const change = { from: FROM[action], to, reason, byId: personId, at: now }
  if ((await changeActivityState(tx, activity.id, change)) === 'not_in_that_state') throw new Problem('wrong_state')
  if (action === 'end') {
    for (const { id } of await listShiftIdsToCome(tx, activity.id, now)) await cancelShiftInTx(tx, id, now)
    return
  }
  await notify(tx, {
    personIds: [activity.authorId],
    kind: action === 'approve' ? 'activity_approved' : 'activity_refused',
    params: { title: activity.title, ...(reason === null ? {} : { reason }) },
    subject: { kind: 'activity', id: activity.id },
    at: now,
  })
}
