import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { API, act, activityBody, communityOf, makeActivity, makeShift, resident, shiftBody, signUp } from './make-shift'

let t: TestApp
let activityId: string
beforeAll(async () => {
  t = await buildTestApp()
  activityId = await makeActivity(t)
})
afterAll(() => t.close())

describe('a shift', () => {
  test('is opened by the organiser and read by residents', async () => {
    const id = newId()
    const made = await (await t.as('secretary-zhang')).put(
      `${API}/shifts/${id}`,
      shiftBody(activityId, { minimumAge: 16, skills: ['会做饭'] }),
    )
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      id,
      activityId,
      capacity: 2,
      confirmed: 0,
      waiting: 0,
      minimumAge: 16,
      skills: ['会做饭'],
      pointsPerHour: 10,
      roles: [],
      mine: null,
      can: { signUp: false, organise: true, cancel: true },
    })
    const read = await (await t.as('resident-li')).get(`${API}/shifts/${id}`)
    expect(read.body.can).toEqual({ signUp: true, checkIn: false, checkOut: false, organise: false, cancel: false })
    const activity = await (await t.as('resident-li')).get(`${API}/activities/${activityId}`)
    expect(activity.body.shifts.map((one: { id: string }) => one.id)).toContain(id)
    expect((await (await t.as('resident-far')).get(`${API}/shifts/${id}`)).status).toBe(404)
  })

  test.each([
    ['resident-li', 403, 'not_allowed'],
    ['resident-far', 404, 'not_found'],
    ['newcomer', 404, 'not_found'],
    ['partner-bakery', 403, 'not_allowed'],
  ])('%s cannot open one: %i', async (persona, status, code) => {
    const answer = await (await t.as(persona)).put(`${API}/shifts/${newId()}`, shiftBody(activityId))
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test.each([
    ['that ends before it begins', { endsAt: '2026-11-21T01:00:00.000Z' }],
    ['longer than a day', { endsAt: '2026-11-22T01:00:00.001Z' }],
    ['that is over', { startsAt: '2026-11-19T01:00:00.000Z', endsAt: '2026-11-19T03:00:00.000Z' }],
    ['more than a year ahead', { startsAt: '2028-01-01T00:00:00Z', endsAt: '2028-01-01T01:00:00Z' }],
    ['without places', { capacity: 0 }],
    ['for too many', { capacity: 5_001 }],
    ['for people who cannot be', { minimumAge: 100 }],
    ['with the same skill twice', { skills: ['会做饭', '会做饭'] }],
    ['with negative points', { pointsPerHour: -1 }],
    ['with half a point', { pointsPerHour: 1.5 }],
    ['with an unknown field', { colour: 'red' }],
    ['with roles that do not add up', { roles: [{ title: '帮厨', capacity: 1, skills: [] }] }],
    ['with a hidden character in its address', { address: '食\u200d堂' }],
  ])('%s is refused', async (_what, more) => {
    const answer = await (await t.as('secretary-zhang')).put(`${API}/shifts/${newId()}`, shiftBody(activityId, more))
    expect([answer.status, answer.body.code], JSON.stringify(answer.body)).toEqual([400, 'invalid_request'])
  })

  test('promises no more than the rule of the community, unless whoever opens it holds the budget', async () => {
    const leader = await t.as('partner-bakery')
    const own = newId()
    const placeId = communityOf(t)
    expect((await leader.put(`${API}/activities/${own}`, activityBody(placeId))).status).toBe(201)
    const opens = async (persona: string, pointsPerHour: number) =>
      (await t.as(persona)).put(`${API}/shifts/${newId()}`, shiftBody(own, { pointsPerHour }))
    const refused = await opens('partner-bakery', 11)
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_request'])
    expect(refused.body.detail ?? refused.body.message).toContain('社区的积分规则')
    const series = shiftBody(own, { pointsPerHour: 1_000, rule: 'FREQ=WEEKLY;COUNT=2' })
    expect((await leader.put(`${API}/shift-series/${newId()}`, series)).body.code).toBe('invalid_request')
    expect((await opens('partner-bakery', 10)).body).toMatchObject({ pointsPerHour: 10 })
    expect((await opens('partner-bakery', 0)).body).toMatchObject({ pointsPerHour: 0 })
    expect((await opens('secretary-zhang', 50)).body).toMatchObject({ pointsPerHour: 50 })
  })

  test('cannot open without the insurance that its activity needs', async () => {
    const risky = await makeActivity(t, { needsInsurance: true })
    const secretary = await t.as('secretary-zhang')
    const refused = await secretary.put(`${API}/shifts/${newId()}`, shiftBody(risky))
    expect([refused.status, refused.body.code]).toEqual([409, 'insurance_missing'])
    const noted = await secretary.post(
      `${API}/activities/${risky}/actions`,
      act('note_insurance', { insurance: '人保志愿者意外险 P2026-118' }),
    )
    expect(noted.body).toMatchObject({ insurance: '人保志愿者意外险 P2026-118', can: { addShift: true } })
    expect((await secretary.put(`${API}/shifts/${newId()}`, shiftBody(risky))).status).toBe(201)
    const other = await makeActivity(t, { needsInsurance: true })
    const withNote = await secretary.put(`${API}/shifts/${newId()}`, shiftBody(other, { insurance: '平安 88-1' }))
    expect([withNote.status, withNote.body.insurance]).toEqual([201, '平安 88-1'])
  })

  test('the same request again is the same shift', async () => {
    const id = await makeShift(t, {}, activityId)
    const secretary = await t.as('secretary-zhang')
    expect((await secretary.put(`${API}/shifts/${id}`, shiftBody(activityId))).status).toBe(200)
    const other = await secretary.put(`${API}/shifts/${id}`, shiftBody(activityId, { capacity: 3 }))
    expect(other.body.code).toBe('id_taken')
  })

  test('is called off once: whoever is in or waits is told, and nobody signs up any more', async () => {
    const id = await makeShift(t, { capacity: 1 }, activityId)
    const [first, second] = [await signUp(t, resident(1), id), await signUp(t, resident(2), id)]
    expect([first.body.state, second.body.state]).toEqual(['confirmed', 'waiting'])
    expect((await (await t.as('resident-li')).del(`${API}/shifts/${id}`)).status).toBe(403)
    const secretary = await t.as('secretary-zhang')
    expect((await secretary.del(`${API}/shifts/${id}`)).status).toBe(204)
    expect((await secretary.del(`${API}/shifts/${id}`)).status).toBe(204)
    expect((await signUp(t, resident(3), id)).body.code).toBe('wrong_state')
    for (const number of [1, 2]) {
      const inbox = await (await t.as(resident(number))).get(`${API}/me/notifications`)
      expect(inbox.body.items.filter((line: { kind: string }) => line.kind === 'shift_cancelled')).toHaveLength(1)
    }
  })
})

