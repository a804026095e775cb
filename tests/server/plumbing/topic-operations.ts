import { newId, type TestApp } from '../../support/build-test-app'
import { done, later, openTopic, state, topicBody } from '../deliberation/topics'
import { placesOf } from '../notices/notice-body'
import { act, type Operation } from './operation'

/** Topics of grid 1, and what belongs to them. */
export interface TopicWorld {
  topicId: string
  statementId: string
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
  const settledTopicId = await openTopic(t)
  await done(secretary, settledTopicId, 'schedule', { meetingAt: later(t, 1), address: '议事厅' })
  await done(secretary, settledTopicId, 'close')
  await done(secretary, settledTopicId, 'review', { text: '可行' })
  const taskId = newId()
  const task = { id: taskId, title: '换灯', owner: '物业', dueAt: later(t, 9) }
  await done(secretary, settledTopicId, 'publish', { outcome: '照办', tasks: [task] })
  const councillorId = newId()
  const { personId } = await t.as('resident-0041')
  const councillor = { placeId: placesOf(t).community1, personId, kind: 'party_delegate' }
  await secretary.put(`/api/v1/councillors/${councillorId}`, councillor)
  return { topicId, statementId, settledTopicId, taskId, councillorId, personId }
}

/** How the operations on topics are asked for. */
export const TOPIC_OPERATIONS: Record<string, Operation> = {
  'PUT /topics/{id}': {
    request: ({ grid }) => ({ url: `/topics/${newId()}`, body: topicBody(grid) }),
    outsiders: 404,
  },
  'GET /topics/{id}': { request: ({ topicId }) => ({ url: `/topics/${topicId}` }), outsiders: 404 },
  'GET /places/{id}/topics': { request: ({ grid }) => ({ url: `/places/${grid}/topics` }), outsiders: 404 },
  'POST /topics/{id}/actions': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/actions`, body: act('close') }),
    outsiders: 404,
  },
  'PUT /topics/{id}/support': { request: ({ topicId }) => ({ url: `/topics/${topicId}/support` }), outsiders: 404 },
  'DELETE /topics/{id}/support': { request: ({ topicId }) => ({ url: `/topics/${topicId}/support` }), outsiders: 404 },
  'PUT /statements/{id}': {
    request: ({ topicId }) => ({ url: `/statements/${newId()}`, body: { topicId, text: '好' } }),
    outsiders: 404,
  },
  'POST /statements/{id}/actions': {
    request: ({ statementId }) => ({ url: `/statements/${statementId}/actions`, body: act('hide', { reason: '…' }) }),
    outsiders: 404,
  },
  'GET /topics/{id}/statements': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/statements` }),
    outsiders: 404,
  },
  'GET /topics/{id}/similar-statements': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/similar-statements?text=${encodeURIComponent('调暗')}` }),
    outsiders: 404,
  },
  'PUT /topics/{id}/votes/{statementId}': {
    request: ({ topicId, statementId }) => ({
      url: `/topics/${topicId}/votes/${statementId}`,
      body: { vote: 'agree' },
    }),
    outsiders: 404,
  },
  'GET /topics/{id}/next-statement': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/next-statement` }),
    outsiders: 404,
  },
  'GET /topics/{id}/opinion-map': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/opinion-map` }),
    outsiders: 404,
  },
  // Anybody may count anew what was decided.
  'GET /topics/{id}/votes.csv': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/votes.csv` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /topics/{id}/statements.csv': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/statements.csv` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /topics/{id}/check-in-code': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/check-in-code` }),
    outsiders: 404,
  },
  'GET /topics/{id}/invitation': {
    request: ({ topicId }) => ({ url: `/topics/${topicId}/invitation` }),
    outsiders: 404,
  },
  'GET /topics/{id}/invitees': { request: ({ topicId }) => ({ url: `/topics/${topicId}/invitees` }), outsiders: 404 },
  'GET /topics/{id}/agenda': { request: ({ topicId }) => ({ url: `/topics/${topicId}/agenda` }), outsiders: 404 },
  'GET /topics/{id}/minutes': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/minutes` }),
    outsiders: 404,
  },
  'PUT /topics/{id}/minutes': {
    request: ({ settledTopicId }) => ({
      url: `/topics/${settledTopicId}/minutes`,
      body: { text: '好', decisions: [], assignments: [], imageIds: [] },
    }),
    outsiders: 404,
  },
  'POST /tasks/{id}/actions': {
    request: ({ taskId }) => ({ url: `/tasks/${taskId}/actions`, body: act('claim') }),
    outsiders: 404,
  },
  'GET /topics/{id}/evaluations': {
    request: ({ settledTopicId }) => ({ url: `/topics/${settledTopicId}/evaluations` }),
    outsiders: 404,
  },
  'GET /places/{id}/project-ranking': {
    request: ({ grid }) => ({ url: `/places/${grid}/project-ranking?year=2026` }),
    outsiders: 404,
  },
  'GET /places/{id}/talk': { request: ({ grid }) => ({ url: `/places/${grid}/talk` }), outsiders: 404 },
  'GET /places/{id}/deliberation-rules': {
    request: ({ grid }) => ({ url: `/places/${grid}/deliberation-rules` }),
    outsiders: 404,
  },
  'PUT /places/{id}/deliberation-rules': {
    request: ({ grid }) => ({
      url: `/places/${grid}/deliberation-rules`,
      body: { supportHouseholds: 1, answerWorkingDays: 1, moderatesStatements: true, statementsPerPerson: 1 },
    }),
    outsiders: 404,
  },
  'GET /places/{id}/councillors': { request: ({ grid }) => ({ url: `/places/${grid}/councillors` }), outsiders: 404 },
  'PUT /councillors/{id}': {
    request: ({ grid, personId }) => ({
      url: `/councillors/${newId()}`,
      body: { placeId: grid, personId, kind: 'cppcc_member' },
    }),
    outsiders: 404,
  },
  'DELETE /councillors/{id}': {
    request: ({ councillorId }) => ({ url: `/councillors/${councillorId}` }),
    outsiders: 404,
    but: { 'grid-officer-2': 403 },
  },
}
