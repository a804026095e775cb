import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settleShifts } from '../../../server/features/volunteering'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { API, act, activityBody, communityOf, makeActivity, makeReal, makeShift, resident, signUp } from './make-shift'

let t: TestApp
let secretary: Client
let volunteer: Client
beforeEach(async () => {
  t = await buildTestApp()
  await makeReal(t)
  secretary = await t.as('secretary-zhang')
  volunteer = await t.as(resident(1))
})
afterEach(() => t.close())

const STARTS_AT = '2026-11-21T01:00:00.000Z'
const HALF_TIME = '2026-11-21T02:00:00.000Z'
const ENDS_AT = '2026-11-21T03:00:00.000Z'
const times = { startsAt: STARTS_AT, endsAt: ENDS_AT }

const code = async (shiftId: string) => (await secretary.get(`${API}/shifts/${shiftId}/check-in-code`)).body.code
const does = (client: Client, shiftId: string, body: object) => client.post(`${API}/shifts/${shiftId}/actions`, body)
const read = async (client: Client, shiftId: string) => (await client.get(`${API}/shifts/${shiftId}`)).body

describe('a shift that has begun goes on to its end', () => {
  test('where its activity is ended meanwhile: who is there checks out, or is attested, and later shifts are called off', async () => {
    const activityId = await makeActivity(t)
    const shiftId = await makeShift(t, times, activityId)
    const later = await makeShift(
      t,
      { startsAt: '2026-11-22T01:00:00.000Z', endsAt: '2026-11-22T03:00:00.000Z' },
      activityId,
    )
    for (const number of [1, 2]) await signUp(t, resident(number), shiftId)
    await signUp(t, resident(1), later)
    t.clock.set(STARTS_AT)
    const other = await t.as(resident(2))
    for (const one of [volunteer, other]) await does(one, shiftId, act('check_in', { code: await code(shiftId) }))
    t.clock.set(HALF_TIME)
    expect((await secretary.post(`${API}/activities/${activityId}/actions`, act('end'))).status).toBe(200)
    expect(await read(volunteer, shiftId)).toMatchObject({ state: 'open', can: { checkOut: true } })
    expect(await read(volunteer, later)).toMatchObject({ state: 'cancelled' })
    t.clock.set(ENDS_AT)
    const gone = await does(volunteer, shiftId, act('check_out', { code: await code(shiftId) }))
    expect(gone.body).toMatchObject({ state: 'done', minutes: 120 })
    const attested = await does(secretary, shiftId, act('attest', { personId: other.personId, minutes: 120 }))
    expect(attested.body).toMatchObject({ state: 'done', minutes: 120 })
  })

  test('and is not called off in the middle of it', async () => {
    const shiftId = await makeShift(t, times)
    await signUp(t, resident(1), shiftId)
    expect((await read(secretary, shiftId)).can.cancel).toBe(true)
    t.clock.set(STARTS_AT)
    await does(volunteer, shiftId, act('check_in', { code: await code(shiftId) }))
    expect((await read(secretary, shiftId)).can.cancel).toBe(false)
    expect((await secretary.del(`${API}/shifts/${shiftId}`)).body.code).toBe('wrong_state')
    expect((await read(volunteer, shiftId)).mine.state).toBe('confirmed')
  })
})

