import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface PollRow {
  communityId: string
  id: string
  placeId: string
  placeKind: string
  placeName: string
  placePath: string
  isDemo: boolean | number
  authorId: string
  question: string
  body: string
  options: string
  choicesMin: number
  choicesMax: number
  secrecy: string
  electorate: string
  rule: string
  assentOption: string | null
  opensAt: number
  closesAt: number
  state: string
  announcedAt: number | null
  objectionsUntil: number | null
  closedAt: number | null
  countedAt: number | null
  annulReason: string | null
  definitionHash: string | null
  credentialKey: string | null
  rollVersion: number
  logSize: number
  logArea: number
  closing: string | null
  closingSignature: string | null
  createdAt: number
  requestHash: string
}

const COLUMNS = [
  'communityId',
  'id',
  'placeId',
  'authorId',
  'question',
  'body',
  'options',
  'choicesMin',
  'choicesMax',
  'secrecy',
  'electorate',
  'rule',
  'assentOption',
  'opensAt',
  'closesAt',
  'state',
  'announcedAt',
  'objectionsUntil',
  'closedAt',
  'countedAt',
  'annulReason',
  'definitionHash',
  'credentialKey',
  'rollVersion',
  'logSize',
  'logArea',
  'closing',
  'closingSignature',
  'createdAt',
  'requestHash',
]

const POLL = `SELECT ${COLUMNS.map((name) => `p."${name}"`).join(', ')},
    place."kind" AS "placeKind", place."name" AS "placeName", place."path" AS "placePath", place."isDemo"
  FROM "Poll" p JOIN "Place" place ON place."id" = p."placeId"`

export function findPoll(reader: Reader, id: string): Promise<PollRow | undefined> {
  return reader.sql.get<PollRow>(`${POLL} WHERE p."id" = ?`, [id])
}

/** Held until the transaction ends: whoever casts, closes or corrects waits for the other. On SQLite there is one writer anyway. */
export function lockPoll(tx: Tx, id: string): Promise<PollRow | undefined> {
  return tx.sql.get<PollRow>(`${POLL} WHERE p."id" = ? ${tx.sql.dialect === 'postgres' ? 'FOR UPDATE OF p' : ''}`, [id])
}

export interface PollListQuery {
  /** The place itself and those above it, with whether drafts are shown there. */
  places: readonly { id: string; showsDrafts: boolean }[]
  before: readonly [createdAt: Date, id: string] | null
  /** A condition of the state asked for, or null for all. */
  state: string | null
  now: Date
  limit: number
}

/** Newest first. */
export function listPolls(reader: Reader, { places, before, state, now, limit }: PollListQuery): Promise<PollRow[]> {
  const within = places.map(({ showsDrafts }) => `(p."placeId" = ?${showsDrafts ? '' : ` AND p."state" <> 'draft'`})`)
  const parts: [string, SqlValue[]][] = [[`(${within.join(' OR ')})`, places.map(({ id }) => id)]]
  if (before !== null) parts.push(['(p."createdAt", p."id") < (?, ?)', [...before]])
  if (state !== null) parts.push(inState(state, now))
  return reader.sql.all<PollRow>(
    `${POLL} WHERE ${parts.map(([text]) => text).join(' AND ')} ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ?`,
    [...parts.flatMap(([, params]) => params), limit],
  )
}

function inState(state: string, now: Date): [string, SqlValue[]] {
  if (state === 'announced') return [`p."state" = 'announced' AND p."opensAt" > ?`, [now]]
  if (state === 'open') return [`p."state" = 'announced' AND p."opensAt" <= ? AND p."closesAt" > ?`, [now, now]]
  if (state === 'closed') return [`(p."state" = 'closed' OR (p."state" = 'announced' AND p."closesAt" <= ?))`, [now]]
  return ['p."state" = ?', [state]]
}

export type NewPoll = Pick<
  PollRow,
  | 'communityId'
  | 'id'
  | 'placeId'
  | 'authorId'
  | 'question'
  | 'body'
  | 'options'
  | 'choicesMin'
  | 'choicesMax'
  | 'secrecy'
  | 'electorate'
  | 'rule'
  | 'assentOption'
  | 'requestHash'
> & { opensAt: Date; closesAt: Date; createdAt: Date }

export async function insertPoll(tx: Tx, poll: NewPoll): Promise<void> {
  await tx.prisma.poll.create({ data: poll })
}

export interface Announcement {
  announcedAt: Date
  objectionsUntil: Date
  definitionHash: string
  credentialKey: string | null
}

/** Of two who announce at once one does. */
export async function takeAnnouncement(
  tx: Tx,
  { communityId, id }: PollRow,
  { announcedAt, objectionsUntil, definitionHash, credentialKey }: Announcement,
): Promise<'announced' | 'not_a_draft'> {
  const changed = await tx.sql.run(
    `UPDATE "Poll" SET "state" = 'announced', "announcedAt" = ?, "objectionsUntil" = ?, "definitionHash" = ?, "credentialKey" = ?, "rollVersion" = 1
     WHERE "communityId" = ? AND "id" = ? AND "state" = 'draft'`,
    [announcedAt, objectionsUntil, definitionHash, credentialKey, communityId, id],
  )
  return changed === 1 ? 'announced' : 'not_a_draft'
}

