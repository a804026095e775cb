import { newId, type TestApp } from '../../support/build-test-app'
import { report, reportBody, spotsOf } from '../appeals/case-steps'
import { act, type Operation } from './operation'

/** A case of grid 1, and what its office keeps. */
export interface CaseWorld {
  appealId: string
  templateId: string
  handOverId: string
  departmentId: string
  secretaryId: string
  appealBody: object
}

export async function makeCaseWorld(t: TestApp): Promise<CaseWorld> {
  const { grid1, department } = spotsOf(t)
  const officer = await t.as('grid-officer-wang')
  const secretary = await t.as('secretary-zhang')
  const templateId = newId()
  await officer.put(`/api/v1/answer-templates/${templateId}`, { placeId: grid1, title: '已修', text: '已经修好。' })
  const handOverId = newId()
  const now = t.clock.now().getTime()
  const from = new Date(now).toISOString()
  const until = new Date(now + 86_400_000).toISOString()
  await officer.put(`/api/v1/hand-overs/${handOverId}`, { placeId: grid1, toPersonId: secretary.personId, from, until })
  return {
    appealId: await report(t),
    templateId,
    handOverId,
    departmentId: department,
    secretaryId: secretary.personId,
    appealBody: reportBody(t),
  }
}

/** How the operations on cases are asked for. */
export const CASE_OPERATIONS: Record<string, Operation> = {
  'GET /appeal-categories': { request: () => ({ url: '/appeal-categories' }), outsiders: 200, stranger: 200 },
  'POST /appeal-guesses': { request: () => ({ url: '/appeal-guesses', body: { text: '灯坏了' } }), outsiders: 200 },
  'PUT /appeals/{id}': {
    request: ({ appealBody }) => ({ url: `/appeals/${newId()}`, body: appealBody }),
    outsiders: 404,
  },
  'GET /appeals/{id}': { request: ({ appealId }) => ({ url: `/appeals/${appealId}` }), outsiders: 404 },
  'POST /appeals/{id}/actions': {
    request: ({ appealId }) => ({ url: `/appeals/${appealId}/actions`, body: act('accept') }),
    outsiders: 404,
  },
  'POST /appeals/actions': {
    request: ({ appealId }) => ({ url: '/appeals/actions', body: act('accept', { appealIds: [appealId] }) }),
    outsiders: 200,
  },
  'GET /places/{id}/appeals': { request: ({ grid }) => ({ url: `/places/${grid}/appeals` }), outsiders: 404 },
  'GET /places/{id}/appeals/similar': {
    request: ({ grid }) => ({ url: `/places/${grid}/appeals/similar?category=noise` }),
    outsiders: 404,
  },
  'GET /places/{id}/appeals/summary': {
    request: ({ grid }) => ({ url: `/places/${grid}/appeals/summary` }),
    outsiders: 404,
  },
  'GET /me/appeals': { request: () => ({ url: '/me/appeals' }), outsiders: 200 },
  'GET /places/{id}/dispatch-rules': {
    request: ({ grid }) => ({ url: `/places/${grid}/dispatch-rules` }),
    outsiders: 404,
  },
  'GET /places/{id}/due-time': {
    request: ({ grid }) => ({ url: `/places/${grid}/due-time?from=2026-11-20T01:00:00Z&workingHours=8` }),
    outsiders: 404,
  },
  'PUT /places/{id}/dispatch-rules/{category}': {
    request: ({ grid }) => ({
      url: `/places/${grid}/dispatch-rules/noise`,
      body: { handler: 'grid', workingHours: 4 },
    }),
    outsiders: 404,
  },
  'DELETE /places/{id}/dispatch-rules/{category}': {
    request: ({ grid }) => ({ url: `/places/${grid}/dispatch-rules/noise` }),
    outsiders: 404,
  },
  'GET /places/{id}/departments': { request: ({ grid }) => ({ url: `/places/${grid}/departments` }), outsiders: 404 },
  'PUT /answer-templates/{id}': {
    request: ({ grid }) => ({ url: `/answer-templates/${newId()}`, body: { placeId: grid, title: '好', text: '好' } }),
    outsiders: 404,
  },
  'GET /places/{id}/answer-templates': {
    request: ({ grid }) => ({ url: `/places/${grid}/answer-templates` }),
    outsiders: 404,
  },
  'DELETE /answer-templates/{id}': {
    request: ({ templateId }) => ({ url: `/answer-templates/${templateId}` }),
    outsiders: 404,
  },
  'GET /places/{id}/ratings': {
    request: ({ departmentId }) => ({ url: `/places/${departmentId}/ratings` }),
    outsiders: 404,
    but: { 'department-water': 200 },
  },
  'GET /places/{id}/staff': { request: ({ grid }) => ({ url: `/places/${grid}/staff` }), outsiders: 404 },
  'PUT /hand-overs/{id}': {
    request: ({ grid, secretaryId }) => ({
      url: `/hand-overs/${newId()}`,
      body: {
        placeId: grid,
        toPersonId: secretaryId,
        from: '2026-11-20T01:00:00.000Z',
        until: '2026-11-30T01:00:00.000Z',
      },
    }),
    outsiders: 404,
  },
  'POST /hand-overs/{id}/actions': {
    request: ({ handOverId }) => ({ url: `/hand-overs/${handOverId}/actions`, body: act('end') }),
    outsiders: 404,
  },
  'GET /me/hand-overs': { request: () => ({ url: '/me/hand-overs' }), outsiders: 200 },
}
