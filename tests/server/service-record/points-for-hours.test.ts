import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { awardHours } from '../../../server/award-hours'
import { verifyLedgers } from '../../../server/features/ledger'
import { payOwedPoints } from '../../../server/features/service-record'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { type Books, openBooks, transfer } from '../ledger/points'
import { API, act, activityBody, makeActivity, makeShift, resident, signUp } from '../volunteering/make-shift'

let t: TestApp
let books: Books
let volunteer: Client
beforeEach(async () => {
  t = await buildTestApp()
  books = await openBooks(t)
  volunteer = await t.as(resident(1))
})
afterEach(async () => {
  await verifyLedgers(t.deps.store.read, [])
  await t.close()
})

const STARTS_AT = '2026-11-21T01:00:00.000Z'
const ENDS_AT = '2026-11-21T03:00:00.000Z'

const code = async (shiftId: string) => (await books.secretary.get(`${API}/shifts/${shiftId}/check-in-code`)).body.code
const does = (client: Client, shiftId: string, body: object) => client.post(`${API}/shifts/${shiftId}/actions`, body)
const attest = (shiftId: string, { personId }: Client, minutes: number) =>
  does(books.secretary, shiftId, act('attest', { personId, minutes }))
const balanceOf = async (client: Client) => (await client.get(`${API}/me/account`)).body.balance
const entriesOf = async (client: Client) => {
  const { accountId } = (await client.get(`${API}/me/account`)).body
  return (await client.get(`${API}/accounts/${accountId}/transfers`)).body.items
}

/** Signed up for a shift of two hours, which begins now. */
async function beginShift(more: object = {}, activityId?: string): Promise<string> {
  const shiftId = await makeShift(t, { startsAt: STARTS_AT, endsAt: ENDS_AT, capacity: 5, ...more }, activityId)
  await signUp(t, resident(1), shiftId)
  t.clock.set(STARTS_AT)
  return shiftId
}

/** Leaves `left` points in the budget, and says how to fill it again. */
async function drainBudget(left: number): Promise<() => Promise<unknown>> {
  const { inBudget } = (await t.stranger.get(`${API}/places/${books.community}/ledger`)).body
  const { accountId } = (await (await t.as(resident(9))).get(`${API}/me/account`)).body
  await transfer(books.secretary, books.budget, accountId, inBudget - left)
  return () => transfer(books.street, books.issuance, books.budget, 1_000)
}

