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
  certificateId: string
  certificateNumber: string
}

export async function makeVolunteeringWorld(t: TestApp, grid: string): Promise<VolunteeringWorld> {
  const officer = await t.as('grid-officer-wang')
  const [activityId, shiftId, seriesId, callUpId] = [newId(), newId(), newId(), newId()]
  await officer.put(`${API}/activities/${activityId}`, activityBody(grid))
  await officer.put(`${API}/shifts/${shiftId}`, shiftBody(activityId))
  const daily = { ...shiftBody(activityId), rule: 'FREQ=DAILY;COUNT=2' }
  await officer.put(`${API}/shift-series/${seriesId}`, daily)
  const { id: signUpId } = await signUp(t, 'resident-li', shiftId)
  await officer.put(`${API}/call-ups/${callUpId}`, { placeId: grid, radius: 'grid', text: '…' })
  const { personId } = await t.as('resident-0023')
  await signUp(t, 'resident-0023', shiftId)
  await officer.post(`${API}/shifts/${shiftId}/actions`, act('attest', { personId, minutes: 60 }))
  const certificateId = newId()
  const pdf = await (await t.as('resident-0023')).put(`${API}/certificates/${certificateId}`, { year: 2026 })
  const certificateNumber = /LL2026[-0-9A-Z]+/.exec(String(pdf.headers['content-disposition']))?.[0] ?? ''
  return { activityId, shiftId, seriesId, signUpId, callUpId, certificateId, certificateNumber }
}

const profile = { skills: [], canBeCalled: false, birthMonth: null }

export const VOLUNTEERING_OPERATIONS: Record<string, Operation> = {
  'PUT /activities/{id}': { request: ({ grid }) => ({ url: `/activities/${newId()}`, body: activityBody(grid) }) },
  'GET /activities/{id}': { request: ({ activityId }) => ({ url: `/activities/${activityId}` }) },
  'GET /places/{id}/activities': { request: ({ grid }) => ({ url: `/places/${grid}/activities` }) },
  'POST /activities/{id}/actions': {
    request: ({ activityId }) => ({ url: `/activities/${activityId}/actions`, body: act('end') }),
  },
  'GET /activities/{id}/shifts': { request: ({ activityId }) => ({ url: `/activities/${activityId}/shifts` }) },
  'PUT /shifts/{id}': { request: ({ activityId }) => ({ url: `/shifts/${newId()}`, body: shiftBody(activityId) }) },
  'PUT /shift-series/{id}': {
    request: ({ activityId }) => ({
      url: `/shift-series/${newId()}`,
      body: { ...shiftBody(activityId), rule: 'FREQ=WEEKLY;COUNT=2' },
    }),
  },
  'GET /shift-series/{id}': { request: ({ seriesId }) => ({ url: `/shift-series/${seriesId}` }) },
  'DELETE /shift-series/{id}': { request: ({ seriesId }) => ({ url: `/shift-series/${seriesId}` }) },
  'GET /shifts/{id}': { request: ({ shiftId }) => ({ url: `/shifts/${shiftId}` }) },
  'DELETE /shifts/{id}': { request: ({ shiftId }) => ({ url: `/shifts/${shiftId}` }) },
  'GET /shifts/{id}/sign-ups': { request: ({ shiftId }) => ({ url: `/shifts/${shiftId}/sign-ups` }) },
  'GET /shifts/{id}/check-in-code': { request: ({ shiftId }) => ({ url: `/shifts/${shiftId}/check-in-code` }) },
  'POST /shifts/{id}/actions': {
    request: ({ shiftId }) => ({ url: `/shifts/${shiftId}/actions`, body: act('check_in', { code: '000000' }) }),
  },
  'PUT /sign-ups/{id}': { request: ({ shiftId }) => ({ url: `/sign-ups/${newId()}`, body: { shiftId } }) },
  'DELETE /sign-ups/{id}': { request: ({ signUpId }) => ({ url: `/sign-ups/${signUpId}` }) },
  'POST /sign-ups/{id}/actions': {
    request: ({ signUpId }) => ({ url: `/sign-ups/${signUpId}/actions`, body: act('accept') }),
  },
  'GET /me/shifts': { request: () => ({ url: '/me/shifts' }) },
  'GET /me/service-record': { request: () => ({ url: '/me/service-record' }) },
  'GET /me/service-entries': { request: () => ({ url: '/me/service-entries' }) },
  'GET /me/service-record/workbook': { request: () => ({ url: '/me/service-record/workbook' }) },
  'GET /places/{id}/service-record/workbook': {
    request: ({ grid }) => ({ url: `/places/${grid}/service-record/workbook` }),
  },
  'PUT /certificates/{id}': { request: () => ({ url: `/certificates/${newId()}`, body: { year: 2026 } }) },
  'GET /certificates/{number}': { request: ({ certificateNumber }) => ({ url: `/certificates/${certificateNumber}` }) },
  'GET /me/certificates/{id}/file': {
    request: ({ certificateId }) => ({ url: `/me/certificates/${certificateId}/file` }),
  },
  'GET /me/certificates': { request: () => ({ url: '/me/certificates' }) },
  'GET /me/volunteer-profile': { request: () => ({ url: '/me/volunteer-profile' }) },
  'PUT /me/volunteer-profile': { request: () => ({ url: '/me/volunteer-profile', body: profile }) },
  'PUT /call-ups/{id}': {
    request: ({ grid }) => ({ url: `/call-ups/${newId()}`, body: { placeId: grid, radius: 'grid', text: '…' } }),
  },
  'GET /call-ups/{id}': { request: ({ callUpId }) => ({ url: `/call-ups/${callUpId}` }) },
  'POST /call-ups/{id}/actions': {
    request: ({ callUpId }) => ({ url: `/call-ups/${callUpId}/actions`, body: act('end') }),
  },
  'GET /places/{id}/call-ups': { request: ({ grid }) => ({ url: `/places/${grid}/call-ups` }) },
  'GET /places/{id}/readiness': { request: ({ grid }) => ({ url: `/places/${grid}/readiness?radius=grid` }) },
  'GET /me/call-ups': { request: () => ({ url: '/me/call-ups' }) },
}
