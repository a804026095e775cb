import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { awardHours } from '../../../server/award-hours'
import { verifyLedgers } from '../../../server/features/ledger'
import { payOwedPoints } from '../../../server/features/service-record'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { type Books, openBooks, transfer } from '../ledger/points'
import { API, act, makeShift, resident, signUp } from '../volunteering/make-shift'

let t: TestApp
let books: Books
let volunteer: Client
let shiftId: string
beforeEach(async () => {
  t = await buildTestApp()
  books = await openBooks(t)
  volunteer = await t.as(resident(1))
  shiftId = await makeShift(t, { startsAt: STARTS_AT, endsAt: '2026-11-21T03:00:00.000Z', pointsPerHour: 12 })
  await signUp(t, resident(1), shiftId)
  t.clock.set(STARTS_AT)
})
afterEach(async () => {
  await verifyLedgers(t.deps.store.read, [])
  await t.close()
})

const STARTS_AT = '2026-11-21T01:00:00.000Z'
const WHY = '签退时忘了，十点就走了'

const does = (client: Client, body: object) => client.post(`${API}/shifts/${shiftId}/actions`, body)
const attest = (minutes: number) => does(books.secretary, act('attest', { personId: volunteer.personId, minutes }))
const correction = (minutes: number, reason = WHY) => act('correct', { personId: volunteer.personId, minutes, reason })
const correct = (minutes: number, by = books.secretary) => does(by, correction(minutes))
const balanceOf = async (client: Client) => (await client.get(`${API}/me/account`)).body.balance
const recordOf = async () => (await volunteer.get(`${API}/me/service-record`)).body
const entryOf = async () => (await volunteer.get(`${API}/me/service-entries`)).body.items[0]
const linesOf = () =>
  t.deps.store.read.sql.all<{ minutes: number }>('SELECT "minutes" FROM "ServiceEntry" WHERE "personId" = ?', [
    volunteer.personId,
  ])

/** The volunteer's points go to another by way of a reward, so that they are spent. */
async function spend(points: number): Promise<void> {
  const rewardId = newId()
  const reward = { placeId: books.community, title: '毛巾', points, stock: 1 }
  expect((await books.secretary.put(`${API}/rewards/${rewardId}`, reward)).status).toBe(201)
  expect((await volunteer.put(`${API}/redemptions/${newId()}`, { rewardId })).status).toBe(201)
}