describe('a shift that was served', () => {
  test('gives its points once, by a transfer that names the rule and its version', async () => {
    const shiftId = await beginShift({ pointsPerHour: 12 })
    const coming = act('check_in', { code: await code(shiftId) })
    expect((await does(volunteer, shiftId, coming)).status).toBe(200)
    expect(await balanceOf(volunteer)).toBe(0)
    t.clock.set(ENDS_AT)
    const going = act('check_out', { code: await code(shiftId) })
    const answers = await Promise.all(Array.from({ length: 8 }, () => does(volunteer, shiftId, going)))
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { state: 'done', minutes: 120 } })
    const entries = await entriesOf(volunteer)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      kind: 'award',
      fromAccountId: books.budget,
      points: 24,
      reason: '我为老人烧餐饭 2 小时',
      rule: { code: 'volunteer_hours', version: 1 },
      createdAt: ENDS_AT,
    })
    expect(await balanceOf(volunteer)).toBe(24)
    const { items } = (await volunteer.get(`${API}/me/notifications`)).body
    expect(items.filter(({ kind }: { kind: string }) => kind === 'points_received')).toMatchObject([
      { title: '您收到 24 积分', subject: { kind: 'account' } },
    ])
  })

  test('gives no more where it is checked out again, or attested after it was checked out', async () => {
    const shiftId = await beginShift({ pointsPerHour: 12 })
    await does(volunteer, shiftId, act('check_in', { code: await code(shiftId) }))
    t.clock.set(ENDS_AT)
    await does(volunteer, shiftId, act('check_out', { code: await code(shiftId) }))
    t.clock.advance({ minutes: 1 })
    const again = await does(volunteer, shiftId, act('check_out', { code: await code(shiftId) }))
    expect([again.status, again.body.code]).toEqual([409, 'wrong_state'])
    const attested = await attest(shiftId, volunteer, 120)
    expect([attested.status, attested.body.code]).toEqual([409, 'wrong_state'])
    await payOwedPoints(t.deps, awardHours)
    expect(await entriesOf(volunteer)).toMatchObject([{ points: 24, rule: { code: 'volunteer_hours', version: 1 } }])
  })

  test('attested several times at once, gives its points once', async () => {
    const shiftId = await beginShift({ pointsPerHour: 12 })
    const same = act('attest', { personId: volunteer.personId, minutes: 60 })
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => does(books.secretary, shiftId, same)),
      ...Array.from({ length: 4 }, () => attest(shiftId, volunteer, 60)),
    ])
    const done = answers.filter(({ status }) => status === 200)
    expect(answers.filter(({ body }) => body.code === 'wrong_state').length + done.length).toBe(8)
    expect(done.length === 1 || done.length === 4).toBe(true)
    expect(await entriesOf(volunteer)).toMatchObject([{ points: 12, rule: { code: 'volunteer_hours', version: 1 } }])
  })

  test('names the version that holds when it ends, and what was promised stands', async () => {
    const shiftId = await beginShift({ pointsPerHour: 12 })
    const rule = { placeId: books.community, code: 'volunteer_hours', pointsPerHour: 1, categories: [], weeklyCap: 20 }
    expect((await books.secretary.put(`${API}/points-rules/${newId()}`, rule)).status).toBe(201)
    await attest(shiftId, volunteer, 60)
    expect(await entriesOf(volunteer)).toMatchObject([{ points: 12, rule: { code: 'volunteer_hours', version: 2 } }])
  })

  test('is cut at the weekly cap; the hours are counted whole', async () => {
    const activityId = await makeActivity(t)
    const first = await beginShift({ pointsPerHour: 150 }, activityId)
    const times = { startsAt: '2026-11-21T04:00:00.000Z', endsAt: '2026-11-21T06:00:00.000Z' }
    const [second, third] = [
      await makeShift(t, { ...times, pointsPerHour: 10, capacity: 5 }, activityId),
      await makeShift(t, { startsAt: '2026-11-22T16:00:00.000Z', endsAt: '2026-11-22T17:00:00.000Z' }, activityId),
    ]
    await attest(first, volunteer, 120)
    t.clock.set(times.endsAt)
    await attest(second, volunteer, 120)
    expect((await entriesOf(volunteer)).map(({ points }: { points: number }) => points)).toEqual([200])
    t.clock.set('2026-11-22T16:00:00.000Z') // Monday 0:00
    await attest(third, volunteer, 60)
    expect(await balanceOf(volunteer)).toBe(210)
    expect((await volunteer.get(`${API}/me/service-record`)).body).toMatchObject({ hours: 5, shifts: 3 })
  })

  test.each([
    ['without points an hour', { pointsPerHour: 0 }, 120],
    ['for less than half a quarter', { pointsPerHour: 10 }, 7],
  ])('%s gives none, and makes no entry', async (_name, more, minutes) => {
    const shiftId = await beginShift(more)
    expect((await attest(shiftId, volunteer, minutes)).body.state).toBe('done')
    expect(await entriesOf(volunteer)).toEqual([])
  })

  test('by whom it was attested, stands in the entry', async () => {
    const shiftId = await beginShift()
    await attest(shiftId, volunteer, 60)
    const row = await t.deps.store.read.sql.get(
      `SELECT "createdById" FROM "Transfer" WHERE "kind" = 'award'
      AND "creditAccountId" = (SELECT "id" FROM "Account" WHERE "ownerId" = ? AND "kind" = 'resident')`,
      [volunteer.personId],
    )
    expect(row).toEqual({ createdById: books.secretary.personId })
  })

  test('for a whole street is paid by the community in which the volunteer lives', async () => {
    const streetId = (await t.stranger.get(`${API}/demo`)).body.streetId
    const [activityId, shiftId] = [newId(), newId()]
    expect((await books.street.put(`${API}/activities/${activityId}`, activityBody(streetId))).status).toBe(201)
    const body = { activityId, startsAt: STARTS_AT, endsAt: ENDS_AT, capacity: 5, skills: [], pointsPerHour: 10 }
    expect((await books.street.put(`${API}/shifts/${shiftId}`, { ...body, address: '街道广场' })).status).toBe(201)
    await signUp(t, resident(1), shiftId)
    t.clock.set(STARTS_AT)
    const attested = act('attest', { personId: volunteer.personId, minutes: 60 })
    expect((await does(books.street, shiftId, attested)).status).toBe(200)
    expect(await entriesOf(volunteer)).toMatchObject([{ points: 10, fromAccountId: books.budget }])
  })
})