describe('roles', () => {
  const roles = [
    { title: '送餐', capacity: 1, skills: [] },
    { title: '帮厨', capacity: 1, skills: ['健康证'] },
  ]

  test('have places of their own, and ask for skills', async () => {
    const id = await makeShift(t, { roles }, activityId)
    const shift = (await (await t.as('resident-li')).get(`${API}/shifts/${id}`)).body
    expect(shift.roles).toMatchObject([
      { title: '送餐', capacity: 1, confirmed: 0 },
      { title: '帮厨', capacity: 1, skills: ['健康证'] },
    ])
    const [delivery, kitchen] = shift.roles.map((role: { id: string }) => role.id)
    expect((await signUp(t, resident(10), id)).body).toMatchObject({
      code: 'invalid_request',
      fields: [{ path: 'roleId' }],
    })
    expect((await signUp(t, resident(10), id, { roleId: newId() })).status).toBe(404)
    expect((await signUp(t, resident(10), id, { roleId: kitchen })).body.code).toBe('skill_missing')
    const cook = await t.as(resident(11))
    await cook.put(`${API}/me/volunteer-profile`, { skills: ['健康证'], canBeCalled: false, birthMonth: null })
    const places = await Promise.all([
      signUp(t, resident(11), id, { roleId: kitchen }),
      signUp(t, resident(12), id, { roleId: delivery }),
    ])
    expect(places.map(({ body }) => [body.state, body.place])).toEqual([
      ['confirmed', 1],
      ['confirmed', 1],
    ])
    expect((await signUp(t, resident(13), id, { roleId: delivery })).body).toMatchObject({ state: 'waiting', place: 2 })
    const list = await (await t.as('secretary-zhang')).get(`${API}/shifts/${id}/sign-ups`)
    expect(list.body.items.map((one: { roleTitle: string }) => one.roleTitle)).toEqual(['送餐', '送餐', '帮厨'])
  })
})

describe('a minimum age', () => {
  test('refuses whoever said that they are younger; by month, the first day after counts', async () => {
    const id = await makeShift(t, { minimumAge: 18, capacity: 9 }, activityId)
    const sayBorn = async (number: number, birthMonth: string) =>
      (await t.as(resident(number))).put(`${API}/me/volunteer-profile`, { skills: [], canBeCalled: false, birthMonth })
    await sayBorn(20, '2008-11')
    await sayBorn(21, '2008-10')
    expect((await signUp(t, resident(20), id)).body.code).toBe('too_young')
    expect((await signUp(t, resident(21), id)).status).toBe(201)
    // Who has not said declares it by signing up: the screen says so.
    expect((await signUp(t, resident(22), id)).status).toBe(201)
  })
})

