import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { LIMITS } from '../../src/contract'
import { runLinli } from '../support/run-linli'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const USUAL_OPERATIONS = 3_000
/** All in all; LINLI_LEDGER_OPERATIONS=100000 is the whole history (docs/ledger.md). */
const OPERATIONS = Number(process.env.LINLI_LEDGER_OPERATIONS ?? USUAL_OPERATIONS)
const CRASHES = 4
// A longer history takes as many times as long.
vi.setConfig({ testTimeout: 480_000 * Math.max(1, OPERATIONS / USUAL_OPERATIONS) })
const CLIENTS = 16
const RESIDENTS = 12
/** Each operation gives at most fifty. */
const BUDGET = 50 * OPERATIONS

const dataDir = mkdtempSync(join(tmpdir(), 'linli-ledger-'))
let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('grant' as const),
      who: fc.nat(RESIDENTS - 1),
      points: fc.integer({ min: 1, max: 50 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('redeem' as const), who: fc.nat(RESIDENTS - 1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), nth: fc.nat(1_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), nth: fc.nat(1_000) }) },
)

interface Done {
  id: string
  who: number
  points: number
}

type Operation = ReturnType<typeof fc.sample<typeof operation extends fc.Arbitrary<infer T> ? T : never>>[number]

/** What is sent, and sent again the same where no answer came. */
interface Sent {
  id: string
  one: Operation
  /** What a cancellation or a reversal is about. */
  about: Done | undefined
}

test(`kill -9 ${CRASHES} times within ${OPERATIONS} random operations: no point more or less, nothing acknowledged is lost`, async () => {
  const history = fc.sample(operation, { numRuns: OPERATIONS, seed: 20_261_120 })
  const acknowledged: string[] = []
  const grants: Done[] = []
  const redemptions: Done[] = []
  const unanswered: Sent[] = []
  let resent = 0
  const rewardId = newId()
  let next = 0
  for (let crash = 1; crash <= CRASHES; crash += 1) {
    server = await startServerProcess({ dataDir })
    const world = await enter(server)
    if (crash === 1) await world.lay(rewardId)
    const settle = (sent: Sent, status: number) => {
      expect([200, 201, 409]).toContain(status)
      const { id, one } = sent
      if (status === 409 || one.kind === 'cancel') return
      acknowledged.push(id)
      if (one.kind === 'grant') grants.push({ id, who: one.who, points: one.points })
      if (one.kind === 'redeem') redemptions.push({ id, who: one.who, points: 7 })
    }
    // Whether they were written nobody knows: sent again, each is one, and acknowledged.
    for (const sent of unanswered.splice(0)) {
      resent += 1
      settle(sent, await world.send(sent, rewardId))
    }
    const until = Math.floor((OPERATIONS * crash) / CRASHES)
    const live = async () => {
      while (next < until) {
        const one = history[next++]
        if (one === undefined) return
        const list = one.kind === 'cancel' ? redemptions : one.kind === 'reverse' ? grants : []
        const about = 'nth' in one ? list[one.nth % Math.max(list.length, 1)] : undefined
        if ('nth' in one && about === undefined) continue
        const sent: Sent = { id: newId(), one, about }
        const status = await world.send(sent, rewardId).catch(() => null)
        if (status === null) {
          unanswered.push(sent)
          return
        }
        settle(sent, status)
      }
      // The first to be through pulls the plug; what the others have under way is cut off.
      server?.process.kill('SIGKILL')
    }
    await Promise.all(Array.from({ length: CLIENTS }, live))
    await server.kill()
    await expectBooks(acknowledged)
  }
  expect(acknowledged.length).toBeGreaterThan(OPERATIONS / 4)
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  expect(resent).toBeGreaterThan(0)
})

async function expectBooks(acknowledged: readonly string[]): Promise<void> {
  const env = { NODE_ENV: 'test', LINLI_DEMO: '1', LINLI_DATA_DIR: dataDir, DATABASE_URL: '' }
  const answer = await runLinli(['verify-ledger'], env)
  expect(answer).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(answer.stdout)).toMatchObject({ sum: 0 })
  const database = new Database(join(dataDir, 'linli.db'), { readonly: true })
  const there = new Set(database.prepare('SELECT "id" FROM "Transfer"').pluck().all())
  const shelf = database
    .prepare(`SELECT "stock" + "reserved" FROM "Reward" WHERE "title" = '毛巾' AND "points" = 7`)
    .pluck()
    .get()
  database.close()
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
  expect(shelf).toBe(90_000)
}

interface Issued {
  accountId: string
  issuance: { accountId: string }
}

type Send = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Record<string, string> }>

async function enter({ address, signIn }: ServerProcess) {
  const as = async (persona: string): Promise<Send> => {
    const headers = { authorization: `Bearer ${await signIn(persona)}`, 'content-type': 'application/json' }
    return async (method, path, body) => {
      const answer = await fetch(`${address}/api/v1${path}`, {
        method,
        headers,
        body: body && JSON.stringify(body),
      } as RequestInit)
      return { status: answer.status, body: (await answer.json()) as Record<string, string> }
    }
  }
  const secretary = await as('secretary-zhang')
  const demo = (await (await fetch(`${address}/api/v1/demo`)).json()) as { communities: { id: string }[] }
  const community = demo.communities[0]?.id ?? ''
  const budget = (await secretary('GET', `/places/${community}/account`)).body.accountId
  const residents: Send[] = []
  const accounts: string[] = []
  for (let number = 1; number <= RESIDENTS; number += 1) {
    const resident = await as(`resident-${String(number).padStart(4, '0')}`)
    residents.push(resident)
    accounts.push((await resident('GET', '/me/account')).body.accountId ?? '')
  }

  const give = (
    id: string,
    fromAccountId: string | undefined,
    toAccountId: string | undefined,
    points: number,
    more = {},
  ) => secretary('PUT', `/transfers/${id}`, { fromAccountId, toAccountId, points, reason: '帮厨', ...more })

  async function send({ id, one, about }: Sent, rewardId: string): Promise<number> {
    if (one.kind === 'grant') return (await give(id, budget, accounts[one.who], one.points)).status
    if (one.kind === 'redeem')
      return (await residents[one.who]?.('PUT', `/redemptions/${id}`, { rewardId }))?.status ?? 0
    if (about === undefined) return 0
    const { who, points } = about
    if (one.kind === 'reverse') return (await give(id, accounts[who], budget, points, { reversesId: about.id })).status
    return (await residents[who]?.('POST', `/redemptions/${about.id}/actions`, { id, action: 'cancel' }))?.status ?? 0
  }
  /** What is given and taken: a shelf, and a budget that no history empties. */
  async function lay(rewardId: string): Promise<void> {
    const reward = { placeId: community, title: '毛巾', points: 7, stock: 90_000 }
    expect((await secretary('PUT', `/rewards/${rewardId}`, reward)).status).toBe(201)
    const street = await as('street-he')
    const account = (await street('GET', `/places/${community}/account`)).body as unknown as Issued
    for (let filled = 0; filled < BUDGET; filled += LIMITS.transferPoints) {
      const sides = { fromAccountId: account.issuance.accountId, toAccountId: account.accountId }
      const more = { points: LIMITS.transferPoints, reason: '本年预算' }
      expect((await street('PUT', `/transfers/${newId()}`, { ...sides, ...more })).status).toBe(201)
    }
  }
  return { lay, send }
}
