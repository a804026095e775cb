import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleShifts } from '../../../server/features/volunteering'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const API = '/api/v1'
const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })

/** Volunteering told through the HTTP door, from the invitation to the points and the certificate that anybody can check. */
test('from the invitation to the certificate', async () => {
  const community = t.demo.communities[0]?.id
  const secretary = await t.as('secretary-zhang')
  const [li, zhou, elder] = [await t.as('resident-li'), await t.as('resident-zhou'), await t.as('resident-0009')]

  // The secretary invites; a task that needs insurance opens only once it is noted.
  const activityId = newId()
  const activity = {
    placeId: community,
    title: '护学岗',
    body: '上学时段在校门口。',
    category: '平安',
    needsInsurance: true,
  }
  expect(await secretary.put(`${API}/activities/${activityId}`, activity)).toMatchObject({
    status: 201,
    body: { state: 'open' },
  })
  const shiftId = newId()
  const [startsAt, endsAt] = ['2026-11-21T01:00:00.000Z', '2026-11-21T02:30:00.000Z']
  const shift = { activityId, startsAt, endsAt, capacity: 1, skills: [], pointsPerHour: 12, address: '校门口' }
  expect((await secretary.put(`${API}/shifts/${shiftId}`, shift)).body.code).toBe('insurance_missing')
  await secretary.post(`${API}/activities/${activityId}/actions`, act('note_insurance', { insurance: '社区统一投保' }))
  expect((await secretary.put(`${API}/shifts/${shiftId}`, shift)).status).toBe(201)

  // One place: 0009 has it, li and zhou wait; 0009 leaves, li is told and lets it pass, zhou takes it.
  const signUps = [newId(), newId(), newId()]
  for (const [index, person] of [elder, li, zhou].entries()) {
    const answer = await person.put(`${API}/sign-ups/${signUps[index]}`, { shiftId })
    expect(answer.body).toMatchObject({ state: index === 0 ? 'confirmed' : 'waiting', place: index + 1 })
  }
  expect((await elder.del(`${API}/sign-ups/${signUps[0]}`)).status).toBe(204)
  expect((await li.get(`${API}/me/notifications`)).body.items[0].kind).toBe('shift_moved_up')
  t.clock.advance({ hours: 2 })
  await settleShifts(t.deps)
  expect((await li.put(`${API}/sign-ups/${signUps[1]}`, { shiftId })).body.state).toBe('lapsed')
  expect((await zhou.post(`${API}/sign-ups/${signUps[2]}/actions`, act('accept'))).body).toMatchObject({
    state: 'confirmed',
    place: 1,
    answerBy: null,
  })

  // On the day zhou comes and goes by the code; 0009, who has no phone with her, helps too and is attested.
  const code = async () => (await secretary.get(`${API}/shifts/${shiftId}/check-in-code`)).body.code
  t.clock.set(startsAt)
  expect((await zhou.post(`${API}/shifts/${shiftId}/actions`, act('check_in', { code: await code() }))).status).toBe(
    200,
  )
  t.clock.set(endsAt)
  const done = await zhou.post(`${API}/shifts/${shiftId}/actions`, act('check_out', { code: await code() }))
  expect(done.body).toMatchObject({ state: 'done', minutes: 90 })
  const attested = act('attest', { personId: elder.personId, minutes: 60 })
  expect((await secretary.post(`${API}/shifts/${shiftId}/actions`, attested)).body.minutes).toBe(60)

  // What the shift promised is on their accounts, by an entry that says by which rule.
  const account = (await zhou.get(`${API}/me/account`)).body
  expect([account.balance, (await elder.get(`${API}/me/account`)).body.balance]).toEqual([18, 12])
  expect((await zhou.get(`${API}/accounts/${account.accountId}/transfers`)).body.items).toMatchObject([
    { kind: 'award', points: 18, reason: '护学岗 1.5 小时', rule: { code: 'volunteer_hours', version: 1 } },
  ])

  // The record, the certificate, the check by a stranger, the spreadsheet.
  expect((await zhou.get(`${API}/me/service-record`)).body.years).toMatchObject([
    { year: 2026, hours: 1.5, categories: [{ category: '平安', hours: 1.5 }] },
  ])
  const certificateId = newId()
  const pdf = await zhou.put(`${API}/certificates/${certificateId}`, { year: 2026 })
  expect([pdf.status, pdf.headers['content-type']]).toEqual([201, 'application/pdf'])
  const again = await zhou.get(`${API}/me/certificates/${certificateId}/file`)
  expect(again.body.equals(pdf.body)).toBe(true)
  expect((await li.get(`${API}/me/certificates/${certificateId}/file`)).status).toBe(404)
  const number = /LL2026[-0-9A-Z]+/.exec(String(pdf.headers['content-disposition']))?.[0]
  expect((await t.stranger.get(`${API}/certificates/${number}`)).body).toMatchObject({ hours: 1.5, holder: '周**' })
  const workbook = await secretary.get(`${API}/places/${community}/service-record/workbook?year=2026`)
  expect(Object.keys(unzipSync(new Uint8Array(workbook.body)))).toContain('xl/worksheets/sheet1.xml')
})