describe('a series', () => {
  const series = (more: object = {}) => ({ ...shiftBody(activityId), rule: 'FREQ=WEEKLY;BYDAY=SA;COUNT=4', ...more })

  test('opens its shifts at once, at the same hour on the wall', async () => {
    const id = newId()
    const secretary = await t.as('secretary-zhang')
    const made = await secretary.put(`${API}/shift-series/${id}`, series())
    expect(made.status).toBe(201)
    expect(made.body.shifts.map((shift: { startsAt: string }) => shift.startsAt)).toEqual([
      '2026-11-21T01:00:00.000Z',
      '2026-11-28T01:00:00.000Z',
      '2026-12-05T01:00:00.000Z',
      '2026-12-12T01:00:00.000Z',
    ])
    expect(made.body.shifts.every((shift: { seriesId: string }) => shift.seriesId === id)).toBe(true)
    const again = await secretary.put(`${API}/shift-series/${id}`, series())
    expect([again.status, again.body]).toEqual([200, made.body])
    expect((await secretary.put(`${API}/shift-series/${id}`, series({ capacity: 5 }))).body.code).toBe('id_taken')
    const page = await secretary.get(`${API}/activities/${activityId}/shifts?limit=50`)
    expect(page.body.items.filter((one: { seriesId: string | null }) => one.seriesId === id)).toHaveLength(4)
  })

  test('is called off as a whole: what is to come is cancelled, what has begun goes on, each is told of each shift once', async () => {
    const own = await buildTestApp()
    const activity = await makeActivity(own)
    const [secretary, volunteer] = [await own.as('secretary-zhang'), await own.as(resident(1))]
    const [id, url] = [newId(), `${API}/shift-series/`]
    const body = { ...shiftBody(activity, { capacity: 1 }), rule: 'FREQ=WEEKLY;COUNT=3' }
    const shifts: string[] = (await secretary.put(url + id, body)).body.shifts.map((one: { id: string }) => one.id)
    for (const shiftId of shifts) {
      expect((await signUp(own, resident(1), shiftId)).body.state).toBe('confirmed')
      expect((await signUp(own, resident(2), shiftId)).body.state).toBe('waiting')
    }
    own.clock.set('2026-11-21T01:30:00.000Z')
    expect((await volunteer.get(url + id)).body).toMatchObject({ id, activityId: activity, can: { cancel: false } })
    expect((await secretary.get(url + id)).body.can).toEqual({ cancel: true })
    expect((await volunteer.del(url + id)).body.code).toBe('not_allowed')
    expect((await (await own.as('secretary-other')).del(url + id)).status).toBe(404)
    const answers = await Promise.all([secretary.del(url + id), secretary.del(url + id)])
    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    const after = (await volunteer.get(url + id)).body.shifts
    expect(after).toMatchObject([
      { state: 'open', confirmed: 1, waiting: 1, mine: { state: 'confirmed' } },
      { state: 'cancelled', confirmed: 0, waiting: 0, mine: { state: 'cancelled' } },
      { state: 'cancelled', confirmed: 0, waiting: 0, mine: { state: 'cancelled' } },
    ])
    expect((await secretary.get(url + id)).body.can).toEqual({ cancel: false })
    for (const number of [1, 2]) {
      const { items } = (await (await own.as(resident(number))).get(`${API}/me/notifications`)).body
      const told = items.filter(({ kind }: { kind: string }) => kind === 'shift_cancelled')
      expect(told.map(({ subject }: { subject: { id: string } }) => subject.id).sort()).toEqual(shifts.slice(1).sort())
    }
    own.clock.set('2026-12-05T01:00:00.000Z')
    expect((await secretary.del(url + id)).body.code).toBe('wrong_state')
    expect((await secretary.del(url + newId())).status).toBe(404)
    await own.close()
  })

  test.each([
    ['no rule', 'EVERY SATURDAY'],
    ['without an end', 'FREQ=WEEKLY'],
    ['hourly', 'FREQ=HOURLY;COUNT=3'],
    ['too many', 'FREQ=DAILY;COUNT=61'],
    ['too far ahead', 'FREQ=MONTHLY;COUNT=24'],
    ['none at all', 'FREQ=WEEKLY;UNTIL=20200101T000000Z'],
    ['until the thirteenth month', 'FREQ=WEEKLY;UNTIL=20261301T000000Z'],
    ['until the 30th of February', 'FREQ=WEEKLY;UNTIL=20270230'],
    ['an end that comes twice', 'FREQ=WEEKLY;COUNT=2;COUNT=3'],
    ['with a part of its own', 'FREQ=DAILY;COUNT=2;DTSTART=19700101T000000Z'],
    ['with a count that is none', 'FREQ=DAILY;COUNT=x'],
  ])('%s is refused', async (_what, rule) => {
    const answer = await (await t.as('secretary-zhang')).put(`${API}/shift-series/${newId()}`, series({ rule }))
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request'])
  })
})
