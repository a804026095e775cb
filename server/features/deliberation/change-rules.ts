import type { DeliberationRules } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseSecretary } from './policy'
import type { DeliberationPorts } from './ports'
import { invalid } from './rules'
import { saveRules } from './rules-repository'
import { obligeAnswer } from './support-topic'
import { findTopic, holdTopic, listBacked } from './topic-repository'

export interface ChangeRulesCommand {
  placeId: string
  personId: string
  rules: DeliberationRules
}

/**
 * The secretary says how the community deliberates from now on; a term that runs already keeps its end. What has households enough by the new
 * number is owed an answer at once.
 */
export async function changeRules(
  deps: Deps,
  ports: DeliberationPorts,
  { placeId, personId, rules }: ChangeRulesCommand,
): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseSecretary(await findStanding(tx, personId), place))
    if (place.kind !== 'community') throw invalid('id', 'not a community')
    const act = { subjectKind: 'deliberation_rules', subjectId: placeId, id: newId(at), action: 'change' }
    await recordAct(tx, { ...act, personId, body: rules, at })
    await saveRules(tx, placeId, rules, { personId, at })
    const answerDueAt = ports.afterWorkingDays(at, rules.answerWorkingDays)
    for (const { id } of await listBacked(tx, placeId, rules.supportHouseholds)) {
      await holdTopic(tx, id)
      const topic = await findTopic(tx, id)
      if (topic?.state === 'proposed' && topic.answerDueAt === null) await obligeAnswer(tx, topic, answerDueAt, at)
    }
  })
}
