import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settleShifts } from '../../../server/features/volunteering'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { API, makeActivity, makeShift, resident, signUp } from './make-shift'

let t: TestApp
let activityId: string
beforeAll(async () => {
  t = await buildTestApp()
  activityId = await makeActivity(t)
})
afterAll(() => t.close())

const shiftOn = (day: number, more: object = {}) =>
  makeShift(
    t,
    {
      startsAt: new Date(Date.UTC(2026, 10, day, 1)).toISOString(),
      endsAt: new Date(Date.UTC(2026, 10, day, 3)).toISOString(),
      ...more,
    },
    activityId,
  )
const read = async (persona: string, shiftId: string) =>
  (await (await t.as(persona)).get(`${API}/shifts/${shiftId}`)).body

describe('whoever waited in vain twice', () => {
  test('has first claim to the next shift: places are kept for them, they are told, and the others do not get these', async () => {
    // Two rounds in which 1 gets the only place and 2 and 3 wait in vain; 4 waits once.
    for (const [day, people] of [
      [21, [1, 2, 3]],
      [22, [1, 2, 3, 4]],
    ] as const) {
      const shiftId = await shiftOn(day, { capacity: 1 })
      for (const number of people) await signUp(t, resident(number), shiftId)
      t.clock.set(new Date(Date.UTC(2026, 10, day, 1)).toISOString())
      await settleShifts(t.deps)
      expect((await read(resident(2), shiftId)).mine).toMatchObject({ state: 'unserved', place: null })
    }
    const shiftId = await shiftOn(28, { capacity: 3 })
    // Two people have a claim, and half of three places is one.
    expect((await read(resident(2), shiftId)).firstClaim).toMatchObject({ places: 1, isMine: true })
    expect((await read(resident(4), shiftId)).firstClaim).toMatchObject({ places: 1, isMine: false })
    const inbox = await (await t.as(resident(3))).get(`${API}/me/notifications`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'shift_first_claim', subject: { id: shiftId } })
    const others = []
    for (const number of [10, 11, 12]) others.push(await signUp(t, resident(number), shiftId))
    expect(others.map(({ body }) => body.state)).toEqual(['confirmed', 'confirmed', 'waiting'])
    expect((await signUp(t, resident(3), shiftId)).body).toMatchObject({ state: 'confirmed' })
    // The kept place is gone, and no longer offered; 2 came after 12, and still stands before them, as the number says to both.
    expect(await read(resident(2), shiftId)).toMatchObject({ firstClaim: null })
    expect((await read(resident(12), shiftId)).mine).toMatchObject({ state: 'waiting', place: 4 })
    expect((await signUp(t, resident(2), shiftId)).body).toMatchObject({ state: 'waiting', place: 4 })
    expect((await read(resident(2), shiftId)).mine.place).toBe(4)
    expect((await read(resident(12), shiftId)).mine.place).toBe(5)
    const roll = await (await t.as('secretary-zhang')).get(`${API}/shifts/${shiftId}/sign-ups`)
    const places = roll.body.items.map(({ signUp: { place } }: { signUp: { place: number } }) => place)
    expect([...places].sort()).toEqual([1, 2, 3, 4, 5])
    await (await t.as(resident(10))).del(`${API}/sign-ups/${others[0]?.id}`)
    expect((await read(resident(2), shiftId)).mine.state).toBe('confirmed')
    expect((await read(resident(12), shiftId)).mine.state).toBe('waiting')
  })

  test('what is kept and not taken goes to the line after a day', async () => {
    const other = await makeActivity(t, { title: '护学岗' })
    const on = (day: number, capacity: number) =>
      makeShift(
        t,
        {
          startsAt: new Date(Date.UTC(2026, 11, day, 1)).toISOString(),
          endsAt: new Date(Date.UTC(2026, 11, day, 3)).toISOString(),
          capacity,
        },
        other,
      )
    for (const day of [1, 2]) {
      const shiftId = await on(day, 1)
      for (const number of [30, 31]) await signUp(t, resident(number), shiftId)
      t.clock.set(new Date(Date.UTC(2026, 11, day, 1)).toISOString())
      await settleShifts(t.deps)
    }
    const shiftId = await on(9, 2)
    const answers = [await signUp(t, resident(20), shiftId), await signUp(t, resident(21), shiftId)]
    expect(answers.map(({ body }) => body.state)).toEqual(['confirmed', 'waiting'])
    expect((await read(resident(31), shiftId)).firstClaim).toMatchObject({ places: 1, isMine: true })
    t.clock.advance({ hours: 23 })
    await settleShifts(t.deps)
    expect((await read(resident(21), shiftId)).mine.state).toBe('waiting')
    t.clock.advance({ hours: 1 })
    await settleShifts(t.deps)
    expect(await read(resident(21), shiftId)).toMatchObject({ firstClaim: null, mine: { state: 'confirmed' } })
  })

  test('a refusal by a full shift without a waiting list counts as well, once a shift, and only when it has begun', async () => {
    const other = await makeActivity(t, { title: '图书角' })
    const on = (day: number, more: object) =>
      makeShift(
        t,
        {
          startsAt: new Date(Date.UTC(2027, 0, day, 1)).toISOString(),
          endsAt: new Date(Date.UTC(2027, 0, day, 3)).toISOString(),
          hasWaitingList: false,
          ...more,
        },
        other,
      )
    const claims = async (number: number, shiftId: string) => (await read(resident(number), shiftId)).firstClaim
    for (const day of [4, 5]) {
      const shiftId = await on(day, { capacity: 1 })
      await signUp(t, resident(40), shiftId)
      for (let tries = 0; tries < 3; tries += 1)
        expect((await signUp(t, resident(41), shiftId)).body.code).toBe('shift_full')
      // They may try again: it is no sign-up that stands in the way.
      expect(await read(resident(41), shiftId)).toMatchObject({ mine: null, can: { signUp: true } })
      expect(await claims(41, await on(20 + day, { capacity: 4 }))).toBeNull()
      t.clock.set(new Date(Date.UTC(2027, 0, day, 1)).toISOString())
      await settleShifts(t.deps)
    }
    expect(await claims(41, await on(28, { capacity: 4 }))).toMatchObject({ places: 1, isMine: true })
  })
})
