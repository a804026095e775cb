import type { ServiceBrief, ServiceState } from '../../../src/contract'
import { toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

/** Whether somebody came to a shift (schema.prisma, ServiceEntry). */
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

const SERVICE = `SELECT "communityId", "shiftId", "personId", "id", "activityId", "category", "state", "checkedInAt", "checkedOutAt", "attestedById",
    "minutes", "year" FROM "ServiceEntry"`

export function findService(reader: Reader, shiftId: string, personId: string): Promise<ServiceRow | undefined> {
  return reader.sql.get<ServiceRow>(
    `${SERVICE} WHERE "communityId" = (SELECT "communityId" FROM "Shift" WHERE "id" = ?) AND "shiftId" = ? AND "personId" = ?`,
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
    `${SERVICE} WHERE "communityId" IN (SELECT "communityId" FROM "Shift" WHERE "id" IN (?)) AND "shiftId" IN (?)
     ${personId === null ? '' : 'AND "personId" = ?'}`,
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
