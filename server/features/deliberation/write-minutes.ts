import type { WriteMinutesRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { mayUseImages } from '../media'
import { checkWords } from './check-words'
import { factsOf, findViewer } from './find-topic'
import { findMinutes, saveDraft } from './meeting-repository'
import { isSecretary, refuseHosting } from './policy'
import { invalid } from './rules'
import { findTopic, holdTopic } from './topic-repository'

/** Texts are normalised already. */
export interface WriteMinutesCommand extends WriteMinutesRequest {
  topicId: string
  personId: string
}

/**
 * The host writes the minutes, as often as it takes until they are published. @throws Problem minutes_frozen; invalid_request where the content
 * check refuses words of a facilitator who is a resident
 */
export async function writeMinutes(deps: Deps, command: WriteMinutesCommand): Promise<void> {
  const { topicId, personId, text, decisions, assignments, imageIds } = command
  const at = deps.clock.now()
  // Asked before the words leave the house, and again in the transaction, where it counts.
  const { isOffice } = await admit(deps.store.read, command, at)
  if (!isOffice) {
    const words = { scene: 'post', personId } as const
    await checkWords(deps, { ...words, path: 'text', text })
    await checkWords(deps, { ...words, path: 'decisions', text: decisions.join('\n') })
    await checkWords(deps, { ...words, path: 'assignments', text: assignments.map(({ what }) => what).join('\n') })
  }
  await deps.store.write(async (tx) => {
    await holdTopic(tx, topicId)
    const { topic } = await admit(tx, command, at)
    // What another host put in stays in: only what is added must be the writer's own.
    const known = await findMinutes(tx, topic)
    const kept = known === undefined ? [] : (JSON.parse(known.imageIds) as string[])
    const added = imageIds.filter((id) => !kept.includes(id))
    if (!(await mayUseImages(tx, personId, added))) throw invalid('imageIds', 'not all are pictures of yours')
    const draft = { text, decisions, assignments, imageIds, writtenById: personId, at }
    if ((await saveDraft(tx, topic, draft)) === 'frozen') throw new Problem('minutes_frozen')
  })
}

async function admit(reader: Reader, { topicId, personId }: WriteMinutesCommand, at: Date) {
  const topic = found(await findTopic(reader, topicId))
  const viewer = await findViewer(reader, topic.communityId, personId)
  const facts = factsOf(topic, at)
  refuseIf(refuseHosting(viewer, facts))
  if (topic.meetingAt === null) throw new Problem('wrong_state')
  return { topic, isOffice: isSecretary(viewer.standing, facts.place) }
}
