import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settleShifts } from '../../../server/features/volunteering'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { API, act, makeActivity, makeShift, resident, signUp } from './make-shift'

let t: TestApp
let activityId: string
beforeAll(async () => {
  t = await buildTestApp()
  activityId = await makeActivity(t)
})
afterAll(() => t.close())

/** Each shift on a day of its own, so that nobody's places overlap. */
let day = 0
function shiftOnItsOwnDay(more: object = {}): Promise<string> {
  day += 1
  const startsAt = new Date(Date.UTC(2026, 11, day, 1)).toISOString()
  const endsAt = new Date(Date.UTC(2026, 11, day, 3)).toISOString()
  return makeShift(t, { startsAt, endsAt, ...more }, activityId)
}

const mine = async (persona: string, shiftId: string) =>
  (await (await t.as(persona)).get(`${API}/shifts/${shiftId}`)).body.mine

describe('signing up', () => {
  test('is confirmed while there are places, and waits after that, in the order of arrival', async () => {
    const shiftId = await shiftOnItsOwnDay()
    const answers = []
    for (const number of [1, 2, 3, 4]) answers.push(await signUp(t, resident(number), shiftId))
    expect(answers.map(({ status, body }) => [status, body.state, body.place])).toEqual([
      [201, 'confirmed', 1],
      [201, 'confirmed', 2],
      [201, 'waiting', 3],
      [201, 'waiting', 4],
    ])
    const shift = await (await t.as('resident-li')).get(`${API}/shifts/${shiftId}`)
    expect(shift.body).toMatchObject({ capacity: 2, confirmed: 2, waiting: 2 })
  })

  test('the same request a hundred times at once is one place', async () => {
    const shiftId = await shiftOnItsOwnDay()
    const id = newId()
    const person = await t.as(resident(1))
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => person.put(`${API}/sign-ups/${id}`, { shiftId })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(99)
    expect(new Set(answers.map(({ body }) => `${body.state} ${body.place}`))).toEqual(new Set(['confirmed 1']))
  })

  test('a person has one place in a shift, however many requests come at once', async () => {
    const shiftId = await shiftOnItsOwnDay({ capacity: 50 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => signUp(t, resident(5), shiftId)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'already_signed_up')).toHaveLength(19)
    expect((await (await t.as('resident-li')).get(`${API}/shifts/${shiftId}`)).body.confirmed).toBe(1)
  })

  test('an id is taken by whoever used it first', async () => {
    const [one, other] = [await shiftOnItsOwnDay(), await shiftOnItsOwnDay()]
    const { id } = await signUp(t, resident(6), one)
    const again = await (await t.as(resident(6))).put(`${API}/sign-ups/${id}`, { shiftId: other })
    const foreign = await (await t.as(resident(7))).put(`${API}/sign-ups/${id}`, { shiftId: one })
    expect([again.body.code, foreign.body.code]).toEqual(['id_taken', 'id_taken'])
  })

  test.each([
    ['resident-far', 404, 'not_found'],
    ['newcomer', 404, 'not_found'],
    ['department-water', 404, 'not_found'],
    ['grid-officer-wang', 403, 'not_allowed'],
    ['partner-bakery', 403, 'not_allowed'],
    ['secretary-zhang', 403, 'not_allowed'],
  ])('%s cannot: %i', async (persona, status, code) => {
    const answer = await signUp(t, persona, await shiftOnItsOwnDay())
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('who waits to be verified is told so', async () => {
    const shiftId = await shiftOnItsOwnDay()
    const building = t.demo.communities[0]?.grids[0]?.buildings[0]?.id ?? ''
    const newcomer = await t.as('newcomer')
    const doors = await newcomer.get(`${API}/places/${building}/households`)
    await newcomer.put(`${API}/memberships/${newId()}`, { householdId: doors.body.items[0].id, relation: 'tenant' })
    const answer = await signUp(t, 'newcomer', shiftId)
    expect([answer.status, answer.body.code]).toEqual([403, 'not_verified'])
  })

  test('where no waiting list is kept, a full shift refuses', async () => {
    const shiftId = await shiftOnItsOwnDay({ capacity: 1, hasWaitingList: false })
    expect((await signUp(t, resident(1), shiftId)).status).toBe(201)
    const refused = await signUp(t, resident(2), shiftId)
    expect([refused.status, refused.body.code]).toEqual([409, 'shift_full'])
  })

  test('ends with the shift', async () => {
    const shiftId = await makeShift(
      t,
      { startsAt: '2026-11-20T00:30:00.000Z', endsAt: '2026-11-20T01:30:00.000Z' },
      activityId,
    )
    expect((await signUp(t, resident(30), shiftId)).status).toBe(201)
    t.clock.advance({ minutes: 31 })
    const late = await signUp(t, resident(31), shiftId)
    expect([late.status, late.body.code]).toEqual([409, 'wrong_state'])
    expect(late.body.detail).toBe('这个班次已经结束，不能再报名了。')
  })

  test('nobody can be in two places at once, wherever they ask first', async () => {
    const times = (from: string, to: string) => ({ startsAt: `2027-01-05T${from}:00Z`, endsAt: `2027-01-05T${to}:00Z` })
    const morning = await makeShift(t, times('01:00', '03:00'), activityId)
    const overlapping = await makeShift(t, times('02:59', '04:00'), activityId)
    const after = await makeShift(t, times('03:00', '04:00'), activityId)
    const answers = await Promise.all([signUp(t, resident(40), morning), signUp(t, resident(40), overlapping)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('overlap')
    expect((await signUp(t, resident(41), morning)).status).toBe(201)
    expect((await signUp(t, resident(41), after)).status).toBe(201)
    expect((await signUp(t, resident(41), overlapping)).body.code).toBe('overlap')
    // The database refuses it too, whoever writes.
    const { personId } = await t.as(resident(41))
    const at = t.clock.now()
    const [from, to] = [new Date('2027-01-05T02:30:00Z'), new Date('2027-01-05T03:30:00Z')]
    const ids = Array.from({ length: 5 }, () => newId())
    const write = t.deps.store.write((tx) =>
      tx.sql.run(
        `INSERT INTO "SignUp" ("communityId", "shiftId", "roleId", "id", "activityId", "arrival", "personId", "state", "startsAt", "endsAt",
           "createdAt", "changedAt", "requestHash") VALUES (?, ?, ?, ?, ?, 1, ?, 'waiting', ?, ?, ?, ?, 'x')`,
        [...ids, personId, from, to, at, at],
      ),
    )
    await expect(write).rejects.toThrow(/overlap/i)
  })

  test('of one person for many overlapping shifts at once, one is kept', async () => {
    const shifts = []
    for (let index = 0; index < 6; index += 1)
      shifts.push(
        await makeShift(t, { startsAt: `2027-01-06T0${index}:00:00Z`, endsAt: '2027-01-06T09:00:00Z' }, activityId),
      )
    const answers = await Promise.all(shifts.map((shiftId) => signUp(t, resident(42), shiftId)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'overlap')).toHaveLength(5)
  })
})

describe('leaving', () => {
  test('moves the next one up, who is told and has two hours to answer', async () => {
    const shiftId = await shiftOnItsOwnDay({ capacity: 1 })
    const signUps = []
    for (const number of [1, 2, 3]) signUps.push(await signUp(t, resident(number), shiftId))
    const [first, second] = signUps
    const leaver = await t.as(resident(1))
    expect((await leaver.del(`${API}/sign-ups/${first?.id}`)).status).toBe(204)
    expect((await leaver.del(`${API}/sign-ups/${first?.id}`)).status).toBe(204)
    const answerBy = new Date(t.clock.now().getTime() + 2 * 3_600_000).toISOString()
    expect(await mine(resident(2), shiftId)).toMatchObject({
      state: 'confirmed',
      place: 1,
      answerBy,
      can: { accept: true, leave: true },
    })
    expect(await mine(resident(3), shiftId)).toMatchObject({ state: 'waiting', place: 2 })
    const next = await t.as(resident(2))
    const inbox = await next.get(`${API}/me/notifications`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'shift_moved_up', subject: { kind: 'shift', id: shiftId } })
    const accepting = act('accept')
    const accepted = await next.post(`${API}/sign-ups/${second?.id}/actions`, accepting)
    expect(accepted.body).toMatchObject({ state: 'confirmed', answerBy: null, can: { accept: false } })
    expect((await next.post(`${API}/sign-ups/${second?.id}/actions`, accepting)).status).toBe(200)
    expect((await next.post(`${API}/sign-ups/${second?.id}/actions`, act('accept'))).body.code).toBe('wrong_state')
    expect((await (await t.as(resident(3))).post(`${API}/sign-ups/${second?.id}/actions`, act('accept'))).status).toBe(
      404,
    )
  })

  test('a place that nobody answers for passes on after two hours, and on', async () => {
    const shiftId = await shiftOnItsOwnDay({ capacity: 1 })
    const signUps = []
    for (const number of [1, 2, 3]) signUps.push(await signUp(t, resident(number), shiftId))
    await (await t.as(resident(1))).del(`${API}/sign-ups/${signUps[0]?.id}`)
    t.clock.advance({ minutes: 119 })
    await settleShifts(t.deps)
    expect(await mine(resident(2), shiftId)).toMatchObject({ state: 'confirmed' })
    t.clock.advance({ minutes: 1 })
    await settleShifts(t.deps)
    await settleShifts(t.deps)
    expect(await mine(resident(2), shiftId)).toBeNull()
    expect(await mine(resident(3), shiftId)).toMatchObject({ state: 'confirmed', place: 1 })
    const inbox = await (await t.as(resident(2))).get(`${API}/me/notifications`)
    expect(inbox.body.items[0].kind).toBe('shift_place_lapsed')
    t.clock.advance({ hours: 2 })
    await settleShifts(t.deps)
    expect(await mine(resident(3), shiftId)).toBeNull()
    const shift = await (await t.as('resident-li')).get(`${API}/shifts/${shiftId}`)
    expect(shift.body).toMatchObject({ confirmed: 0, waiting: 0, can: { signUp: true } })
    // Who let it pass may come again, at the end of the line.
    expect((await signUp(t, resident(2), shiftId)).body).toMatchObject({ state: 'confirmed', place: 1 })
  })

  test('of the line closes it up: no gap and no tie', async () => {
    const shiftId = await shiftOnItsOwnDay({ capacity: 1 })
    const signUps = []
    for (let number = 1; number <= 6; number += 1) signUps.push(await signUp(t, resident(number), shiftId))
    await (await t.as(resident(3))).del(`${API}/sign-ups/${signUps[2]?.id}`)
    const list = await (await t.as('secretary-zhang')).get(`${API}/shifts/${shiftId}/sign-ups`)
    expect(list.body.items.map((one: { signUp: { place: number } }) => one.signUp.place)).toEqual([1, 2, 3, 4, 5])
    expect(await mine(resident(6), shiftId)).toMatchObject({ place: 5 })
  })

  test('is for whoever has the place', async () => {
    const shiftId = await shiftOnItsOwnDay()
    const { id } = await signUp(t, resident(1), shiftId)
    for (const persona of [resident(2), 'resident-far', 'secretary-zhang'])
      expect((await (await t.as(persona)).del(`${API}/sign-ups/${id}`)).status).toBe(404)
  })

  test('by erasing oneself gives the place to the next in line too', async () => {
    const shiftId = await shiftOnItsOwnDay({ capacity: 1 })
    await signUp(t, resident(90), shiftId)
    await signUp(t, resident(91), shiftId)
    expect((await (await t.as(resident(90))).del(`${API}/me`)).status).toBe(204)
    expect(await mine(resident(91), shiftId)).toMatchObject({ state: 'confirmed', place: 1 })
    const list = await (await t.as('secretary-zhang')).get(`${API}/shifts/${shiftId}/sign-ups`)
    expect(list.body.items).toHaveLength(1)
  })

  test('of twenty who leave at once, twenty others come in', async () => {
    const shiftId = await shiftOnItsOwnDay({ capacity: 20 })
    const signUps = await Promise.all(
      Array.from({ length: 50 }, (_, index) => signUp(t, resident(101 + index), shiftId)),
    )
    const inside = signUps.flatMap(({ id, body }, index) => (body.state === 'confirmed' ? [{ id, index }] : []))
    expect(inside).toHaveLength(20)
    await Promise.all(
      inside.map(async ({ id, index }) => (await t.as(resident(101 + index))).del(`${API}/sign-ups/${id}`)),
    )
    const shift = await (await t.as('resident-li')).get(`${API}/shifts/${shiftId}`)
    expect(shift.body).toMatchObject({ confirmed: 20, waiting: 10 })
  })
})

describe('my shifts', () => {
  test('come soonest first, and past ones latest first, page by page', async () => {
    const person = await t.as(resident(60))
    for (const at of ['2027-01-13', '2027-01-11', '2027-01-12']) {
      const shiftId = await makeShift(t, { startsAt: `${at}T01:00:00Z`, endsAt: `${at}T02:00:00Z` }, activityId)
      await signUp(t, resident(60), shiftId)
    }
    const starts = (body: { items: { startsAt: string }[] }) => body.items.map(({ startsAt }) => startsAt.slice(5, 10))
    const first = await person.get(`${API}/me/shifts?limit=2`)
    expect(starts(first.body)).toEqual(['01-11', '01-12'])
    const second = await person.get(`${API}/me/shifts?limit=2&cursor=${first.body.nextCursor}`)
    expect([starts(second.body), second.body.nextCursor]).toEqual([['01-13'], null])
    expect((await person.get(`${API}/me/shifts?when=past`)).body.items).toEqual([])
    t.clock.set('2027-01-12T12:00:00Z')
    const past = await (await t.as(resident(60))).get(`${API}/me/shifts?when=past`)
    expect(starts(past.body)).toEqual(['01-12', '01-11'])
  })
})
