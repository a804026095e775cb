import { constants, createPrivateKey, privateDecrypt, randomBytes, sign } from 'node:crypto'
import Database from 'better-sqlite3'
import pg from 'pg'
import { v7 } from 'uuid'
import { readConfig } from '../../server/config'
import { castInBatch } from '../../server/features/ballots'
import { castSecretBallot } from '../../server/features/ballots/cast-ballot'
import { signCredential } from '../../server/features/ballots/sign-credential'
import { countPoll, verifyExport } from '../../server/features/counting'
import { exportPoll } from '../../server/features/counting/export-poll'
import { type CountedBallot, decide, tallyBallots } from '../../server/features/electoral-rules'
import { findPoll, openPollKeys, type PollRow, sumRoll } from '../../server/features/polls'
import { makePollKeys } from '../../server/features/polls/poll-keys'
import { hashText } from '../../server/kernel/hash-text'
import { makeDeps } from '../../server/main'
import { insertMany } from '../../server/storage/insert-rows'
import { migrate } from '../../server/storage/migrate'
import type { Round } from './measure'
import type { VotingCommand } from './voting'

// Ours, and the floor under it, in one process and on one file.
const [url = '', dataDir = ''] = process.argv.slice(2)
await migrate(url)
const config = readConfig({
  NODE_ENV: 'production',
  LINLI_DATA_DIR: dataDir,
  DATABASE_URL: url,
  LINLI_SECRET: 'a secret that is only for benchmarks, and long enough',
})
const deps = await makeDeps(config)
const communityId = v7()
await deps.store.write((tx) =>
  tx.sql.run(
    `INSERT INTO "Place" ("id", "kind", "communityId", "name", "path") VALUES (?, 'community', ?, '社区', ?)`,
    [communityId, communityId, `${communityId}/`],
  ),
)

interface Held {
  poll: PollRow
  people: string[]
  privateKey: Buffer
}

/** An open poll with so many voters, as announcing leaves it. */
async function holdPoll(secrecy: 'open' | 'secret', voters: number): Promise<Held> {
  const [id, now] = [v7(), new Date()]
  const keys = await makePollKeys(deps.secrets, id)
  const people = Array.from({ length: voters }, () => v7())
  const entries = people.map((personId) => {
    const entry = { id: v7(), area: 1_000_000, commitment: hashText(personId) }
    return { communityId, pollId: id, kind: 'resident', subject: '', label: '', salt: '', sinceVersion: 1, ...entry }
  })
  const rows = people.map((personId, index) => ({
    communityId,
    pollId: id,
    personId,
    entryId: entries[index]?.id ?? '',
  }))
  const sum = sumRoll(id, entries)
  await deps.store.write(async (tx) => {
    await insertPoll(tx, { id, secrecy, credentialKey: secrecy === 'secret' ? keys.credentialKey : null, now })
    const columns = [
      'communityId',
      'pollId',
      'id',
      'kind',
      'subject',
      'label',
      'area',
      'salt',
      'commitment',
      'sinceVersion',
    ] as const
    await insertMany(tx, 'PollRollEntry', columns, entries)
    await insertMany(tx, 'PollVoter', ['communityId', 'pollId', 'personId', 'entryId'] as const, rows)
    await insertMany(
      tx,
      'PollRollVersion',
      ['communityId', 'pollId', 'version', 'size', 'area', 'hash', 'reason', 'createdAt'] as const,
      [{ communityId, pollId: id, version: 1, ...sum, reason: '', createdAt: now }],
    )
    await insertMany(tx, 'PollKey', ['communityId', 'pollId', 'sealed'] as const, [
      { communityId, pollId: id, sealed: keys.sealed },
    ])
  })
  const poll = await findPoll(deps.store.read, id)
  if (poll === undefined) throw new Error('no poll')
  return { poll, people, privateKey: openPollKeys(deps.secrets, id, keys.sealed).privateKey }
}

