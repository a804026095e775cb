import { insertMany } from '../../storage/insert-rows'
import type { Reader, SqlValue, Tx } from '../../storage/store'

/** Where people vote: a community, one of its grids, or a building. */
export interface RollPlace {
  id: string
  kind: string
  communityId: string
}

function within(row: string, { id, kind, communityId }: RollPlace): { text: string; params: SqlValue[] } {
  const community = `${row}."communityId" = ?`
  if (kind === 'community') return { text: community, params: [communityId] }
  return {
    text: `${community} AND ${row}."${kind === 'grid' ? 'gridId' : 'buildingId'}" = ?`,
    params: [communityId, id],
  }
}

/** Who was of age on the day. */
const OF_AGE = `NOT EXISTS (SELECT 1 FROM "PollMinor" minor
  WHERE minor."communityId" = m."communityId" AND minor."personId" = m."personId" AND minor."ofAgeOn" > ?)`

export interface MemberRow {
  personId: string
  householdId: string
  relation: string
}

/** Verified residents of age, in no order. */
export function listMembers(reader: Reader, place: RollPlace, day: string): Promise<MemberRow[]> {
  const here = within('m', place)
  return reader.sql.all<MemberRow>(
    `SELECT m."personId", m."householdId", m."relation" FROM "Membership" m WHERE m."state" = 'verified' AND ${here.text} AND ${OF_AGE}`,
    [...here.params, day],
  )
}

export interface DoorRow {
  householdId: string
  building: string
  number: string
  area: number
}

export function listDoors(reader: Reader, place: RollPlace): Promise<DoorRow[]> {
  const here = within('h', place)
  return reader.sql.all<DoorRow>(
    `SELECT h."id" AS "householdId", b."name" AS "building", h."number", h."areaSquareCentimetres" AS "area"
     FROM "Household" h JOIN "Place" b ON b."id" = h."buildingId" WHERE ${here.text}`,
    here.params,
  )
}

const ENTRY_COLUMNS = [
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

export type NewEntry = Record<(typeof ENTRY_COLUMNS)[number], string | number>

export async function insertEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  await insertMany(tx, 'PollRollEntry', ENTRY_COLUMNS, entries)
}

const VOTER_COLUMNS = ['communityId', 'pollId', 'personId', 'entryId'] as const
export type VoterRow = Record<(typeof VOTER_COLUMNS)[number], string>

export async function insertVoters(tx: Tx, voters: readonly VoterRow[]): Promise<void> {
  await insertMany(tx, 'PollVoter', VOTER_COLUMNS, voters, 'ON CONFLICT DO NOTHING')
}

export interface VersionRow {
  communityId: string
  pollId: string
  version: number
  size: number
  area: number
  hash: string
  reason: string
  proposedById: string | null
  confirmedById: string | null
  createdAt: Date
}

export async function insertVersion(tx: Tx, version: VersionRow): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "PollRollVersion" ("communityId", "pollId", "version", "size", "area", "hash", "reason", "proposedById", "confirmedById", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      version.communityId,
      version.pollId,
      version.version,
      version.size,
      version.area,
      version.hash,
      version.reason,
      version.proposedById,
      version.confirmedById,
      version.createdAt,
    ],
  )
}

export interface PublishedVersion {
  version: number
  size: number
  area: number
  hash: string
  reason: string
  createdAt: number
}

/** Oldest first. */
export function listVersions(reader: Reader, communityId: string, pollId: string): Promise<PublishedVersion[]> {
  return reader.sql.all<PublishedVersion>(
    `SELECT "version", "size", "area", "hash", "reason", "createdAt" FROM "PollRollVersion" WHERE "communityId" = ? AND "pollId" = ? ORDER BY "version"`,
    [communityId, pollId],
  )
}

export interface EntryRow {
  id: string
  kind: string
  subject: string
  label: string
  area: number
  salt: string
  commitment: string
}

const STANDS = `e."communityId" = ? AND e."pollId" = ? AND e."endedVersion" IS NULL`

/** All that stand on the roll now, in the order of their ids. */
export function listEntries(reader: Reader, communityId: string, pollId: string): Promise<EntryRow[]> {
  return reader.sql.all<EntryRow>(
    `SELECT e."id", e."kind", e."subject", e."label", e."area", e."salt", e."commitment" FROM "PollRollEntry" e WHERE ${STANDS} ORDER BY e."id"`,
    [communityId, pollId],
  )
}

export interface OwnEntryRow extends EntryRow {
  via: string | null
}

/** The entries for which a person may vote, in the order of their ids, each with how it has voted. */
export function listOwnEntries(
  reader: Reader,
  communityId: string,
  pollId: string,
  personId: string,
): Promise<OwnEntryRow[]> {
  return reader.sql.all<OwnEntryRow>(
    `SELECT e."id", e."kind", e."subject", e."label", e."area", e."salt", e."commitment", mark."via"
     FROM "PollVoter" v
     JOIN "PollRollEntry" e ON e."communityId" = v."communityId" AND e."pollId" = v."pollId" AND e."id" = v."entryId"
     LEFT JOIN "PollMark" mark ON mark."communityId" = e."communityId" AND mark."pollId" = e."pollId" AND mark."entryId" = e."id"
     WHERE v."communityId" = ? AND v."pollId" = ? AND v."personId" = ? AND e."endedVersion" IS NULL ORDER BY e."id"`,
    [communityId, pollId, personId],
  )
}

export interface MyVoteRow {
  pollId: string
  entries: number
  voted: number
}

