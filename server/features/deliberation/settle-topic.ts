import type { NewTask, TopicAction } from '../../../src/contract'
import { newId } from '../../kernel/ids'
import { found, Problem } from '../../kernel/problem'
import { type Acting, step } from './acting'
import { invalid, isLow, LOW_STARS_MAX, timeAhead } from './rules'
import { findRules } from './rules-repository'
import { insertTask, listLowRaters, saveEvaluation } from './task-repository'
import { tell, tellAll, tellSecretaries } from './tell-people'
import { findTopic } from './topic-repository'

/** The decision, the poll that made it, if any, and who does what until when. Everybody who had a part is told, and asked for stars later. */
export async function publish(acting: Acting, action: Extract<TopicAction, { action: 'publish' }>): Promise<void> {
  const { tx, ports, topic, at, personId } = acting
  const { outcome, pollId = null, tasks = [] } = action
  if (pollId !== null && !(await ports.isPollOf(tx, pollId, topic.communityId)))
    throw invalid('pollId', 'no poll of this place')
  for (const [position, task] of tasks.entries()) await addTask(acting, position, task)
  await step(acting, 'publish', outcome, { outcome, pollId, publishedAt: at })
  await tellAll(tx, topic, { kind: 'topic_published', at, params: { text: outcome }, exceptId: personId })
}

async function addTask({ tx, topic, at }: Acting, position: number, task: NewTask): Promise<void> {
  const { id = newId(at), title, owner, milestone = null } = task
  const dueAt = timeAhead(task.dueAt, `tasks/${position}/dueAt`, at)
  const outcome = await insertTask(tx, topic, position, { id, title, owner, milestone, dueAt })
  if (outcome === 'id_taken') throw new Problem('id_taken')
}

/**
 * A resident's stars; the last ones count. The first of all makes the topic an evaluated one. Low stars oblige the secretary to say something,
 * unless that is due already.
 */
export async function evaluate(acting: Acting, stars: number, text: string | null): Promise<void> {
  const { tx, ports, topic, personId, at } = acting
  await saveEvaluation(tx, topic, { id: newId(at), personId, stars, text, at })
  if (acting.toState !== topic.state) await step(acting, 'evaluate', null)
  if (!isLow(stars) || topic.ratingAnswerDueAt !== null) return
  const { answerWorkingDays } = await findRules(tx, topic.communityId)
  const ratingAnswerDueAt = ports.afterWorkingDays(at, answerWorkingDays)
  const now = found(await findTopic(tx, topic.id))
  await step({ ...acting, topic: now, toState: now.state }, 'low_rating', null, { ratingAnswerDueAt })
  await tellSecretaries(tx, topic, {
    kind: 'topic_low_rated',
    at,
    params: { dueAt: ratingAnswerDueAt.toISOString() },
  })
}

/** What the secretary says to those who gave few stars. It is there for everybody. */
export async function answerRatings(acting: Acting, text: string): Promise<void> {
  const { tx, topic, at, personId } = acting
  await step(acting, 'answer', text, { ratingAnswer: text, ratingAnswerDueAt: null })
  const raters = await listLowRaters(tx, topic, LOW_STARS_MAX)
  await tell(tx, topic, raters, { kind: 'topic_answered', at, params: { text }, exceptId: personId })
}
