import { insertMany } from '../../storage/insert-rows'
import type { Reader, Tx } from '../../storage/store'

/** A poll's key columns: every row of it begins with them. */
export interface PollKeyed {
  communityId: string
  id: string
}

/** Ids in one statement. Few sizes, so that each is prepared once. */
const SIZES = [256, 64, 16, 4, 1] as const

/** Questions about many ids at once, as many to a statement as it bears. */
async function inSlices<Row>(ids: readonly string[], ask: (some: readonly string[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (let start = 0, size = 0; start < ids.length; start += size) {
    size = SIZES.find((one) => one <= ids.length - start) ?? 1
    rows.push(...(await ask(ids.slice(start, start + size))))
  }
  return rows
}

export interface VoterEntryRow {
  personId: string
  entryId: string
  area: number
}

/** The entries that these people vote for, in the order of their ids. */
export function listEntriesOfPeople(
  reader: Reader,
  poll: PollKeyed,
  personIds: readonly string[],
): Promise<VoterEntryRow[]> {
  return inSlices(personIds, (some) =>
    reader.sql.all<VoterEntryRow>(
      `SELECT v."personId", v."entryId", e."area" FROM "PollVoter" v
       JOIN "PollRollEntry" e ON e."communityId" = v."communityId" AND e."pollId" = v."pollId" AND e."id" = v."entryId"
       WHERE v."communityId" = ? AND v."pollId" = ? AND v."personId" IN (?) AND e."endedVersion" IS NULL ORDER BY v."entryId"`,
      [poll.communityId, poll.id, some],
    ),
  )
}

/** The area of an entry that stands on the roll, in cm²; null where there is no such entry. */
export async function findEntryArea(reader: Reader, poll: PollKeyed, entryId: string): Promise<number | null> {
  const row = await reader.sql.get<{ area: number }>(
    'SELECT "area" FROM "PollRollEntry" WHERE "communityId" = ? AND "pollId" = ? AND "id" = ? AND "endedVersion" IS NULL',
    [poll.communityId, poll.id, entryId],
  )
  return row?.area ?? null
}

export interface MarkRow {
  entryId: string
  via: string
  personId: string | null
  ballotId: string
  choices: string | null
  nonce: string | null
  requestHash: string
}

const MARK = `SELECT "entryId", "via", "personId", "ballotId", "choices", "nonce", "requestHash" FROM "PollMark" WHERE "communityId" = ? AND "pollId" = ?`

export function listMarksOfEntries(reader: Reader, poll: PollKeyed, entryIds: readonly string[]): Promise<MarkRow[]> {
  return inSlices(entryIds, (some) =>
    reader.sql.all<MarkRow>(`${MARK} AND "entryId" IN (?)`, [poll.communityId, poll.id, some]),
  )
}

export function listMarksOfBallots(reader: Reader, poll: PollKeyed, ballotIds: readonly string[]): Promise<MarkRow[]> {
  return inSlices(ballotIds, (some) =>
    reader.sql.all<MarkRow>(`${MARK} AND "ballotId" IN (?)`, [poll.communityId, poll.id, some]),
  )
}

const MARK_COLUMNS = [
  'communityId',
  'pollId',
  'entryId',
  'via',
  'personId',
  'ballotId',
  'choices',
  'nonce',
  'requestHash',
] as const

export type NewMark = MarkRow & { communityId: string; pollId: string }

/** Strikes entries off. Whatever has struck one of them before stays: as many as were struck now. */
export function insertMarks(tx: Tx, marks: readonly NewMark[]): Promise<number> {
  return insertMany(tx, 'PollMark', MARK_COLUMNS, marks, 'ON CONFLICT DO NOTHING')
}

export function deletePaperMark(tx: Tx, poll: PollKeyed, entryId: string, ballotId: string): Promise<number> {
  return tx.sql.run(
    `DELETE FROM "PollMark" WHERE "communityId" = ? AND "pollId" = ? AND "entryId" = ? AND "ballotId" = ? AND "via" = 'paper'`,
    [poll.communityId, poll.id, entryId, ballotId],
  )
}

export interface NewLeaf {
  leaf: string
  leafHash: string
}

const LEAF_COLUMNS = ['communityId', 'pollId', 'leafIndex', 'leaf', 'leafHash'] as const

/** Puts leaves at the end of the log. The poll's row is locked. */
export async function appendLeaves(
  tx: Tx,
  poll: PollKeyed & { logSize: number },
  leaves: readonly NewLeaf[],
  area: number,
): Promise<void> {
  const { communityId, id: pollId, logSize } = poll
  const rows = leaves.map(({ leaf, leafHash }, index) => ({
    communityId,
    pollId,
    leafIndex: logSize + index,
    leaf,
    leafHash,
  }))
  await insertMany(tx, 'PollLeaf', LEAF_COLUMNS, rows)
  await tx.sql.run('UPDATE "Poll" SET "logSize" = ?, "logArea" = "logArea" + ? WHERE "communityId" = ? AND "id" = ?', [
    logSize + leaves.length,
    area,
    communityId,
    pollId,
  ])
}

export interface SealedRow {
  tag: string
  box: string
}

export function listSealed(reader: Reader, poll: PollKeyed, tags: readonly string[]): Promise<SealedRow[]> {
  return inSlices(tags, (some) =>
    reader.sql.all<SealedRow>(
      'SELECT "tag", "box" FROM "PollSealedBallot" WHERE "communityId" = ? AND "pollId" = ? AND "tag" IN (?)',
      [poll.communityId, poll.id, some],
    ),
  )
}

/** A page of all of them, in the order of their tags. */
export function listSealedAfter(reader: Reader, poll: PollKeyed, tag: string, limit: number): Promise<SealedRow[]> {
  return reader.sql.all<SealedRow>(
    'SELECT "tag", "box" FROM "PollSealedBallot" WHERE "communityId" = ? AND "pollId" = ? AND "tag" > ? ORDER BY "tag" LIMIT ?',
    [poll.communityId, poll.id, tag, limit],
  )
}

/** In the order of their tags, which is no order of anything. */
export async function insertSealed(tx: Tx, poll: PollKeyed, rows: readonly SealedRow[]): Promise<void> {
  const inOrder = [...rows].sort((a, b) => (a.tag < b.tag ? -1 : 1))
  await insertMany(
    tx,
    'PollSealedBallot',
    ['communityId', 'pollId', 'tag', 'box'],
    inOrder.map((row) => ({ communityId: poll.communityId, pollId: poll.id, ...row })),
  )
}

export interface PaperRow {
  /** cm² of the entry it was handed in for. */
  area: number
  id: string
  pollId: string
  serial: string
  entryId: string
  choices: string
  nonce: string
  leafHash: string | null
  scanImageId: string | null
  state: string
  enteredById: string
  enteredAt: number
  decidedById: string | null
}

const PAPER = `SELECT paper."id", paper."pollId", paper."serial", paper."entryId", paper."choices", paper."nonce", paper."leafHash", paper."scanImageId",
    paper."state", paper."enteredById", paper."enteredAt", paper."decidedById", e."area"
  FROM "PollPaperBallot" paper
  JOIN "PollRollEntry" e ON e."communityId" = paper."communityId" AND e."pollId" = paper."pollId" AND e."id" = paper."entryId"
  WHERE paper."communityId" = ? AND paper."pollId" = ?`

export function findPaper(reader: Reader, poll: PollKeyed, id: string): Promise<PaperRow | undefined> {
  return reader.sql.get<PaperRow>(`${PAPER} AND paper."id" = ?`, [poll.communityId, poll.id, id])
}

export function findPaperBySerial(reader: Reader, poll: PollKeyed, serial: string): Promise<PaperRow | undefined> {
  return reader.sql.get<PaperRow>(`${PAPER} AND paper."serial" = ? AND paper."state" <> 'withdrawn'`, [
    poll.communityId,
    poll.id,
    serial,
  ])
}

export function listPaper(reader: Reader, poll: PollKeyed, after: string, limit: number): Promise<PaperRow[]> {
  return reader.sql.all<PaperRow>(`${PAPER} AND paper."id" > ? ORDER BY paper."id" LIMIT ?`, [
    poll.communityId,
    poll.id,
    after,
    limit,
  ])
}

export function listConfirmedPaper(reader: Reader, poll: PollKeyed): Promise<PaperRow[]> {
  return reader.sql.all<PaperRow>(`${PAPER} AND paper."state" = 'confirmed' ORDER BY paper."serial"`, [
    poll.communityId,
    poll.id,
  ])
}

export type NewPaper = Omit<PaperRow, 'enteredAt' | 'decidedById' | 'leafHash' | 'state' | 'area'> & {
  communityId: string
  enteredAt: Date
}

export async function insertPaper(tx: Tx, paper: NewPaper): Promise<void> {
  await tx.prisma.pollPaperBallot.create({ data: { ...paper, state: 'entered' } })
}

/** Only what was entered and not yet decided about: of two who do so at once, one does. */
export function decidePaper(
  tx: Tx,
  poll: PollKeyed,
  id: string,
  decision: {
    state: 'confirmed' | 'withdrawn'
    leafHash: string | null
    reason: string | null
    decidedById: string
    decidedAt: Date
  },
): Promise<number> {
  return tx.sql.run(
    `UPDATE "PollPaperBallot" SET "state" = ?, "leafHash" = ?, "withdrawReason" = ?, "decidedById" = ?, "decidedAt" = ?
     WHERE "communityId" = ? AND "pollId" = ? AND "id" = ? AND "state" = 'entered'`,
    [
      decision.state,
      decision.leafHash,
      decision.reason,
      decision.decidedById,
      decision.decidedAt,
      poll.communityId,
      poll.id,
      id,
    ],
  )
}

/** What a paper ballot says, in plain with what opens its leaf, once the poll has closed. */
export async function openPaperChoices(
  tx: Tx,
  poll: PollKeyed,
  { id, choices, nonce }: { id: string; choices: string; nonce: string },
): Promise<void> {
  await tx.sql.run(
    'UPDATE "PollPaperBallot" SET "choices" = ?, "nonce" = ? WHERE "communityId" = ? AND "pollId" = ? AND "id" = ?',
    [choices, nonce, poll.communityId, poll.id, id],
  )
}
