import type { ServiceBrief, ServiceCorrection, ServiceState } from '../../../src/contract'
import { toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

/** Whether somebody came to a shift (schema.prisma, ServiceEntry). `minutes` are with every correction. */
export interface ServiceRow {
  communityId: string
  shiftId: string
  personId: string
  id: string
  activityId: string
  category: string
  state: string
  checkedInAt: number | null
  checkedOutAt: number | null
  attestedById: string | null
  minutes: number | null
  year: number
}

/** The minutes of an entry that count: as they were put down, with what was put right since; null where the turn is not done. */
export const countedMinutes = (entry: string) =>
  `CAST(${entry}."minutes" + COALESCE((SELECT SUM(c."minutes") FROM "ServiceCorrection" c
     WHERE c."communityId" = ${entry}."communityId" AND c."entryId" = ${entry}."id"), 0) AS INTEGER)`

const SERVICE = `SELECT e."communityId", e."shiftId", e."personId", e."id", e."activityId", e."category", e."state", e."checkedInAt", e."checkedOutAt",
    e."attestedById", ${countedMinutes('e')} AS "minutes", e."year" FROM "ServiceEntry" e`

export interface CorrectionRow {
  entryId: string
  id: string
  minutes: number
  reason: string
  by: string
  createdAt: number
}

/** What was put right in these entries, in the order in which it was. */
export function listCorrections(reader: Reader, entryIds: readonly string[]): Promise<CorrectionRow[]> {
  if (entryIds.length === 0) return Promise.resolve([])
  return reader.sql.all<CorrectionRow>(
    `SELECT c."entryId", c."id", c."minutes", c."reason", person."displayName" AS "by", c."createdAt"
     FROM "ServiceEntry" e JOIN "ServiceCorrection" c ON c."communityId" = e."communityId" AND c."entryId" = e."id"
       JOIN "Person" person ON person."id" = c."createdById"
     WHERE e."id" IN (?) ORDER BY c."entryId", c."number"`,
    [entryIds],
  )
}

export function presentCorrections(rows: readonly CorrectionRow[], entryId: string | undefined): ServiceCorrection[] {
  const own = rows.filter((row) => row.entryId === entryId)
  return own.map(({ id, minutes, reason, by, createdAt }) => ({ id, minutes, reason, by, at: toTime(createdAt) }))
}

export function findService(reader: Reader, shiftId: string, personId: string): Promise<ServiceRow | undefined> {
  return reader.sql.get<ServiceRow>(
    `${SERVICE} WHERE e."communityId" = (SELECT "communityId" FROM "Shift" WHERE "id" = ?) AND e."shiftId" = ? AND e."personId" = ?`,
    [shiftId, shiftId, personId],
  )
}

/** Of many shifts: one person's, or everybody's. */
export function listServices(
  reader: Reader,
  shiftIds: readonly string[],
  personId: string | null,
): Promise<ServiceRow[]> {
  if (shiftIds.length === 0) return Promise.resolve([])
  return reader.sql.all<ServiceRow>(
    `${SERVICE} WHERE e."communityId" IN (SELECT "communityId" FROM "Shift" WHERE "id" IN (?)) AND e."shiftId" IN (?)
     ${personId === null ? '' : 'AND e."personId" = ?'}`,
    [shiftIds, shiftIds, ...(personId === null ? [] : [personId])],
  )
}

export function presentService(row: ServiceRow): ServiceBrief {
  return {
    id: row.id,
    personId: row.personId,
    shiftId: row.shiftId,
    state: row.state as ServiceState,
    checkedInAt: toTime(row.checkedInAt),
    checkedOutAt: toTime(row.checkedOutAt),
    isAttested: row.attestedById !== null,
    minutes: row.minutes,
  }
}