describe('hours that were put down wrongly', () => {
  test('are put right by an entry beside the turn, which everybody who reads the record sees', async () => {
    await attest(120)
    t.clock.advance({ days: 30 })
    expect(await correct(60)).toMatchObject({ status: 200, body: { state: 'done', minutes: 60 } })
    expect(await linesOf()).toEqual([{ minutes: 120 }])
    const at = t.clock.now().toISOString()
    const shown = { minutes: -60, reason: WHY, by: '张书记', at }
    expect(await entryOf()).toMatchObject({ minutes: 60, corrections: [shown] })
    expect(await recordOf()).toMatchObject({ minutes: 60, years: [{ year: 2026, hours: 1 }] })
    const roll = (await books.secretary.get(`${API}/shifts/${shiftId}/sign-ups`)).body.items
    expect(roll).toMatchObject([{ service: { minutes: 60 }, corrections: [shown], can: { correct: true } }])
    const certificate = await volunteer.put(`${API}/certificates/${newId()}`, { year: 2026 })
    expect(certificate.status).toBe(201)
    const { items } = (await volunteer.get(`${API}/me/certificates`)).body
    expect(items).toMatchObject([{ hours: 1 }])
    const news = (await volunteer.get(`${API}/me/notifications`)).body.items
    const told = news.find(({ kind }: { kind: string }) => kind === 'hours_corrected')
    expect(told).toMatchObject({ subject: { kind: 'shift', id: shiftId } })
    expect(told.text).toContain(WHY)
  })

  test('take the points with them that followed, and bring those that were missing', async () => {
    await attest(120)
    expect(await balanceOf(volunteer)).toBe(24)
    await correct(60)
    expect(await balanceOf(volunteer)).toBe(12)
    await correct(90)
    expect(await balanceOf(volunteer)).toBe(18)
    await correct(0)
    expect(await balanceOf(volunteer)).toBe(0)
    await correct(120)
    expect(await balanceOf(volunteer)).toBe(24)
    expect((await entryOf()).corrections.map(({ minutes }: { minutes: number }) => minutes)).toEqual([
      -60, 30, -90, 120,
    ])
    expect(await recordOf()).toMatchObject({ minutes: 120, shifts: 1 })
  })

  test('that were none at all count as no turn, and certify nothing', async () => {
    await attest(120)
    await correct(0)
    expect(await recordOf()).toMatchObject({ minutes: 0, shifts: 0, years: [], can: { certify: false } })
    const refused = await volunteer.put(`${API}/certificates/${newId()}`, { year: 2026 })
    expect(refused.body.code).toBe('no_hours')
  })

  test('are put right once, however often it is sent, and by two at once the second is told', async () => {
    await attest(120)
    const same = correction(60)
    const answers = await Promise.all(Array.from({ length: 6 }, () => does(books.secretary, same)))
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200))
    const both = await Promise.all([correct(30), correct(30, books.street)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await entryOf()).corrections).toHaveLength(2)
    expect(await balanceOf(volunteer)).toBe(6)
    const other = await does(books.secretary, { ...same, minutes: 15 })
    expect([other.status, other.body.code]).toEqual([409, 'id_taken'])
  })

  test('stay as they are where the points are spent, and nothing is half done', async () => {
    await attest(120)
    await spend(20)
    const refused = await correct(0)
    expect([refused.status, refused.body.code]).toEqual([409, 'not_enough_points'])
    expect(refused.body.detail).toContain('积分已经用掉')
    expect(await entryOf()).toMatchObject({ minutes: 120, corrections: [] })
    expect(await balanceOf(volunteer)).toBe(4)
    // Four are left, and no more than these are asked for.
    expect((await correct(105)).status).toBe(200)
    expect(await balanceOf(volunteer)).toBe(1)
  })

  test('are paid as they stand then where the budget was empty', async () => {
    const { inBudget } = (await t.stranger.get(`${API}/places/${books.community}/ledger`)).body
    const { accountId } = (await (await t.as(resident(9))).get(`${API}/me/account`)).body
    await transfer(books.secretary, books.budget, accountId, inBudget)
    await attest(120)
    await correct(60)
    await correct(75)
    expect(await balanceOf(volunteer)).toBe(0)
    await transfer(books.street, books.issuance, books.budget, 1_000)
    await payOwedPoints(t.deps, awardHours)
    await payOwedPoints(t.deps, awardHours)
    expect(await balanceOf(volunteer)).toBe(15)
  })
})

describe('putting hours right', () => {
  test('is for those who hold the budget', async () => {
    await attest(120)
    for (const [persona, status, code] of [
      [resident(1), 403, 'not_allowed'],
      [resident(3), 403, 'not_allowed'],
      ['grid-officer-wang', 403, 'not_allowed'],
      ['secretary-other', 404, 'not_found'],
    ] as const) {
      const answer = await correct(60, await t.as(persona))
      expect([answer.status, answer.body.code], persona).toEqual([status, code])
    }
    expect(await entryOf()).toMatchObject({ minutes: 120, corrections: [] })
  })

  test('takes a reason, and minutes that the shift allows', async () => {
    await attest(120)
    const wrong = [{ minutes: 60 }, { reason: WHY }, { minutes: -15, reason: WHY }, { minutes: 600, reason: WHY }]
    for (const body of wrong) {
      const answer = await does(books.secretary, act('correct', { personId: volunteer.personId, ...body }))
      expect([answer.status, answer.body.code], JSON.stringify(body)).toEqual([400, 'invalid_request'])
    }
  })

  test('is refused where nothing was put down, and where it is so already', async () => {
    expect((await correct(60)).status).toBe(404)
    await attest(120)
    const same = await correct(120)
    expect([same.status, same.body.code]).toEqual([409, 'wrong_state'])
  })

  test('is held by the database too: no line takes more than there is, none is changed or deleted', async () => {
    await attest(120)
    await correct(60)
    const { write } = t.deps.store
    const { id: entryId } = await entryOf()
    const line = { communityId: books.community, entryId, reason: '', createdById: newId(), createdAt: new Date() }
    // More than there is, out of turn, in the place of another, nothing at all.
    for (const [number, minutes] of [
      [2, -75],
      [3, 15],
      [1, 15],
      [2, 0],
    ] as const) {
      const data = { ...line, id: newId(), number, minutes }
      await expect(write((tx) => tx.prisma.serviceCorrection.create({ data }))).rejects.toThrow()
    }
    for (const sql of ['UPDATE "ServiceCorrection" SET "minutes" = 1', 'DELETE FROM "ServiceCorrection"'])
      await expect(write((tx) => tx.sql.run(sql, []))).rejects.toThrow()
    expect(await entryOf()).toMatchObject({ minutes: 60 })
  })
})
