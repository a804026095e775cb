import type { HandOver, PlaceBrief, Role, StaffMember } from '../../../src/contract'
import type { Standing } from '../membership'
import { presentPlaceBrief } from '../places'
import { refuseEnding } from './policy'
import type { HandOverRow, StaffRow } from './repository'

const placeOf = (row: { placeId: string; placeKind: string; placeName: string }): PlaceBrief =>
  presentPlaceBrief({ id: row.placeId, kind: row.placeKind, name: row.placeName })

const toTime = (at: number) => new Date(at).toISOString()

export function presentHandOver(row: HandOverRow, standing: Standing, now: Date): HandOver {
  const isRunning = row.endedAt === null && row.endsAt > now.getTime()
  return {
    id: row.id,
    place: placeOf(row),
    role: row.role as Role,
    from: toTime(row.startsAt),
    until: toTime(row.endsAt),
    endedAt: row.endedAt === null ? null : toTime(row.endedAt),
    absent: { personId: row.absentId, displayName: row.absentName },
    substitute: { personId: row.substituteId, displayName: row.substituteName },
    can: { end: isRunning && refuseEnding(standing, row) === null },
  }
}

export function presentStaff(row: StaffRow): StaffMember {
  return { personId: row.personId, displayName: row.displayName, role: row.role as Role, place: placeOf(row) }
}
