import type { CallUpAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { refuseAnswer, refuseEnd } from './policy'
import { endCallUpRow, findCallUp, listOverdueCallUps, writeAnswer } from './repository'

export interface ActOnCallUpCommand {
  callUpId: string
  personId: string
  actId: string
  action: CallUpAction['action']
  minutes: number | null
}

/** The called answer whether they come, and when; staff end the call-up, which forgets where everybody was. */
export async function actOnCallUp(deps: Deps, command: ActOnCallUpCommand): Promise<void> {
  const { callUpId, personId, actId, action, minutes } = command
  const now = deps.clock.now()
  if ((action === 'coming') !== (minutes !== null))
    throw new Problem('invalid_request', {
      fields: [{ path: 'minutes', message: 'with coming, and with nothing else' }],
    })
  await deps.store.write(async (tx) => {
    const callUp = found(await findCallUp(tx, callUpId, personId))
    const facts = { path: callUp.path, isCalled: Boolean(callUp.isCalled) }
    refuseIf((action === 'end' ? refuseEnd : refuseAnswer)(await findStanding(tx, personId), facts))
    const act = { subjectKind: 'call_up', subjectId: callUpId, id: actId, action, personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action, minutes } })) === 'repeated') return
    if (action === 'end') {
      if ((await endCallUpRow(tx, callUpId, now)) === 'ended_before') throw new Problem('wrong_state')
      return
    }
    const outcome = await writeAnswer(tx, callUp, { personId, answer: action, minutes, at: now })
    if (outcome === 'not_open') throw new Problem('wrong_state')
  })
}

const BATCH = 100

/** The job: a call-up that nobody ended ends by itself. */
export async function endOverdueCallUps(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  for (let due = BATCH; due === BATCH; ) {
    const overdue = await listOverdueCallUps(deps.store.read, now, BATCH)
    for (const { id } of overdue) await deps.store.write((tx) => endCallUpRow(tx, id, now))
    due = overdue.length
  }
}
