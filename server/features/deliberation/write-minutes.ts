import type { WriteMinutesRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { mayUseImages } from '../media'
import { factsOf, findViewer } from './find-topic'
import { saveDraft } from './meeting-repository'
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
    if (!(await mayUseImages(tx, personId, imageIds))) throw invalid('imageIds', 'not all are pictures of yours')
    const draft = { text, decisions, assignments, imageIds, writtenById: personId, at }
    if ((await saveDraft(tx, topic, draft)) === 'frozen') throw new Problem('minutes_frozen')
  })
}