describe('hours that would be lost by a tap', () => {
  test('nobody checks out before the beginning: it would count as nothing, for ever', async () => {
    const shiftId = await makeShift(t, times)
    await signUp(t, resident(1), shiftId)
    t.clock.set('2026-11-21T00:50:00.000Z')
    await does(volunteer, shiftId, act('check_in', { code: await code(shiftId) }))
    expect((await read(volunteer, shiftId)).can.checkOut).toBe(false)
    t.clock.set('2026-11-21T00:59:59.000Z')
    const early = await does(volunteer, shiftId, act('check_out', { code: await code(shiftId) }))
    expect([early.status, early.body.code]).toEqual([409, 'wrong_state'])
    t.clock.set(ENDS_AT)
    const late = await does(volunteer, shiftId, act('check_out', { code: await code(shiftId) }))
    expect(late.body).toMatchObject({ state: 'done', minutes: 120 })
  })

  test.each([
    ['secretary-zhang', '2026-11-28T03:00:00.000Z', 200],
    ['secretary-zhang', '2026-11-28T03:00:00.001Z', 409],
    ['partner-bakery', '2026-11-22T03:00:00.000Z', 200],
    ['partner-bakery', '2026-11-22T03:00:00.001Z', 409],
  ])('whoever forgot to check out is attested by %s until %s: %i', async (persona, at, status) => {
    const activityId = newId()
    const organiser = await t.as('partner-bakery')
    await organiser.put(`${API}/activities/${activityId}`, activityBody(communityOf(t)))
    await secretary.post(`${API}/activities/${activityId}/actions`, act('approve'))
    const shiftId = await makeShift(t, times, activityId)
    await signUp(t, resident(1), shiftId)
    t.clock.set(STARTS_AT)
    await does(volunteer, shiftId, act('check_in', { code: await code(shiftId) }))
    t.clock.set(at)
    const client = await t.as(persona)
    const [line] = (await client.get(`${API}/shifts/${shiftId}/sign-ups`)).body.items
    expect(line.can.attest).toBe(status === 200)
    const attested = await does(client, shiftId, act('attest', { personId: volunteer.personId, minutes: 120 }))
    expect(attested.status, JSON.stringify(attested.body)).toBe(status)
  })
})

describe('whoever comes after the beginning', () => {
  test('is in where a place is free, also past a line that no longer moves, and is refused where none is', async () => {
    const shiftId = await makeShift(t, { ...times, capacity: 1 })
    const { id } = await signUp(t, resident(1), shiftId)
    await signUp(t, resident(2), shiftId)
    t.clock.set(STARTS_AT)
    expect((await read(await t.as(resident(3)), shiftId)).can.signUp).toBe(false)
    const full = await signUp(t, resident(3), shiftId)
    expect([full.status, full.body.code]).toEqual([409, 'shift_full'])
    await settleShifts(t.deps)
    await volunteer.del(`${API}/sign-ups/${id}`)
    expect((await signUp(t, resident(3), shiftId)).body).toMatchObject({ state: 'confirmed', place: 1 })
    expect(await read(volunteer, shiftId)).toMatchObject({ confirmed: 1, waiting: 0 })
  })
})

describe('at the same moment', () => {
  /** What happens while somebody else holds the shift: it comes after. SQLite has one writer, PostgreSQL waits for the row. */
  async function whileHeld(shiftId: string, work: () => Promise<{ status: number }>): Promise<string[]> {
    const order: string[] = []
    let others: Promise<void> | undefined
    await t.deps.store.write(async (tx) => {
      await tx.sql.run('UPDATE "ShiftRole" SET "arrivals" = "arrivals" WHERE "shiftId" = ?', [shiftId])
      others ??= work().then(({ status }) => void order.push(`answered ${status}`))
      if (tx.sql.dialect === 'postgres') await tx.sql.get('SELECT 1 AS "one" FROM (SELECT pg_sleep(0.5)) AS "nap"')
      order.push('held')
    })
    await others
    return order
  }

  test('as a place may be passed on, nobody accepts it', async () => {
    const shiftId = await makeShift(t, { ...times, capacity: 1 })
    const first = await signUp(t, resident(1), shiftId)
    const second = await signUp(t, resident(2), shiftId)
    await volunteer.del(`${API}/sign-ups/${first.id}`)
    const next = await t.as(resident(2))
    const accept = () => next.post(`${API}/sign-ups/${second.id}/actions`, act('accept'))
    expect(await whileHeld(shiftId, accept)).toEqual(['held', 'answered 200'])
  })

  test('as a place may be given back, nobody checks in', async () => {
    const shiftId = await makeShift(t, times)
    await signUp(t, resident(1), shiftId)
    t.clock.set(STARTS_AT)
    const coming = act('check_in', { code: await code(shiftId) })
    expect(await whileHeld(shiftId, () => does(volunteer, shiftId, coming))).toEqual(['held', 'answered 200'])
  })
})