/** Of many polls at once: for how many entries a person may vote, and for how many somebody has. */
export function listMyVotes(reader: Reader, pollIds: readonly string[], personId: string): Promise<MyVoteRow[]> {
  return reader.sql.all<MyVoteRow>(
    `SELECT v."pollId", COUNT(*) AS "entries", COUNT(mark."entryId") AS "voted"
     FROM "PollVoter" v
     JOIN "PollRollEntry" e ON e."communityId" = v."communityId" AND e."pollId" = v."pollId" AND e."id" = v."entryId"
     LEFT JOIN "PollMark" mark ON mark."communityId" = e."communityId" AND mark."pollId" = e."pollId" AND mark."entryId" = e."id"
     WHERE v."personId" = ? AND v."pollId" IN (?) AND e."endedVersion" IS NULL GROUP BY v."pollId"`,
    [personId, pollIds],
  )
}

/** The newest versions of many polls. */
export function listNewestVersions(
  reader: Reader,
  pollIds: readonly string[],
): Promise<(PublishedVersion & { pollId: string })[]> {
  return reader.sql.all<PublishedVersion & { pollId: string }>(
    `SELECT v."pollId", v."version", v."size", v."area", v."hash", v."reason", v."createdAt" FROM "PollRollVersion" v
     JOIN "Poll" p ON p."communityId" = v."communityId" AND p."id" = v."pollId" AND p."rollVersion" = v."version" WHERE p."id" IN (?)`,
    [pollIds],
  )
}

export interface DeskEntryRow {
  id: string
  label: string
  area: number
  via: string | null
}

/** For the paper desk: entries whose label, or the name of one of whose voters, holds the words. */
export function searchEntries(
  reader: Reader,
  communityId: string,
  pollId: string,
  words: string | null,
  after: string,
  limit: number,
): Promise<DeskEntryRow[]> {
  const like = words === null ? null : `%${words.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  const named = `(e."label" LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM "PollVoter" v JOIN "Person" person ON person."id" = v."personId"
    WHERE v."communityId" = e."communityId" AND v."pollId" = e."pollId" AND v."entryId" = e."id" AND person."displayName" LIKE ? ESCAPE '\\'))`
  return reader.sql.all<DeskEntryRow>(
    `SELECT e."id", e."label", e."area", mark."via" FROM "PollRollEntry" e
     LEFT JOIN "PollMark" mark ON mark."communityId" = e."communityId" AND mark."pollId" = e."pollId" AND mark."entryId" = e."id"
     WHERE ${STANDS} AND e."id" > ? ${like === null ? '' : `AND ${named}`} ORDER BY e."id" LIMIT ?`,
    [communityId, pollId, after, ...(like === null ? [] : [like, like]), limit],
  )
}

/** Entries as people read them, by id; also those that were taken off. */
export async function listDeskEntries(
  reader: Reader,
  communityId: string,
  pollId: string,
  ids: readonly string[],
): Promise<Map<string, { label: string; area: number; names: string[] }>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.sql.all<{ id: string; label: string; area: number }>(
    `SELECT "id", "label", "area" FROM "PollRollEntry" WHERE "communityId" = ? AND "pollId" = ? AND "id" IN (?)`,
    [communityId, pollId, ids],
  )
  const names = await listNamesOfEntries(reader, communityId, pollId, ids)
  return new Map(
    rows.map(({ id, label, area }) => [
      id,
      { label, area, names: names.filter(({ entryId }) => entryId === id).map(({ displayName }) => displayName) },
    ]),
  )
}

/** Whoever may hand in the ballots of these entries of a poll. */
export async function listVotersOfEntries(
  reader: Reader,
  entryIds: readonly string[],
  pollId: string,
): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT DISTINCT v."personId" FROM "Poll" p JOIN "PollVoter" v ON v."communityId" = p."communityId" AND v."pollId" = p."id"
     WHERE p."id" = ? AND v."entryId" IN (?)`,
    [pollId, entryIds],
  )
  return rows.map(({ personId }) => personId)
}

export function listNamesOfEntries(
  reader: Reader,
  communityId: string,
  pollId: string,
  entryIds: readonly string[],
): Promise<{ entryId: string; displayName: string }[]> {
  return reader.sql.all<{ entryId: string; displayName: string }>(
    `SELECT v."entryId", person."displayName" FROM "PollVoter" v JOIN "Person" person ON person."id" = v."personId"
     WHERE v."communityId" = ? AND v."pollId" = ? AND v."entryId" IN (?) ORDER BY v."personId"`,
    [communityId, pollId, entryIds],
  )
}

/** Takes entries off; as many as stood there and had not voted. */
export function endEntries(
  tx: Tx,
  communityId: string,
  pollId: string,
  entryIds: readonly string[],
  version: number,
): Promise<number> {
  return tx.sql.run(
    `UPDATE "PollRollEntry" SET "endedVersion" = ? WHERE "communityId" = ? AND "pollId" = ? AND "id" IN (?) AND "endedVersion" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "PollMark" mark
         WHERE mark."communityId" = "PollRollEntry"."communityId" AND mark."pollId" = "PollRollEntry"."pollId" AND mark."entryId" = "PollRollEntry"."id")`,
    [version, communityId, pollId, entryIds],
  )
}

/** People to be told of the poll, in the order of their ids. */
export async function listVoters(
  reader: Reader,
  communityId: string,
  pollId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT DISTINCT "personId" FROM "PollVoter" WHERE "communityId" = ? AND "pollId" = ? AND "personId" > ? ORDER BY "personId" LIMIT ?`,
    [communityId, pollId, after, limit],
  )
  return rows.map(({ personId }) => personId)
}
