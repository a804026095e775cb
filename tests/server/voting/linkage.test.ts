import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { extract } from 'tar'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { backup } from '../../../server/cli/backup'
import type { Deps } from '../../../server/deps'
import { loggerOptions } from '../../../server/plumbing/logger'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { CHANCE_MAX, type Evidence, filesOf, guessAll, placesIn } from './adversary'
import { API, castSecret, closePoll, expectStatus, openPoll, residentCode, takeCredential } from './polling'

const VOTERS = Number(process.env.LINLI_LINKAGE_VOTERS ?? 200)
const isPostgres = process.env.LINLI_TEST_DIALECT === 'postgres'
const OPTIONS = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `选项 ${id}` }))

const lines: string[] = []
const stream = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk))
    done()
  },
})
const folder = mkdtempSync(join(tmpdir(), 'linli-linkage-'))
let t: TestApp
let pollId: string
/** What really happened: the credential of each voter's ballot, by the hash that stands on the roll beside them. */
const truth = new Map<string, string>()
const choices = new Map<string, string>()
let linesWhileCasting = 0

beforeAll(async () => {
  vi.stubEnv('LINLI_LOG_LEVEL', 'trace')
  const log = pino(loggerOptions('trace') as pino.LoggerOptions, stream) as Deps['log']
  t = await buildTestApp({ logStream: stream, deps: { log } })
  vi.unstubAllEnvs()
  await makeNaiveStore()
  pollId = await openPoll(t, { secrecy: 'secret', options: OPTIONS })
  const resident = await t.as('resident-0001')
  const { credentialKey } = (await resident.get(`${API}/polls/${pollId}`)).body
  for (let number = 1; number <= VOTERS; number += 1) {
    const voter = await t.as(residentCode(number))
    // The worst case: a phone that does not wait between the two steps, and nobody else at the same time.
    const credential = await takeCredential(voter, pollId, credentialKey)
    const choice = OPTIONS[(number * 7 + (number % 3)) % OPTIONS.length]?.id ?? 'a'
    const before = lines.length
    expectStatus(await castSecret(t, pollId, credential, [choice]), 201)
    linesWhileCasting += lines.length - before
    await castNaively(credential.credential, choice)
    truth.set(await markOf(voter.personId), credential.credential)
    choices.set(credential.credential, choice)
    if (number === Math.floor(VOTERS / 2)) await takeBackup('half.tar')
  }
  await closePoll(t, pollId)
  await takeBackup('after.tar')
}, 600_000)
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A store as one would make it without thinking: a row at a time, when it comes. */
async function makeNaiveStore(): Promise<void> {
  await t.deps.store.write((tx) =>
    tx.sql.run(`CREATE TABLE "NaiveBallot" ("credential" TEXT PRIMARY KEY, "choice" TEXT NOT NULL)`),
  )
}

/** So that what is found of the one store is not taken for a find in the other. */
const backwards = (text: string) => [...text].reverse().join('')

async function castNaively(credential: string, choice: string): Promise<void> {
  await t.deps.store.write((tx) =>
    tx.sql.run(`INSERT INTO "NaiveBallot" VALUES (?, ?)`, [backwards(credential), choice]),
  )
}

async function markOf(personId: string): Promise<string> {
  const row = await t.deps.store.read.sql.get<{ requestHash: string }>(
    `SELECT "requestHash" FROM "PollMark" WHERE "pollId" = ? AND "personId" = ?`,
    [pollId, personId],
  )
  return row?.requestHash ?? ''
}

async function takeBackup(name: string): Promise<void> {
  vi.stubEnv('LINLI_DATA_DIR', t.deps.config.dataDir)
  vi.stubEnv('DATABASE_URL', t.deps.config.databaseUrl)
  vi.stubEnv('LINLI_SECRET', 'a secret that is only for tests, and long enough')
  vi.stubEnv('LINLI_DEMO', '1')
  await backup(join(folder, name))
}

type Tokens = Map<string, string | Buffer>
const voterTokens = (): Tokens => new Map([...truth.keys()].map((mark) => [mark, mark]))
const ballotTokens = (naive: boolean): Tokens =>
  new Map([...truth.values()].map((credential) => [credential, naive ? backwards(credential) : credential]))
/** Also by what follows from a credential: its hash is the key of the row. */
const digestTokens = (): Tokens => new Map([...truth.values()].map((credential) => [credential, digestOf(credential)]))
const digestOf = (credential: string) => createHash('sha256').update(Buffer.from(credential, 'base64')).digest('hex')

/** Orders that the database gives out itself. */
async function ordersByQuery(naive: boolean): Promise<Evidence> {
  const { sql } = t.deps.store.read
  const rank = (rows: { name: string }[]) => new Map(rows.map(({ name }, place) => [name, place]))
  const marks = (by: string) =>
    sql.all<{ name: string }>(
      `SELECT "requestHash" AS "name" FROM "PollMark" WHERE "pollId" = ? AND "via" = 'credential' ORDER BY ${by}`,
      [pollId],
    )
  const table = naive ? 'NaiveBallot' : 'PollCountedBallot'
  const ballots = async (by: string) =>
    (
      await sql.all<{ name: string }>(
        `SELECT "credential" AS "name" FROM "${table}" ${by === '' ? '' : `ORDER BY ${by}`}`,
      )
    ).map(({ name }) => ({ name: naive ? backwards(name) : name }))
  const system = isPostgres ? ['"xmin"::text::bigint', '"ctid"'] : naive ? ['rowid'] : []
  const voters: Evidence['voters'] = {
    'rows of the roll': rank(await marks('"entryId"')),
    // A client's ids bear the time at which they were made.
    'times in the ids': rank(await marks('"ballotId"')),
  }
  const found: Evidence['ballots'] = { 'rows of ballots': rank(await ballots('')) }
  for (const by of system) {
    if (isPostgres) voters[`roll by ${by}`] = rank(await marks(by))
    found[`ballots by ${by}`] = rank(await ballots(by))
  }
  return { voters, ballots: found }
}