function insertPoll(
  tx: Parameters<typeof insertMany>[0],
  { id, secrecy, credentialKey, now }: { id: string; secrecy: string; credentialKey: string | null; now: Date },
): Promise<number> {
  const later = new Date(now.getTime() + 86_400_000)
  const row = {
    communityId,
    id,
    placeId: communityId,
    authorId: communityId,
    question: '?',
    body: '',
    options: JSON.stringify(['a', 'b', 'c'].map((text) => ({ id: text, text }))),
    choicesMin: 1,
    choicesMax: 1,
    secrecy,
    electorate: secrecy === 'open' ? 'owners' : 'residents',
    rule: JSON.stringify({ kind: 'plurality', quorum: null, threshold: null }),
    opensAt: now,
    closesAt: later,
    state: 'announced',
    announcedAt: now,
    definitionHash: hashText(id),
    credentialKey,
    rollVersion: 1,
    createdAt: now,
    requestHash: '',
  }
  return insertMany(tx, 'Poll', Object.keys(row) as (keyof typeof row)[], [row])
}

async function together(count: number, clients: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const client = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: clients }, client))
}

const CHOICES = ['a', 'b', 'c'] as const

async function openBallots({ count, clients }: VotingCommand): Promise<() => Promise<void>> {
  const { poll, people } = await holdPoll('open', count)
  return () =>
    together(count, clients, async (index) => {
      const optionIds = [CHOICES[index % 3] ?? 'a']
      const personId = people[index] ?? ''
      const { outcome } = await castInBatch(deps, poll.id, {
        kind: 'open',
        ballotId: v7(),
        personId,
        optionIds,
        entryId: null,
      })
      if (outcome !== 'counted') throw new Error(`a ballot was ${outcome}`)
    })
}

/** A voter's both steps as the server does them; what the phone does between them was done before. */
async function secretBallots({ count, clients }: VotingCommand): Promise<() => Promise<void>> {
  const { poll, people, privateKey } = await holdPoll('secret', count)
  const ballots = people.map((_, index) => signedBallot(privateKey, CHOICES[index % 3] ?? 'a'))
  await deps.store.write((tx) =>
    tx.sql.run(
      `INSERT INTO "StaffRole" ("id", "personId", "role", "placeId", "grantedAt") SELECT ?, ?, 'secretary', ?, ? WHERE NOT EXISTS
      (SELECT 1 FROM "StaffRole" WHERE "placeId" = ?)`,
      [v7(), people[0] ?? '', communityId, new Date(), communityId],
    ),
  )
  await giveStanding(people)
  return () =>
    together(count, clients, async (index) => {
      const blindedMessage = Buffer.concat([Buffer.alloc(1), randomBytes(255)]).toString('base64')
      const personId = people[index] ?? ''
      await signCredential(deps, { pollId: poll.id, id: v7(), personId, blindedMessage, rollEntryId: null })
      const ballot = ballots[index]
      if (ballot === undefined) throw new Error('no ballot')
      await castSecretBallot(deps, poll, ballot)
    })
}

/** Whoever asks for a credential has a tie to the place. */
async function giveStanding(people: readonly string[]): Promise<void> {
  const rows = people.map((personId) => ({
    id: v7(),
    personId,
    role: 'grid_officer',
    placeId: communityId,
    grantedAt: new Date(),
  }))
  await deps.store.write((tx) =>
    insertMany(tx, 'StaffRole', ['id', 'personId', 'role', 'placeId', 'grantedAt'] as const, rows),
  )
}

/** As if it had been blinded and opened: what comes out is an ordinary signature. */
function signedBallot(privateKey: Buffer, option: string) {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
  const credential = randomBytes(64)
  const signature = sign('sha384', credential, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 })
  return { credential: credential.toString('base64'), signature: signature.toString('base64'), optionIds: [option] }
}

type FloorRow = [tag: string, box: string]

/** Writes rows in one transaction that is durable when it answers: the least that either database does for a batch. */
async function openFloor(): Promise<{
  write: (rows: readonly FloorRow[]) => Promise<void>
  close: () => Promise<void>
}> {
  const table = 'CREATE TABLE IF NOT EXISTS "Floor" ("tag" TEXT PRIMARY KEY, "box" TEXT)'
  if (!url.startsWith('file:')) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(table)
    const write = async (rows: readonly FloorRow[]) => {
      const places = rows.map((_, index) => `($${index * 2 + 1}, $${index * 2 + 2})`).join(', ')
      await client.query({
        name: `floor ${rows.length}`,
        text: `INSERT INTO "Floor" VALUES ${places}`,
        values: rows.flat(),
      })
    }
    return { write, close: () => client.end() }
  }
  const database = new Database(`${url.slice('file:'.length)}.floor`)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(`${table} WITHOUT ROWID`)
  const insert = database.prepare('INSERT INTO "Floor" VALUES (?, ?)')
  const writeAll = database.transaction((rows: readonly FloorRow[]) => {
    for (const row of rows) insert.run(row)
  })
  return { write: async (rows) => writeAll.immediate(rows), close: async () => void database.close() }
}

