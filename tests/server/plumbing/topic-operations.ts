import { newId, type TestApp } from '../../support/build-test-app'
import { done, later, openTopic, propose, state, topicBody } from '../deliberation/topics'
import { placesOf } from '../notices/notice-body'
import { act, type Operation } from './operation'

/** Topics of grid 1, and what belongs to them. */
export interface TopicWorld {
  topicId: string
  statementId: string
  /** Nobody has answered it yet. */
  proposedTopicId: string
  /** Of a topic that is settled. */
  taskId: string
  settledTopicId: string
  councillorId: string
  personId: string
}

/** An open topic of grid 1 with a statement, and a settled one with a task. */
export async function makeTopicWorld(t: TestApp): Promise<TopicWorld> {
  const secretary = await t.as('secretary-zhang')
  const topicId = await openTopic(t)
  const statementId = await state(secretary, topicId, '调暗一半')
  const proposedTopicId = await propose(t, await t.as('resident-0045'))
  const settledTopicId = await openTopic(t)
  await done(secretary, settledTopicId, 'schedule', { meetingAt: later(t, 1), address: '议事厅' })
  await done(secretary, settledTopicId, 'close')
  await done(secretary, settledTopicId, 'review', { text: '可行' })
  const minutes = { text: '大家同意', decisions: [], assignments: [], imageIds: [] }
  await secretary.put(`/api/v1/topics/${settledTopicId}/minutes`, minutes)
  const taskId = newId()
  const task = { id: taskId, title: '换灯', owner: '物业', dueAt: later(t, 9) }
  await done(secretary, settledTopicId, 'publish', { outcome: '照办', tasks: [task] })
  const councillorId = newId()
  const { personId } = await t.as('resident-0041')
  const councillor = { placeId: placesOf(t).community1, personId, kind: 'party_delegate' }
  await secretary.put(`/api/v1/councillors/${councillorId}`, councillor)
  return { topicId, statementId, proposedTopicId, settledTopicId, taskId, councillorId, personId }
}

/** How the operations on topics are asked for. */
export const TOPIC_OPERATIONS: Record<string, Operation> = {
  'PUT /topics/{id}': { request: ({ grid }) => ({ url: `/topics/${newId()}`, body: topicBody(grid) }) },
  'GET /topics/{id}': { request: ({ topicId }) => ({ url: `/topics/${topicId}` }) },
  'GET /places/{id}/topics': { request: ({ grid }) => ({ url: `/places/${grid}/topics` }) },
  'POST /topics/{id}/actions': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/actions`, body: act('close') }),
  },
  'PUT /topics/{id}/support': { request: ({ proposedTopicId }) => ({ url: `/topics/${proposedTopicId}/support` }) },
  'DELETE /topics/{id}/support': { request: ({ proposedTopicId }) => ({ url: `/topics/${proposedTopicId}/support` }) },
  'PUT /statements/{id}': {
    request: ({ topicId }) => ({ url: `/statements/${newId()}`, body: { topicId, text: '好' } }),
  },
  'POST /statements/{id}/actions': {
    request: ({ statementId }) => ({ url: `/statements/${statementId}/actions`, body: act('hide', { reason: '…' }) }),
  },
  'GET /topics/{id}/statements': { request: ({ topicId }) => ({ url: `/topics/${topicId}/statements` }) },
  'GET /topics/{id}/similar-statements': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/similar-statements?text=${encodeURIComponent('调暗')}` }),
  },
  'PUT /topics/{id}/votes/{statementId}': {
    request: ({ topicId, statementId }) => ({
      url: `/topics/${topicId}/votes/${statementId}`,
      body: { vote: 'agree' },
    }),
  },
  'GET /topics/{id}/next-statement': { request: ({ topicId }) => ({ url: `/topics/${topicId}/next-statement` }) },
  'GET /topics/{id}/opinion-map': { request: ({ topicId }) => ({ url: `/topics/${topicId}/opinion-map` }) },
  // Anybody may count anew what was decided.
  'GET /topics/{id}/votes.csv': { request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/votes.csv` }) },
  'GET /topics/{id}/statements.csv': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/statements.csv` }),
  },
  'GET /topics/{id}/check-in-code': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/check-in-code` }),
  },
  'GET /topics/{id}/invitation': { request: ({ topicId }) => ({ url: `/topics/${topicId}/invitation` }) },
  'GET /topics/{id}/invitees': { request: ({ topicId }) => ({ url: `/topics/${topicId}/invitees` }) },
  'GET /topics/{id}/agenda': { request: ({ topicId }) => ({ url: `/topics/${topicId}/agenda` }) },
  'GET /topics/{id}/minutes': { request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/minutes` }) },
  'PUT /topics/{id}/minutes': {
    request: ({ settledTopicId }) => ({
      url: `/topics/${settledTopicId}/minutes`,
      body: { text: '好', decisions: [], assignments: [], imageIds: [] },
    }),
  },
  'POST /tasks/{id}/actions': { request: ({ taskId }) => ({ url: `/tasks/${taskId}/actions`, body: act('claim') }) },
  'GET /topics/{id}/evaluations': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/evaluations` }),
  },
  'GET /places/{id}/project-ranking': { request: ({ grid }) => ({ url: `/places/${grid}/project-ranking?year=2026` }) },
  'GET /places/{id}/talk': { request: ({ grid }) => ({ url: `/places/${grid}/talk` }) },
  'GET /places/{id}/deliberation-rules': { request: ({ grid }) => ({ url: `/places/${grid}/deliberation-rules` }) },
  'PUT /places/{id}/deliberation-rules': {
    request: ({ community }) => ({
      url: `/places/${community}/deliberation-rules`,
      body: { supportHouseholds: 1, answerWorkingDays: 1, moderatesStatements: true, statementsPerPerson: 1 },
    }),
  },
  'GET /places/{id}/councillors': { request: ({ grid }) => ({ url: `/places/${grid}/councillors` }) },
  'PUT /councillors/{id}': {
    request: ({ community, personId }) => ({
      url: `/councillors/${newId()}`,
      body: { placeId: community, personId, kind: 'cppcc_member' },
    }),
  },
  'DELETE /councillors/{id}': { request: ({ councillorId }) => ({ url: `/councillors/${councillorId}` }) },
}
