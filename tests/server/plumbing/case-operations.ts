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
  'GET /appeal-categories': { request: () => ({ url: '/appeal-categories' }) },
  'POST /appeal-guesses': { request: () => ({ url: '/appeal-guesses', body: { text: '灯坏了' } }) },
  'PUT /appeals/{id}': { request: ({ appealBody }) => ({ url: `/appeals/${newId()}`, body: appealBody }) },
  'GET /appeals/{id}': { request: ({ appealId }) => ({ url: `/appeals/${appealId}` }) },
  'POST /appeals/{id}/actions': {
    request: ({ appealId }) => ({ url: `/appeals/${appealId}/actions`, body: act('accept') }),
  },
  'POST /appeals/actions': {
    request: ({ appealId }) => ({ url: '/appeals/actions', body: act('accept', { appealIds: [appealId] }) }),
  },
  'GET /places/{id}/appeals': { request: ({ grid }) => ({ url: `/places/${grid}/appeals` }) },
  'GET /places/{id}/appeals/similar': {
    request: ({ grid }) => ({ url: `/places/${grid}/appeals/similar?category=noise` }),
  },
  'GET /places/{id}/appeals/summary': { request: ({ grid }) => ({ url: `/places/${grid}/appeals/summary` }) },
  'GET /me/appeals': { request: () => ({ url: '/me/appeals' }) },
  'GET /places/{id}/dispatch-rules': { request: ({ grid }) => ({ url: `/places/${grid}/dispatch-rules` }) },
  'GET /places/{id}/due-time': {
    request: ({ grid }) => ({ url: `/places/${grid}/due-time?from=2026-11-20T01:00:00Z&workingHours=8` }),
  },
  'PUT /places/{id}/dispatch-rules/{category}': {
    request: ({ grid }) => ({
      url: `/places/${grid}/dispatch-rules/noise`,
      body: { handler: 'grid', workingHours: 4 },
    }),
  },
  'DELETE /places/{id}/dispatch-rules/{category}': {
    request: ({ grid }) => ({ url: `/places/${grid}/dispatch-rules/noise` }),
  },
  'GET /places/{id}/departments': { request: ({ grid }) => ({ url: `/places/${grid}/departments` }) },
  'PUT /answer-templates/{id}': {
    request: ({ grid }) => ({ url: `/answer-templates/${newId()}`, body: { placeId: grid, title: '好', text: '好' } }),
  },
  'GET /places/{id}/answer-templates': { request: ({ grid }) => ({ url: `/places/${grid}/answer-templates` }) },
  'DELETE /answer-templates/{id}': { request: ({ templateId }) => ({ url: `/answer-templates/${templateId}` }) },
  'GET /places/{id}/ratings': { request: ({ departmentId }) => ({ url: `/places/${departmentId}/ratings` }) },
  'GET /places/{id}/staff': { request: ({ grid }) => ({ url: `/places/${grid}/staff` }) },
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
  },
  'POST /hand-overs/{id}/actions': {
    request: ({ handOverId }) => ({ url: `/hand-overs/${handOverId}/actions`, body: act('end') }),
  },
  'GET /me/hand-overs': { request: () => ({ url: '/me/hand-overs' }) },
}
