import type { StatementAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { topicOf } from '../../storage/versions'
import { factsOf, findViewer } from './find-topic'
import { refuseModerate } from './policy'
import { findStatement, decideStatement as saveDecision } from './statement-repository'
import { tell } from './tell-people'
import { findTopic } from './topic-repository'

export interface DecideStatementCommand {
  statementId: string
  personId: string
  action: StatementAction
}

/** The secretary shows a statement that waits, or takes one out with a reason that its author reads; votes on it then count for nothing. */
export async function decideStatement(deps: Deps, command: DecideStatementCommand): Promise<void> {
  const { statementId, personId, action } = command
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const statement = found(await findStatement(tx, statementId, personId))
    const topic = found(await findTopic(tx, statement.topicId))
    const viewer = await findViewer(tx, topic.communityId, personId)
    refuseIf(refuseModerate(viewer, factsOf(topic, at)))
    const { id, ...body } = action
    const act = { subjectKind: 'statement', subjectId: statementId, id, action: action.action, personId, body, at }
    if ((await recordAct(tx, act)) === 'repeated') return
    const state = action.action === 'show' ? 'shown' : 'hidden'
    if (statement.state === state) throw new Problem('wrong_state')
    const reason = action.action === 'hide' ? action.reason : null
    const outcome = await saveDecision(tx, statement, { state, reason, decidedById: personId })
    if (outcome === 'decided_before') throw new Problem('wrong_state', { sentence: 'handled_by_colleague' })
    tx.touch(topicOf.opinions(topic.id))
    if (statement.authorId === null) return
    await tell(tx, topic, [statement.authorId], {
      kind: state === 'shown' ? 'statement_shown' : 'statement_hidden',
      at,
      params: reason === null ? {} : { reason },
      exceptId: personId,
    })
  })
}
