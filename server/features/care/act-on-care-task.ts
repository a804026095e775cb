import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findDuties } from '../hand-overs'
import { refuseCareVerb } from './policy'
import { type CareTaskRow, findCareTask, finishTask, takeTask } from './repository'
import type { CareVerb } from './rules'

export interface ActOnCareTaskCommand {
  taskId: string
  personId: string
  actId: string
  action: CareVerb
  /** What was found; with `finish` alone. */
  report: string
}

/** A carer takes a task, and says at its end what was found. */
export async function actOnCareTask(deps: Deps, command: ActOnCareTaskCommand): Promise<CareTaskRow> {
  const { taskId, personId, actId, action, report } = command
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const task = found(await findCareTask(tx, taskId))
    refuseIf(refuseCareVerb(await findDuties(tx, personId, at), task, action))
    const act = {
      subjectKind: 'care_task',
      subjectId: taskId,
      id: actId,
      action,
      personId,
      body: { action, report },
      at,
    }
    if ((await recordAct(tx, act)) === 'repeated') return task
    const outcome =
      action === 'take' ? await takeTask(tx, taskId, personId, at) : await finishTask(tx, taskId, report, at)
    if (outcome === 'wrong_state') throw new Problem('wrong_state')
    return found(await findCareTask(tx, taskId))
  })
}