/** One RSA private operation for each voter, and one durable write for each batch of as many as there are clients. */
async function secretFloor({ count, clients }: VotingCommand): Promise<() => Promise<void>> {
  const { privateKey } = await holdPoll('secret', 1)
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
  const floor = await openFloor()
  const box = 'x'.repeat(470)
  return async () => {
    for (let start = 0; start < count; start += clients) {
      const rows = Array.from({ length: Math.min(clients, count - start) }, (): FloorRow => {
        privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.concat([Buffer.alloc(1), randomBytes(255)]))
        return [randomBytes(32).toString('base64'), box]
      })
      await floor.write(rows)
    }
    await floor.close()
  }
}

function tally({ count }: VotingCommand): () => Promise<void> {
  const ballots: CountedBallot[] = Array.from({ length: count }, (_, index) => ({
    options: [index % 3],
    area: 500_000 + ((index * 7_919) % 1_000_000),
    isPaper: index % 50 === 0,
  }))
  return async () => {
    const sum = tallyBallots(3, ballots)
    const electorate = { heads: count, area: sum.takingPart.area }
    const rule = { kind: 'civil_code_278_ordinary', quorum: null, threshold: null } as const
    decide({ rule, weighsArea: true, assent: 0, electorate }, sum)
  }
}

/** A secret poll that was really held: as many signatures to check as ballots. */
async function recount({ count }: VotingCommand): Promise<() => Promise<void>> {
  const { poll, privateKey } = await holdPoll('secret', count)
  await together(count, 400, (index) =>
    castSecretBallot(deps, poll, signedBallot(privateKey, CHOICES[index % 3] ?? 'a')),
  )
  await deps.store.write((tx) =>
    tx.sql.run(`UPDATE "Poll" SET "state" = 'closed', "closedAt" = ? WHERE "id" = ?`, [new Date(), poll.id]),
  )
  const exported = await exportPoll(deps, await countPoll(deps, poll.id))
  return async () => {
    try {
      verifyExport(exported)
    } catch (error) {
      // The poll was put there by hand: it has no definition, and no credential was asked for. All the rest is as it is.
      const faults = (error as Error).message
        .split('\n')
        .filter((line) => !/^definition|more ballots than credentials/.test(line))
      if (faults.length > 0) throw error
    }
  }
}

async function measure(command: VotingCommand) {
  const { what, count, rounds } = command
  const prepare: Record<VotingCommand['what'], [string, () => Promise<() => Promise<void>>][]> = {
    open: [['linli', () => openBallots(command)]],
    secret: [
      ['linli', () => secretBallots(command)],
      ['floor, RSA and group commit', () => secretFloor(command)],
    ],
    tally: [['linli', async () => tally(command)]],
    verify: [['linli', () => recount(command)]],
  }
  const measured = prepare[what].map(([contender]) => ({ contender, rounds: [] as Round[] }))
  // The first round is not counted: until then the code is not compiled. A recount takes long enough as it is.
  for (let round = what === 'verify' ? 1 : 0; round <= rounds; round += 1) {
    for (const [index, [, ready]] of prepare[what].entries()) {
      const run = await ready()
      const before = process.cpuUsage()
      const startedAt = performance.now()
      await run()
      const perSecond = (count / (performance.now() - startedAt)) * 1_000
      const { user, system } = process.cpuUsage(before)
      const cpuMicroseconds = (user + system) / count
      if (round > 0) measured[index]?.rounds.push({ cpuMicroseconds, perCoreSecond: 1e6 / cpuMicroseconds, perSecond })
    }
  }
  return measured
}

process.on('message', async (command: VotingCommand | 'stop') => {
  if (command === 'stop') process.exit(0)
  process.send?.(await measure(command))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ address: '' })
