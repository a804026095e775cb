import type { CareTaskState, SignalChannel } from '../../../src/contract'
import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface CareTaskRow {
  id: string
  communityId: string
  gridId: string
  gridName: string
  buildingId: string
  buildingName: string
  buildingPath: string
  householdId: string | null
  number: string | null
  floor: number | null
  channel: SignalChannel
  text: string
  state: CareTaskState
  takenById: string | null
  takenByName: string | null
  report: string | null
  dueAt: number
  doneAt: number | null
  createdAt: number
}

const VIEW = `SELECT t."id", t."communityId", t."gridId", g."name" AS "gridName", t."buildingId", b."name" AS "buildingName",
    b."path" AS "buildingPath", h."id" AS "householdId", h."number", h."floor", t."channel", t."text", t."state", t."takenById",
    p."displayName" AS "takenByName", t."report", t."dueAt", t."doneAt", t."createdAt"
  FROM "CareTask" t JOIN "Place" g ON g."id" = t."gridId" JOIN "Place" b ON b."id" = t."buildingId"
    LEFT JOIN "Household" h ON h."id" = t."householdId" LEFT JOIN "Person" p ON p."id" = t."takenById"`

export function findCareTask(reader: Reader, id: string): Promise<CareTaskRow | undefined> {
  return reader.sql.get<CareTaskRow>(`${VIEW} WHERE t."id" = ?`, [id])
}

/** The key of the task after which a list goes on. */
export type CarePosition = readonly [dueAt: Date, id: string]

const COLUMN_OF_KIND = { building: 'buildingId', grid: 'gridId', community: 'communityId' } as const
export type CarePlaceKind = keyof typeof COLUMN_OF_KIND

/** Soonest due first. */
export function listCareTasks(
  reader: Reader,
  place: { kind: CarePlaceKind; id: string },
  filter: { state: CareTaskState | null; after: CarePosition; limit: number },
): Promise<CareTaskRow[]> {
  const ofState = filter.state === null ? '' : 'AND t."state" = ?'
  const params: SqlValue[] = [place.id, ...(filter.state === null ? [] : [filter.state]), ...filter.after, filter.limit]
  return reader.sql.all<CareTaskRow>(
    `${VIEW} WHERE t."${COLUMN_OF_KIND[place.kind]}" = ? ${ofState} AND (t."dueAt", t."id") > (?, ?) ORDER BY t."dueAt", t."id" LIMIT ?`,
    params,
  )
}

/** What waits for one who looks after these grids and buildings: what nobody took, and what they took themselves. */
const WAITING = `(t."gridId" IN (?) OR t."buildingId" IN (?)) AND (t."state" = 'open' OR (t."state" = 'taken' AND t."takenById" = ?))`

export interface CarePlaces {
  personId: string
  gridIds: readonly string[]
  buildingIds: readonly string[]
}

export function listWaiting(
  reader: Reader,
  { personId, gridIds, buildingIds }: CarePlaces,
  after: CarePosition,
  limit: number,
): Promise<CareTaskRow[]> {
  return reader.sql.all<CareTaskRow>(
    `${VIEW} WHERE ${WAITING} AND (t."dueAt", t."id") > (?, ?) ORDER BY t."dueAt", t."id" LIMIT ?`,
    [gridIds, buildingIds, personId, ...after, limit],
  )
}

export async function countWaiting(reader: Reader, { personId, gridIds, buildingIds }: CarePlaces): Promise<number> {
  const row = await reader.sql.get<{ waiting: number }>(
    `SELECT COUNT(*) AS "waiting" FROM "CareTask" t WHERE ${WAITING}`,
    [gridIds, buildingIds, personId],
  )
  return row?.waiting ?? 0
}

export interface NewCareTask {
  communityId: string
  id: string
  gridId: string
  buildingId: string
  householdId: string | null
  channel: SignalChannel
  text: string
  dueAt: Date
  createdAt: Date
}

export async function insertCareTask(tx: Tx, task: NewCareTask): Promise<void> {
  await tx.prisma.careTask.create({ data: task })
}

/** Of two who take it at once, one does. */
export async function takeTask(tx: Tx, id: string, personId: string, at: Date): Promise<'done' | 'wrong_state'> {
  const changed = await tx.sql.run(
    `UPDATE "CareTask" SET "state" = 'taken', "takenById" = ?, "takenAt" = ? WHERE "id" = ? AND "state" = 'open'`,
    [personId, at, id],
  )
  return changed === 1 ? 'done' : 'wrong_state'
}

export async function finishTask(tx: Tx, id: string, report: string, at: Date): Promise<'done' | 'wrong_state'> {
  const changed = await tx.sql.run(
    `UPDATE "CareTask" SET "state" = 'done', "report" = ?, "doneAt" = ? WHERE "id" = ? AND "state" = 'taken'`,
    [report, at, id],
  )
  return changed === 1 ? 'done' : 'wrong_state'
}
