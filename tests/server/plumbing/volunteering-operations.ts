import { newId, type TestApp } from '../../support/build-test-app'
import { API, act, activityBody, shiftBody, signUp } from '../volunteering/make-shift'
import type { Operation } from './operation'

/** An activity of grid 1 with a shift, somebody's place in it, a call-up and a certificate. */
export interface VolunteeringWorld {
  activityId: string
  shiftId: string
  seriesId: string
  signUpId: string
  callUpId: string
  certificateNumber: string
}

export async function makeVolunteeringWorld(t: TestApp, grid: string): Promise<VolunteeringWorld> {
  const officer = await t.as('grid-officer-wang')
  const [activityId, shiftId, seriesId, callUpId] = [newId(), newId(), newId(), newId()]
  await officer.put(`${API}/activities/${activityId}`, activityBody(grid))
  await officer.put(`${API}/shifts/${shiftId}`, shiftBody(activityId))
  const daily = { ...shiftBody(activityId), rule: 'FREQ=DAILY;COUNT=2' }
  await officer.put(`${API}/shift-series/${seriesId}`, daily)
  const { id: signUpId } = await signUp(t, 'resident-0022', shiftId)
  await officer.put(`${API}/call-ups/${callUpId}`, { placeId: grid, radius: 'grid', text: '…' })
  const { personId } = await t.as('resident-0023')
  await signUp(t, 'resident-0023', shiftId)
  await officer.post(`${API}/shifts/${shiftId}/actions`, act('attest', { personId, minutes: 60 }))
  const pdf = await (await t.as('resident-0023')).put(`${API}/certificates/${newId()}`, { year: 2026 })
  const certificateNumber = /LL2026[-0-9A-Z]+/.exec(String(pdf.headers['content-disposition']))?.[0] ?? ''
  return { activityId, shiftId, seriesId, signUpId, callUpId, certificateNumber }
}

/** A partner of the community organises in it, and so reads what residents read. */
const PARTNER = (status: number) => ({ 'partner-bakery': status })
const profile = { skills: [], canBeCalled: false, birthMonth: null }

export const VOLUNTEERING_OPERATIONS: Record<string, Operation> = {
  'PUT /activities/{id}': {
    request: ({ grid }) => ({ url: `/activities/${newId()}`, body: activityBody(grid) }),
    outsiders: 404,
    but: PARTNER(201),
  },
  'GET /activities/{id}': {
    request: ({ activityId }) => ({ url: `/activities/${activityId}` }),
    outsiders: 404,
    but: PARTNER(200),
  },
  'GET /places/{id}/activities': {
    request: ({ grid }) => ({ url: `/places/${grid}/activities` }),
    outsiders: 404,
    but: PARTNER(200),
  },
  'POST /activities/{id}/actions': {
    request: ({ activityId }) => ({ url: `/activities/${activityId}/actions`, body: act('end') }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'GET /activities/{id}/shifts': {
    request: ({ activityId }) => ({ url: `/activities/${activityId}/shifts` }),
    outsiders: 404,
    but: PARTNER(200),
  },
  'PUT /shifts/{id}': {
    request: ({ activityId }) => ({ url: `/shifts/${newId()}`, body: shiftBody(activityId) }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'PUT /shift-series/{id}': {
    request: ({ activityId }) => ({
      url: `/shift-series/${newId()}`,
      body: { ...shiftBody(activityId), rule: 'FREQ=WEEKLY;COUNT=2' },
    }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'GET /shift-series/{id}': {
    request: ({ seriesId }) => ({ url: `/shift-series/${seriesId}` }),
    outsiders: 404,
    but: PARTNER(200),
  },
  'DELETE /shift-series/{id}': {
    request: ({ seriesId }) => ({ url: `/shift-series/${seriesId}` }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'GET /shifts/{id}': {
    request: ({ shiftId }) => ({ url: `/shifts/${shiftId}` }),
    outsiders: 404,
    but: PARTNER(200),
  },
  'DELETE /shifts/{id}': {
    request: ({ shiftId }) => ({ url: `/shifts/${shiftId}` }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'GET /shifts/{id}/sign-ups': {
    request: ({ shiftId }) => ({ url: `/shifts/${shiftId}/sign-ups` }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'GET /shifts/{id}/check-in-code': {
    request: ({ shiftId }) => ({ url: `/shifts/${shiftId}/check-in-code` }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'POST /shifts/{id}/actions': {
    request: ({ shiftId }) => ({ url: `/shifts/${shiftId}/actions`, body: act('check_in', { code: '000000' }) }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'PUT /sign-ups/{id}': {
    request: ({ shiftId }) => ({ url: `/sign-ups/${newId()}`, body: { shiftId } }),
    outsiders: 404,
    but: PARTNER(403),
  },
  'DELETE /sign-ups/{id}': { request: ({ signUpId }) => ({ url: `/sign-ups/${signUpId}` }), outsiders: 404 },
  'POST /sign-ups/{id}/actions': {
    request: ({ signUpId }) => ({ url: `/sign-ups/${signUpId}/actions`, body: act('accept') }),
    outsiders: 404,
  },
  'GET /me/shifts': { request: () => ({ url: '/me/shifts' }), outsiders: 200 },
  'GET /me/service-record': { request: () => ({ url: '/me/service-record' }), outsiders: 200 },
  'GET /me/service-entries': { request: () => ({ url: '/me/service-entries' }), outsiders: 200 },
  'GET /me/service-record/workbook': { request: () => ({ url: '/me/service-record/workbook' }), outsiders: 200 },
  'GET /places/{id}/service-record/workbook': {
    request: ({ grid }) => ({ url: `/places/${grid}/service-record/workbook` }),
    outsiders: 404,
  },
  // Nobody here has hours to certify.
  'PUT /certificates/{id}': {
    request: () => ({ url: `/certificates/${newId()}`, body: { year: 2026 } }),
    outsiders: 409,
  },
  'GET /certificates/{number}': {
    request: ({ certificateNumber }) => ({ url: `/certificates/${certificateNumber}` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /me/certificates/{id}/file': {
    request: ({ activityId }) => ({ url: `/me/certificates/${activityId}/file` }),
    outsiders: 404,
  },
  'GET /me/certificates': { request: () => ({ url: '/me/certificates' }), outsiders: 200 },
  'GET /me/volunteer-profile': { request: () => ({ url: '/me/volunteer-profile' }), outsiders: 200 },
  'PUT /me/volunteer-profile': { request: () => ({ url: '/me/volunteer-profile', body: profile }), outsiders: 200 },
  'PUT /call-ups/{id}': {
    request: ({ grid }) => ({ url: `/call-ups/${newId()}`, body: { placeId: grid, radius: 'grid', text: '…' } }),
    outsiders: 404,
  },
  'GET /call-ups/{id}': { request: ({ callUpId }) => ({ url: `/call-ups/${callUpId}` }), outsiders: 404 },
  'POST /call-ups/{id}/actions': {
    request: ({ callUpId }) => ({ url: `/call-ups/${callUpId}/actions`, body: act('end') }),
    outsiders: 404,
  },
  'GET /places/{id}/call-ups': { request: ({ grid }) => ({ url: `/places/${grid}/call-ups` }), outsiders: 404 },
  'GET /places/{id}/readiness': {
    request: ({ grid }) => ({ url: `/places/${grid}/readiness?radius=grid` }),
    outsiders: 404,
  },
  'GET /me/call-ups': { request: () => ({ url: '/me/call-ups' }), outsiders: 200 },
}