describe('where the budget is empty', () => {
  test('the hours are counted, and the points come once it is filled, once', async () => {
    const shiftId = await beginShift()
    const fill = await drainBudget(5)
    expect((await attest(shiftId, volunteer, 60)).body).toMatchObject({ state: 'done', minutes: 60 })
    await payOwedPoints(t.deps, awardHours)
    expect(await balanceOf(volunteer)).toBe(0)
    await fill()
    t.clock.advance({ hours: 1 })
    await Promise.all([payOwedPoints(t.deps, awardHours), payOwedPoints(t.deps, awardHours)])
    await payOwedPoints(t.deps, awardHours)
    expect(await entriesOf(volunteer)).toMatchObject([{ points: 10, rule: { code: 'volunteer_hours', version: 1 } }])
  })

  test('what the cap of one week cuts off is paid in the weeks after, all of it and no more', async () => {
    const fill = await drainBudget(0)
    // Three weeks of fifteen hours at ten points: 450, under a cap of 200 a week.
    for (const day of ['2026-11-23', '2026-11-30', '2026-12-07']) {
      const times = { startsAt: `${day}T00:00:00.000Z`, endsAt: `${day}T15:00:00.000Z` }
      const shiftId = await makeShift(t, times)
      await signUp(t, resident(1), shiftId)
      t.clock.set(times.endsAt)
      expect((await attest(shiftId, volunteer, 900)).body.minutes).toBe(900)
    }
    await fill()
    const balances = []
    for (const day of ['2026-12-08', '2026-12-09', '2026-12-15', '2026-12-22', '2026-12-29']) {
      t.clock.set(`${day}T00:00:00.000Z`)
      await Promise.all([payOwedPoints(t.deps, awardHours), payOwedPoints(t.deps, awardHours)])
      balances.push(await balanceOf(volunteer))
    }
    expect(balances).toEqual([200, 200, 400, 450, 450])
    expect(await t.deps.store.read.sql.all('SELECT * FROM "OwedPoints"')).toEqual([])
  })

  test('somebody whose week is full keeps nobody else waiting', async () => {
    const shiftId = await makeShift(t, { startsAt: STARTS_AT, endsAt: ENDS_AT, capacity: 5, pointsPerHour: 110 })
    for (const number of [1, 2]) await signUp(t, resident(number), shiftId)
    t.clock.set(STARTS_AT)
    const fill = await drainBudget(0)
    const other = await t.as(resident(2))
    for (const one of [volunteer, other]) await attest(shiftId, one, 120)
    await fill()
    await payOwedPoints(t.deps, awardHours)
    expect([await balanceOf(volunteer), await balanceOf(other)]).toEqual([200, 200])
  })

  test('nothing is owed to somebody who has left', async () => {
    const shiftId = await beginShift()
    const fill = await drainBudget(0)
    await attest(shiftId, volunteer, 60)
    expect((await volunteer.del(`${API}/me`)).status).toBe(204)
    await fill()
    await payOwedPoints(t.deps, awardHours)
    const { inBudget } = (await t.stranger.get(`${API}/places/${books.community}/ledger`)).body
    expect(inBudget).toBe(1_000)
  })
})

describe('where the organiser says nothing of points', () => {
  test('an hour gives what the rule of the community gives for its category', async () => {
    const rule = {
      placeId: books.community,
      code: 'volunteer_hours',
      pointsPerHour: 9,
      categories: [{ category: '助老', pointsPerHour: 15 }],
      weeklyCap: 200,
    }
    const [elders, green] = [await makeActivity(t), await makeActivity(t, { category: '环保' })]
    const hourly = async (activityId: string) => {
      const shiftId = await makeShift(t, { pointsPerHour: undefined }, activityId)
      return (await books.secretary.get(`${API}/shifts/${shiftId}`)).body.pointsPerHour
    }
    expect(await hourly(elders)).toBe(10)
    expect((await books.secretary.put(`${API}/points-rules/${newId()}`, rule)).status).toBe(201)
    expect(await hourly(elders)).toBe(15)
    expect(await hourly(green)).toBe(9)
  })
})
