import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sealDays, verifyLedgers } from '../../../server/features/ledger'
import { expireRedemptions } from '../../../server/features/rewards'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { accountOf, type Books, openBooks, transfer } from './points'

/** Each history is so many operations; several are lived through, one after another, in the same books. */
const OPERATIONS = Number(
  process.env.LINLI_LEDGER_OPERATIONS ?? (process.env.LINLI_TEST_DIALECT === 'postgres' ? 60 : 400),
)
const HISTORIES = 5
// A longer history takes as many times as long.
vi.setConfig({ testTimeout: 240_000 * Math.max(1, OPERATIONS / 400) })

let t: TestApp
let books: Books
let people: Client[]
let accounts: string[]
beforeAll(async () => {
  t = await buildTestApp()
  books = await openBooks(t, 2_000)
  people = await Promise.all([1, 2, 3, 4, 5].map((number) => t.as(`resident-000${number}`)))
  accounts = await Promise.all(people.map(async (person) => (await accountOf(person)).accountId))
})
afterAll(() => t.close())

const person = fc.nat(4)
const operation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('grant' as const), person, points: fc.integer({ min: 1, max: 200 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('redeem' as const), person }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      nth: fc.nat(50),
      how: fc.constantFrom('cancel', 'collect'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), nth: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), nth: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('issue' as const), points: fc.integer({ min: 1, max: 500 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 9 }) }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

interface Lived {
  grants: { id: string; account: string; points: number }[]
  redemptions: { id: string; owner: Client; pickupCode: string }[]
  rewardId: string
  underWay: Promise<unknown>[]
}

test(`whatever happens in ${HISTORIES} histories of ${OPERATIONS} operations, many at once, the books come out`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: OPERATIONS, maxLength: OPERATIONS }), async (history) => {
      const rewardId = newId()
      const reward = { placeId: books.community, title: '毛巾', points: 15, stock: 12 }
      await books.secretary.put(`/api/v1/rewards/${rewardId}`, reward)
      const lived: Lived = { grants: [], redemptions: [], rewardId, underWay: [] }
      for (const [index, one] of history.entries()) {
        lived.underWay.push(live(one, lived))
        if (one.kind === 'days' || index % 16 === 15) await Promise.all(lived.underWay.splice(0))
      }
      await Promise.all(lived.underWay)
      await sealDays(t.deps)
      const report = await verifyLedgers(t.deps.store.read, [])
      expect(report.sum).toBe(0)
      const shelf = await t.deps.store.read.sql.get<{ stock: number; reserved: number; out: number }>(
        `SELECT "stock", "reserved", (SELECT COUNT(*) FROM "Redemption" WHERE "rewardId" = "Reward"."id" AND "state" = 'collected') AS "out"
         FROM "Reward" WHERE "id" = ?`,
        [rewardId],
      )
      expect((shelf?.stock ?? 0) + (shelf?.reserved ?? 0) + (shelf?.out ?? 0)).toBe(12)
    }),
    { numRuns: HISTORIES, seed: 20_261_120, endOnFailure: true },
  )
})

async function live(one: Operation, lived: Lived): Promise<void> {
  const { secretary, street, budget, issuance } = books
  switch (one.kind) {
    case 'grant': {
      const account = accounts[one.person] ?? ''
      const { status, body } = await transfer(secretary, budget, account, one.points)
      expect([201, 409]).toContain(status)
      if (status === 201) lived.grants.push({ id: body.id, account, points: one.points })
      return
    }
    case 'issue':
      return void expect((await transfer(street, issuance, budget, one.points)).status).toBe(201)
    case 'redeem': {
      const owner = people[one.person] ?? secretary
      const { status, body } = await owner.put(`/api/v1/redemptions/${newId()}`, { rewardId: lived.rewardId })
      expect([201, 409]).toContain(status)
      if (status === 201) lived.redemptions.push({ id: body.id, owner, pickupCode: body.pickupCode })
      return
    }
    case 'end': {
      const redemption = lived.redemptions[one.nth % Math.max(lived.redemptions.length, 1)]
      if (redemption === undefined) return
      const { id, owner, pickupCode } = redemption
      const act = one.how === 'cancel' ? { action: 'cancel' } : { action: 'collect', pickupCode }
      const by = one.how === 'cancel' ? owner : secretary
      const { status } = await by.post(`/api/v1/redemptions/${id}/actions`, { id: newId(), ...act })
      return void expect([200, 409]).toContain(status)
    }
    case 'reverse': {
      const grant = lived.grants[one.nth % Math.max(lived.grants.length, 1)]
      if (grant === undefined) return
      const { status } = await transfer(secretary, grant.account, budget, grant.points, { reversesId: grant.id })
      return void expect([201, 409]).toContain(status)
    }
    case 'again': {
      const grant = lived.grants[one.nth % Math.max(lived.grants.length, 1)]
      if (grant === undefined) return
      return void expect(
        (await transfer(secretary, budget, grant.account, grant.points, { id: grant.id })).status,
      ).toBe(200)
    }
    case 'days':
      t.clock.advance({ hours: one.days })
      await sealDays(t.deps)
      return expireRedemptions(t.deps)
  }
}