/** Orders in the bytes: database file, write-ahead log, backups, log lines. */
async function ordersInBytes(naive: boolean): Promise<Evidence> {
  const evidence: Evidence = { voters: {}, ballots: {} }
  for (const [name, bytes] of Object.entries(await artefacts())) {
    const of = (tokens: Tokens) => placesIn(bytes, tokens)
    const seen: [keyof Evidence, string, ReturnType<typeof placesIn>][] = [
      ['voters', 'roll', of(voterTokens())],
      ['ballots', 'ballots', of(ballotTokens(naive))],
      ...(naive
        ? []
        : [['ballots', 'digests', of(digestTokens())] as [keyof Evidence, string, ReturnType<typeof placesIn>]]),
    ]
    for (const [side, what, { first, last }] of seen) {
      if (first.size > 0) evidence[side][`${what} first in the ${name}`] = first
      if (last.size > 0) evidence[side][`${what} last in the ${name}`] = last
    }
  }
  return evidence
}

async function artefacts(): Promise<Record<string, Buffer>> {
  const backups = await Promise.all(['half.tar', 'after.tar'].map(unpacked))
  return {
    ...(isPostgres ? await postgresFiles() : sqliteFiles()),
    'backup of the middle': backups[0] ?? Buffer.alloc(0),
    'backup of the end': backups[1] ?? Buffer.alloc(0),
    logs: Buffer.from(lines.join('')),
  }
}

function sqliteFiles(): Record<string, Buffer> {
  const { dataDir } = t.deps.config
  return {
    'database file': Buffer.concat(filesOf(dataDir, /\.db$/)),
    'write-ahead log': Buffer.concat(filesOf(dataDir, /\.db-wal$/)),
  }
}

/** The write-ahead log as its segments lie there, the oldest first. */
async function postgresFiles(): Promise<Record<string, Buffer>> {
  const rows = await t.deps.store.read.sql.all<{ name: string; bytes: Buffer }>(
    `SELECT "name", pg_read_binary_file('pg_wal/' || "name") AS "bytes" FROM pg_ls_waldir()
     WHERE "name" ~ '^[0-9A-F]{24}$' AND "modification" > now() - interval '30 minutes' ORDER BY "name"`,
  )
  return { 'write-ahead log': Buffer.concat(rows.map(({ bytes }) => bytes)) }
}

async function unpacked(name: string): Promise<Buffer> {
  const target = mkdtempSync(join(folder, 'unpacked-'))
  await extract({ file: join(folder, name), cwd: target })
  return Buffer.concat(filesOf(target, /^linli\.(db|pgdump)$/))
}

async function bestGuesses(naive: boolean) {
  const [byQuery, inBytes] = [await ordersByQuery(naive), await ordersInBytes(naive)]
  const evidence = {
    voters: { ...byQuery.voters, ...inBytes.voters },
    ballots: { ...byQuery.ballots, ...inBytes.ballots },
  }
  return { evidence, guesses: guessAll(evidence, truth) }
}

describe(`after a secret poll of ${VOTERS}, voted one after the other without a pause`, () => {
  test('the adversary sees: a store that keeps ballots as they come gives away more than 90 % of them', async () => {
    const { guesses } = await bestGuesses(true)
    expect(guesses[0]?.hits).toBeGreaterThan(VOTERS * 0.9)
  })

  test('ours gives away no more than chance, whatever is looked at', async () => {
    const { evidence, guesses } = await bestGuesses(false)
    // It has looked where it could: both sides were found in the log of changes and in the backup, or there is nothing to compare.
    expect(Object.keys(evidence.voters).length).toBeGreaterThanOrEqual(isPostgres ? 4 : 5)
    expect(Object.keys(evidence.ballots).length).toBeGreaterThanOrEqual(isPostgres ? 3 : 4)
    expect(guesses.length).toBeGreaterThan(20)
    expect(guesses[0]?.hits, guesses[0]?.strategy).toBeLessThanOrEqual(CHANCE_MAX)
  })

  test('nothing at all was logged of the casts', () => {
    expect(linesWhileCasting).toBe(0)
    const all = lines.join('')
    for (const credential of truth.values()) expect(all).not.toContain(credential)
  })

  test('a backup of the middle tells neither a choice nor a credential', async () => {
    const bytes = await unpacked('half.tar')
    for (const credential of truth.values()) expect(bytes.includes(credential)).toBe(false)
  })

  test('the key is gone, sealed ballots are gone, and what is counted is what was cast', async () => {
    const { sql } = t.deps.store.read
    expect(await sql.all(`SELECT 1 FROM "PollKey" WHERE "pollId" = ?`, [pollId])).toEqual([])
    expect(await sql.all(`SELECT 1 FROM "PollSealedBallot" WHERE "pollId" = ?`, [pollId])).toEqual([])
    const rows = await sql.all<{ credential: string; choices: string }>(
      `SELECT "credential", "choices" FROM "PollCountedBallot" WHERE "pollId" = ?`,
      [pollId],
    )
    expect(rows).toHaveLength(VOTERS)
    const counted = new Map(rows.map((row) => [row.credential, OPTIONS[JSON.parse(row.choices)[0]]?.id]))
    for (const [credential, choice] of choices) expect(counted.get(credential)).toBe(choice)
  })
})