/** Draws the line behind which no ballot is let in. */
export async function takeClose(tx: Tx, { communityId, id }: PollRow, closedAt: Date): Promise<'closed' | 'not_open'> {
  const changed = await tx.sql.run(
    `UPDATE "Poll" SET "state" = 'closed', "closedAt" = ? WHERE "communityId" = ? AND "id" = ? AND "state" = 'announced'`,
    [closedAt, communityId, id],
  )
  return changed === 1 ? 'closed' : 'not_open'
}

export async function takeAnnulment(
  tx: Tx,
  { communityId, id }: PollRow,
  reason: string,
): Promise<'annulled' | 'over'> {
  const changed = await tx.sql.run(
    `UPDATE "Poll" SET "state" = 'annulled', "annulReason" = ? WHERE "communityId" = ? AND "id" = ? AND "state" IN ('draft', 'announced')`,
    [reason, communityId, id],
  )
  return changed === 1 ? 'annulled' : 'over'
}

export function setRollVersion(tx: Tx, { communityId, id }: PollRow, version: number): Promise<number> {
  return tx.sql.run('UPDATE "Poll" SET "rollVersion" = ? WHERE "communityId" = ? AND "id" = ? AND "rollVersion" = ?', [
    version,
    communityId,
    id,
    version - 1,
  ])
}

/** Whose time is over but which are not counted, oldest first. */
export function listPollsToCount(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all<{ id: string }>(
    `SELECT "id" FROM "Poll" WHERE ("state" = 'announced' AND "closesAt" <= ?) OR ("state" = 'closed' AND "countedAt" IS NULL)
     ORDER BY "closesAt", "id" LIMIT ?`,
    [now, limit],
  )
}

export function listOpenPolls(reader: Reader, now: Date): Promise<PollRow[]> {
  return reader.sql.all<PollRow>(
    `${POLL} WHERE p."state" = 'announced' AND p."opensAt" <= ? AND p."closesAt" > ? ORDER BY p."id"`,
    [now, now],
  )
}

/** What the newest counted poll of this electorate in the community came to. */
export function findLastClosing(
  reader: Reader,
  communityId: string,
  electorate: string,
): Promise<{ closing: string } | undefined> {
  return reader.sql.get<{ closing: string }>(
    `SELECT "closing" FROM "Poll" WHERE "communityId" = ? AND "electorate" = ? AND "closing" IS NOT NULL ORDER BY "closedAt" DESC LIMIT 1`,
    [communityId, electorate],
  )
}

export async function insertPollKey(
  tx: Tx,
  key: { communityId: string; pollId: string; sealed: string },
): Promise<void> {
  await tx.prisma.pollKey.create({ data: key })
}

export function findPollKey(
  reader: Reader,
  communityId: string,
  pollId: string,
): Promise<{ sealed: string } | undefined> {
  return reader.sql.get<{ sealed: string }>('SELECT "sealed" FROM "PollKey" WHERE "communityId" = ? AND "pollId" = ?', [
    communityId,
    pollId,
  ])
}

/** Nothing of it stays in the pages of the file: SQLite writes zeros over what is deleted while the pragma is on. */
export async function destroyPollKey(tx: Tx, communityId: string, pollId: string): Promise<void> {
  const overwrites = (isOn: boolean) => tx.sql.get(`PRAGMA secure_delete = ${isOn ? 'ON' : 'OFF'}`)
  if (tx.sql.dialect === 'sqlite') await overwrites(true)
  const key = [communityId, pollId]
  await tx.sql.run(`DELETE FROM "PollKey" WHERE "communityId" = ? AND "pollId" = ?`, key)
  await tx.sql.run(`DELETE FROM "PollSealedBallot" WHERE "communityId" = ? AND "pollId" = ?`, key)
  if (tx.sql.dialect === 'sqlite') await overwrites(false)
}

export interface SettingsRow {
  noticeDays: number
  windowDaysMin: number
  windowDaysMax: number
  objectionDays: number
}

export function findSettings(reader: Reader, communityId: string): Promise<SettingsRow | undefined> {
  return reader.sql.get<SettingsRow>(
    `SELECT "noticeDays", "windowDaysMin", "windowDaysMax", "objectionDays" FROM "PollSettings" WHERE "communityId" = ?`,
    [communityId],
  )
}

export async function saveSettings(
  tx: Tx,
  communityId: string,
  settings: SettingsRow,
  setById: string,
  updatedAt: Date,
): Promise<void> {
  const row = { ...settings, setById, updatedAt }
  await tx.prisma.pollSettings.upsert({ where: { communityId }, create: { communityId, ...row }, update: row })
}

export async function saveMinor(
  tx: Tx,
  minor: { communityId: string; personId: string; ofAgeOn: string; notedById: string },
): Promise<void> {
  const { communityId, personId, ofAgeOn, notedById } = minor
  await tx.prisma.pollMinor.upsert({
    where: { communityId_personId: { communityId, personId } },
    create: minor,
    update: { ofAgeOn, notedById },
  })
}
