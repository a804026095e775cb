import type { TaskAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { isKnownAct, recordAct } from '../../storage/acts'
import type { Reader, Tx } from '../../storage/store'
import { checkWords } from './check-words'
import { factsOf, findViewer } from './find-topic'
import { isSecretary, livesAt, refuseSee, type TopicFacts, type Viewer } from './policy'
import { deleteClaim, findTask, insertClaim, insertProgress, type TaskRow } from './task-repository'
import { findTopic, holdTopic, moveTopic, type TopicRow } from './topic-repository'

export interface ActOnTaskCommand {
  taskId: string
  personId: string
  action: TaskAction
}

/**
 * Residents claim a task, or release it; the secretary or whoever claimed it reports how far it is. @throws Problem invalid_request (field note)
 * where the content check refuses the words
 */
export async function actOnTask(deps: Deps, command: ActOnTaskCommand): Promise<{ topicId: string }> {
  const { taskId, personId, action } = command
  const at = deps.clock.now()
  await checkNote(deps, command, at)
  return deps.store.write(async (tx) => {
    const known = found(await findTask(tx, taskId, personId))
    await holdTopic(tx, known.topicId)
    const { task, topic, isOffice } = await admit(tx, command, at)
    const { id, ...body } = action
    const act = { subjectKind: 'task', subjectId: taskId, id, action: action.action, personId, body, at }
    if ((await recordAct(tx, act)) === 'repeated') return { topicId: topic.id }
    if (action.action === 'claim') await insertClaim(tx, task, personId, at)
    else if (action.action === 'release') await deleteClaim(tx, task, personId)
    else await report(tx, { task, topic, isOffice, personId, at }, action)
    return { topicId: topic.id }
  })
}

/** Asked before the words leave the house, and again in the transaction, where it counts. */
async function checkNote(deps: Deps, command: ActOnTaskCommand, at: Date): Promise<void> {
  const { personId, action } = command
  if (action.action !== 'report' || action.note === undefined) return
  const { read } = deps.store
  await admit(read, command, at)
  if (await isKnownAct(read, 'task', action.id)) return
  await checkWords(deps, { path: 'note', text: action.note, scene: 'comment', personId })
}

async function admit(reader: Reader, { taskId, personId, action }: ActOnTaskCommand, at: Date) {
  const task = found(await findTask(reader, taskId, personId))
  const topic = found(await findTopic(reader, task.topicId))
  const viewer = await findViewer(reader, topic.communityId, personId)
  const facts = factsOf(topic, at)
  refuseIf(refuseSee(viewer, facts))
  if (!mayOnTask(viewer, facts, task)[action.action]) throw new Problem('not_allowed')
  return { task, topic, isOffice: isSecretary(viewer.standing, facts.place) }
}

/** Who may do what with a task at all. A claim that is there already is as good as a new one. */
export function mayOnTask(
  { standing }: Viewer,
  facts: TopicFacts,
  task: TaskRow,
): Record<TaskAction['action'], boolean> {
  const isResident = livesAt(standing, facts.place)
  return {
    report: isSecretary(standing, facts.place) || Boolean(task.isClaimed),
    claim: isResident,
    release: isResident,
  }
}

interface Reporting {
  task: TaskRow
  topic: TopicRow
  isOffice: boolean
  personId: string
  at: Date
}

async function report(
  tx: Tx,
  { task, topic, isOffice, personId, at }: Reporting,
  { percent, note }: { percent: number; note?: string },
): Promise<void> {
  // The thread has a line for each time a task is done: whoever claimed it does not open it again.
  if (percent < 100 && task.doneAt !== null && !isOffice) throw new Problem('wrong_state')
  await insertProgress(tx, task, { id: newId(at), reporterId: personId, percent, note: note ?? null, at })
  if (percent < 100 || task.doneAt !== null) return
  // The title is the secretary's word, whoever reports it done.
  const by = isOffice ? 'secretary' : 'resident'
  const line = { step: 'task_done', by, actorId: personId, toState: topic.state, text: task.title, at }
  await moveTopic(tx, topic, line)
}
