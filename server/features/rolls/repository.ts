import type { Reader, Tx } from '../../storage/store'

export interface PollKeyed {
  communityId: string
  id: string
}

export interface ObjectionRow {
  communityId: string
  pollId: string
  id: string
  personId: string
  about: string
  text: string
  state: string
  answer: string | null
  createdAt: number
  requestHash: string
}

/** Ids of one statement: a database has a limit of parameters. */
const IDS_MAX = 500

/** What people are called, by id. */
export async function listNames(reader: Reader, personIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (let start = 0; start < personIds.length; start += IDS_MAX) {
    const rows = await reader.sql.all<{ id: string; displayName: string }>(
      'SELECT "id", "displayName" FROM "Person" WHERE "id" IN (?)',
      [personIds.slice(start, start + IDS_MAX)],
    )
    for (const { id, displayName } of rows) names.set(id, displayName)
  }
  return names
}

/** "1 号楼 501" by the household's id. */
export async function listDoorLabels(reader: Reader, householdIds: readonly string[]): Promise<Map<string, string>> {
  const labels = new Map<string, string>()
  for (let start = 0; start < householdIds.length; start += IDS_MAX) {
    const rows = await reader.sql.all<{ id: string; building: string; number: string }>(
      `SELECT h."id", b."name" AS "building", h."number" FROM "Household" h JOIN "Place" b ON b."id" = h."buildingId" WHERE h."id" IN (?)`,
      [householdIds.slice(start, start + IDS_MAX)],
    )
    for (const { id, building, number } of rows) labels.set(id, `${building} ${number}`)
  }
  return labels
}

const OBJECTION = `SELECT "communityId", "pollId", "id", "personId", "about", "text", "state", "answer", "createdAt", "requestHash" FROM "PollObjection"`

export function findObjection(reader: Reader, id: string): Promise<ObjectionRow | undefined> {
  return reader.sql.get<ObjectionRow>(`${OBJECTION} WHERE "id" = ?`, [id])
}

/** Oldest first; of one person, or all. */
export function listObjections(
  reader: Reader,
  poll: PollKeyed,
  personId: string | null,
  after: string,
  limit: number,
): Promise<ObjectionRow[]> {
  return reader.sql.all<ObjectionRow>(
    `${OBJECTION} WHERE "communityId" = ? AND "pollId" = ? ${personId === null ? '' : 'AND "personId" = ?'} AND "id" > ? ORDER BY "id" LIMIT ?`,
    [poll.communityId, poll.id, ...(personId === null ? [] : [personId]), after, limit],
  )
}

export async function countOpenObjections(reader: Reader, poll: PollKeyed, personId: string): Promise<number> {
  const row = await reader.sql.get<{ open: number }>(
    `SELECT COUNT(*) AS "open" FROM "PollObjection" WHERE "communityId" = ? AND "pollId" = ? AND "personId" = ? AND "state" = 'open'`,
    [poll.communityId, poll.id, personId],
  )
  return row?.open ?? 0
}

export async function insertObjection(
  tx: Tx,
  objection: Omit<ObjectionRow, 'createdAt' | 'state' | 'answer'> & { createdAt: Date },
): Promise<void> {
  await tx.prisma.pollObjection.create({ data: { ...objection, state: 'open' } })
}

/** Of two who decide at once one does. */
export function decideObjection(
  tx: Tx,
  id: string,
  decision: { state: string; answer: string; decidedById: string; decidedAt: Date },
): Promise<number> {
  const { state, answer, decidedById, decidedAt } = decision
  return tx.sql.run(
    `UPDATE "PollObjection" SET "state" = ?, "answer" = ?, "decidedById" = ?, "decidedAt" = ? WHERE "id" = ? AND "state" = 'open'`,
    [state, answer, decidedById, decidedAt, id],
  )
}

export interface CorrectionRow {
  communityId: string
  pollId: string
  id: string
  body: string
  reason: string
  state: string
  version: number | null
  proposedById: string
  createdAt: number
  requestHash: string
}

const CORRECTION = `SELECT "communityId", "pollId", "id", "body", "reason", "state", "version", "proposedById", "createdAt", "requestHash" FROM "PollCorrection"`

export function findCorrection(reader: Reader, id: string): Promise<CorrectionRow | undefined> {
  return reader.sql.get<CorrectionRow>(`${CORRECTION} WHERE "id" = ?`, [id])
}

export function listCorrections(
  reader: Reader,
  poll: PollKeyed,
  after: string,
  limit: number,
): Promise<CorrectionRow[]> {
  return reader.sql.all<CorrectionRow>(
    `${CORRECTION} WHERE "communityId" = ? AND "pollId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
    [poll.communityId, poll.id, after, limit],
  )
}

export async function insertCorrection(
  tx: Tx,
  correction: Omit<CorrectionRow, 'createdAt' | 'state' | 'version'> & { createdAt: Date },
): Promise<void> {
  await tx.prisma.pollCorrection.create({ data: { ...correction, state: 'proposed' } })
}

export function decideCorrection(
  tx: Tx,
  id: string,
  decision: { state: 'made' | 'refused'; version: number | null; decidedById: string },
): Promise<number> {
  return tx.sql.run(
    `UPDATE "PollCorrection" SET "state" = ?, "version" = ?, "decidedById" = ? WHERE "id" = ? AND "state" = 'proposed'`,
    [decision.state, decision.version, decision.decidedById, id],
  )
}
