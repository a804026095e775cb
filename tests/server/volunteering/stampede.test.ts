import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SignUpQueue } from '../../../server/features/volunteering'
import { hashRequest } from '../../../server/kernel/request-hash'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { communityOf, gridOf, makeShift } from './make-shift'

const PEOPLE = 2_000
const PLACES = 50
/** Enough for four queues to come between one another many times. */
const FROM_SEVERAL = 500

let t: TestApp
let personIds: string[]
beforeAll(async () => {
  t = await buildTestApp()
  personIds = await settle(t, PEOPLE)
})
afterAll(() => t.close())

/** So many verified residents of the first grid. */
async function settle(app: TestApp, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  const at = app.clock.now()
  const [communityId, gridId] = [communityOf(app), gridOf(app)]
  const buildingId = app.demo.communities[0]?.grids[0]?.buildings[0]?.id ?? ''
  await app.deps.store.write(async (tx) => {
    const household = await tx.prisma.household.findFirst({ where: { buildingId } })
    const home = { communityId, gridId, buildingId, householdId: household?.id ?? '', relation: 'tenant' }
    const state = { state: 'verified', createdAt: at, decidedAt: at, requestHash: 'test' }
    await tx.prisma.person.createMany({ data: ids.map((id) => ({ id, displayName: '志愿者', createdAt: at })) })
    await tx.prisma.membership.createMany({
      data: ids.map((personId) => ({ ...home, ...state, id: newId(), personId })),
    })
  })
  return ids
}

describe('2,000 people for 50 places, all at once', () => {
  test('exactly 50 are in and 1,950 wait, without gap or tie, and the database says the same', async () => {
    const shiftId = await makeShift(t, { capacity: PLACES })
    const queue = new SignUpQueue(t.deps)
    const requestHash = hashRequest({ shiftId, roleId: null })
    const outcomes = await Promise.all(
      personIds.map((personId) => queue.signUp({ id: newId(), personId, shiftId, roleId: null, requestHash })),
    )
    const signUps = outcomes.map((outcome) => (outcome.kind === 'created' ? outcome.signUp : null))
    expect(signUps.filter((one) => one?.state === 'confirmed')).toHaveLength(PLACES)
    expect(signUps.filter((one) => one?.state === 'waiting')).toHaveLength(PEOPLE - PLACES)
    // Who came first is in, and everybody's place is one more than that of whoever came before.
    expect(signUps.map((one) => one?.place)).toEqual(personIds.map((_, index) => index + 1))
    const rows = await t.deps.store.read.sql.all<{ arrival: number; state: string }>(
      `SELECT "arrival", "state" FROM "SignUp" WHERE "shiftId" = ? ORDER BY "arrival"`,
      [shiftId],
    )
    expect(rows.map(({ arrival }) => arrival)).toEqual(personIds.map((_, index) => index + 1))
    expect(rows.filter(({ state }) => state === 'confirmed')).toEqual(rows.slice(0, PLACES))
    const [role] = await t.deps.store.read.sql.all(
      `SELECT "confirmed", "waiting", "arrivals" FROM "ShiftRole" WHERE "shiftId" = ?`,
      [shiftId],
    )
    expect(role).toEqual({ confirmed: PLACES, waiting: PEOPLE - PLACES, arrivals: PEOPLE })
  })

  test('the same from several processes, which know nothing of each other', async () => {
    const shiftId = await makeShift(t, {
      capacity: PLACES,
      startsAt: '2026-12-21T01:00:00.000Z',
      endsAt: '2026-12-21T03:00:00.000Z',
    })
    const queues = Array.from({ length: 4 }, () => new SignUpQueue(t.deps))
    const requestHash = hashRequest({ shiftId, roleId: null })
    const outcomes = await Promise.all(
      personIds.slice(0, FROM_SEVERAL).map((personId, index) => {
        const command = { id: newId(), personId, shiftId, roleId: null, requestHash }
        return (queues[index % queues.length] ?? new SignUpQueue(t.deps)).signUp(command)
      }),
    )
    const signUps = outcomes.flatMap((outcome) => (outcome.kind === 'created' ? [outcome.signUp] : []))
    const places = signUps.map(({ place }) => place ?? 0).sort((a, b) => a - b)
    expect(places).toEqual(Array.from({ length: FROM_SEVERAL }, (_, index) => index + 1))
    expect(signUps.filter(({ state }) => state === 'confirmed')).toHaveLength(PLACES)
  })
})
