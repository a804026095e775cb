import type { Attendance } from '../../../src/contract'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import type { Reader } from '../../storage/store'
import { isStaffOf, type Standing } from '../membership'
import { type AttendanceRow, listAttendanceRows } from './attendance-repository'
import { refuseCorrectHours } from './policy'
import { presentSignUp } from './presenter'
import type { ShiftRow } from './repository'
import { listCorrections, listServices, presentCorrections, presentService, type ServiceRow } from './service-brief'
import { listRoles } from './sign-up-repository'
import { mayAttestAt, mayCheckInAt } from './times'

/** What can still become of a turn, by what is known of it; null: nothing yet. */
const MAY_ATTEST = [null, 'present', 'missed', 'excused']
const MAY_EXCUSE = [null, 'missed']
const MAY_MISS = [null, 'excused']

/** The organiser's list: who is in and who waits, in the order of arrival, and whoever came without signing up. */
export async function listAttendance(
  reader: Reader,
  shift: ShiftRow,
  standing: Standing,
  page: { cursor: string | undefined; limit: number; now: Date },
): Promise<{ items: Attendance[]; nextCursor: string | null }> {
  const after = decodeCursor(page.cursor, ['order', 'id']) ?? ([-1, BEFORE_ALL_IDS] as const)
  const titles = new Map((await listRoles(reader, [shift.id])).map(({ id, title }) => [id, title]))
  const rows = await listAttendanceRows(reader, shift, after, page.limit + 1)
  const services = new Map((await listServices(reader, [shift.id], null)).map((row) => [row.personId, row]))
  const corrections = await listCorrections(
    reader,
    [...services.values()].map(({ id }) => id),
  )
  return toPage(
    rows,
    page.limit,
    ({ position, key }) => [position, key],
    (row) => ({
      person: { id: row.personId, displayName: row.displayName },
      signUp: presentOwnSignUp(row, shift, standing, page.now),
      roleTitle: titles.get(row.roleId ?? '') || null,
      service: presentOwnService(services.get(row.personId)),
      corrections: presentCorrections(corrections, services.get(row.personId)?.id),
      can: abilities(row, services.get(row.personId), shift, standing, page.now),
    }),
  )
}

function presentOwnSignUp(row: AttendanceRow, shift: ShiftRow, standing: Standing, now: Date): Attendance['signUp'] {
  const { id, state, roleId, createdAt, place, answerBy, personId } = row
  if (id === null || state === null || createdAt === null) return null
  const facts = { id, state, roleId: roleId ?? shift.id, createdAt, place, answerBy, personId }
  return presentSignUp({ ...facts, shiftId: shift.id, endsAt: shift.endsAt }, standing.personId, now)
}

function presentOwnService(service: ServiceRow | undefined): Attendance['service'] {
  return service === undefined ? null : presentService(service)
}

function abilities(
  row: AttendanceRow,
  service: ServiceRow | undefined,
  shift: ShiftRow,
  standing: Standing,
  now: Date,
): Attendance['can'] {
  const state = service?.state ?? null
  // Nobody attests themselves, and who waits or was replaced is not expected.
  const isExpected = row.personId !== standing.personId && (row.state === 'confirmed' || row.state === null)
  const isOpen = mayCheckInAt(shift, now)
  return {
    attest: isExpected && mayAttestAt(shift, isStaffOf(standing, shift.path), now) && MAY_ATTEST.includes(state),
    excuse: isExpected && MAY_EXCUSE.includes(state),
    miss: isExpected && isOpen && MAY_MISS.includes(state),
    standIn: isExpected && isOpen && row.id !== null && state === null,
    correct: isExpected && state === 'done' && refuseCorrectHours(standing, shift.path) === null,
  }
}
