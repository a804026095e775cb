import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, type TestApp } from '../../support/build-test-app'
import { API, act, makeReal, makeShift, resident, signUp } from '../volunteering/make-shift'

let t: TestApp
let secretary: Client
let gone: Client
let came: Client
beforeEach(async () => {
  t = await buildTestApp()
  await makeReal(t)
  secretary = await t.as('secretary-zhang')
  gone = await t.as(resident(1))
  came = await t.as(resident(7))
})
afterEach(() => t.close())

const STARTS_AT = '2026-11-21T01:00:00.000Z'
const times = { startsAt: STARTS_AT, endsAt: '2026-11-21T03:00:00.000Z' }
const does = (shiftId: string, body: object) => secretary.post(`${API}/shifts/${shiftId}/actions`, body)
const standIn = (shiftId: string) =>
  does(shiftId, act('stand_in', { personId: gone.personId, standInId: came.personId }))
const kindsOf = async (client: Client) =>
  (await client.get(`${API}/me/notifications`)).body.items.map(({ kind }: { kind: string }) => kind)
const bornIn = (birthMonth: string) =>
  t.deps.store.write(async (tx) => {
    const { personId } = came
    const row = { skills: '[]', canBeCalled: false, birthMonth, updatedAt: t.clock.now() }
    await tx.prisma.volunteer.upsert({ where: { personId }, create: { personId, ...row }, update: row })
  })

describe('whoever stands in', () => {
  test('passes nobody who waits: not before people come, and then both are told', async () => {
    const shiftId = await makeShift(t, { ...times, capacity: 1 })
    await signUp(t, resident(1), shiftId)
    await signUp(t, resident(2), shiftId)
    t.clock.set('2026-11-20T22:59:59.000Z')
    const early = await standIn(shiftId)
    expect([early.status, early.body.code]).toEqual([409, 'wrong_state'])
    const waiting = (await (await t.as(resident(2))).get(`${API}/shifts/${shiftId}`)).body.mine
    expect(waiting).toMatchObject({ state: 'waiting', place: 2 })
    t.clock.set('2026-11-20T23:00:00.000Z')
    expect((await standIn(shiftId)).body).toMatchObject({ state: 'replaced' })
    expect((await kindsOf(came))[0]).toBe('shift_stand_in')
    expect((await kindsOf(gone))[0]).toBe('shift_replaced')
  })

  test('is as old as the shift asks', async () => {
    const shiftId = await makeShift(t, { ...times, minimumAge: 18 })
    await signUp(t, resident(1), shiftId)
    await bornIn('2015-05')
    t.clock.set(STARTS_AT)
    expect((await standIn(shiftId)).body.code).toBe('too_young')
    await bornIn('1990-05')
    expect((await standIn(shiftId)).body.state).toBe('replaced')
  })

  test('can do what the part asks', async () => {
    const shiftId = await makeShift(t, { ...times, roles: [{ title: '电工', capacity: 2, skills: ['电工'] }] })
    const role = (await gone.get(`${API}/shifts/${shiftId}`)).body.roles[0].id
    await t.deps.store.write(async (tx) => {
      const row = { skills: '["电工"]', canBeCalled: false, updatedAt: t.clock.now() }
      const { personId } = gone
      await tx.prisma.volunteer.upsert({ where: { personId }, create: { personId, ...row }, update: row })
    })
    expect((await signUp(t, resident(1), shiftId, { roleId: role })).status).toBe(201)
    await bornIn('1990-05')
    t.clock.set(STARTS_AT)
    expect((await standIn(shiftId)).body.code).toBe('skill_missing')
  })
})

test('a child who came without signing up is not attested where the shift asks for an age', async () => {
  const shiftId = await makeShift(t, { ...times, minimumAge: 18 })
  await bornIn('2015-05')
  t.clock.set(STARTS_AT)
  const walkIn = act('attest', { personId: came.personId, minutes: 60 })
  expect((await does(shiftId, walkIn)).body.code).toBe('too_young')
  await bornIn('1990-05')
  expect((await does(shiftId, act('attest', { personId: came.personId, minutes: 60 }))).body.state).toBe('done')
})
