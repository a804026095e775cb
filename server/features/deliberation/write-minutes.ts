import type { WriteMinutesRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { mayUseImages } from '../media'
import { factsOf, findViewer } from './find-topic'
import { findMinutes, saveDraft } from './meeting-repository'
import { refuseHosting } from './policy'
import { invalid } from './rules'
import { findTopic, holdTopic } from './topic-repository'

/** Texts are normalised already. */
export interface WriteMinutesCommand extends WriteMinutesRequest {
  topicId: string
  personId: string
}

/** The host writes the minutes, as often as it takes until they are published. @throws Problem minutes_frozen */
export async function writeMinutes(deps: Deps, command: WriteMinutesCommand): Promise<void> {
  const { topicId, personId, text, decisions, assignments, imageIds } = command
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    await holdTopic(tx, topicId)
    const topic = found(await findTopic(tx, topicId))
    refuseIf(refuseHosting(await findViewer(tx, topic.communityId, personId), factsOf(topic, at)))
    if (topic.meetingAt === null) throw new Problem('wrong_state')
    // What another host put in stays in: only what is added must be the writer's own.
    const known = await findMinutes(tx, topic)
    const kept = known === undefined ? [] : (JSON.parse(known.imageIds) as string[])
    const added = imageIds.filter((id) => !kept.includes(id))
    if (!(await mayUseImages(tx, personId, added))) throw invalid('imageIds', 'not all are pictures of yours')
    const draft = { text, decisions, assignments, imageIds, writtenById: personId, at }
    if ((await saveDraft(tx, topic, draft)) === 'frozen') throw new Problem('minutes_frozen')
  })
}
