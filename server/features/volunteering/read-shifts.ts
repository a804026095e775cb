import type { Activity, Shift, ShiftSeries, SignUp } from '../../../src/contract'
import { found, refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import type { Standing } from '../membership'
import { listClaims } from './claim-repository'
import { refuseOrganise, refuseReadActivity } from './policy'
import { activityFacts, factsOfShift, presentActivity, presentShift, presentSignUp } from './presenter'
import {
  type ActivityRow,
  findActivity,
  findSeries,
  findShift,
  listNextShifts,
  listShiftsByIds,
  listShiftsOfSeries,
  type ShiftRow,
} from './repository'
import { listServices } from './service-brief'
import { findSignUp, listRoles, listShiftIdsOfPerson, listSignUpsOfPerson, type SignUpRow } from './sign-up-repository'
import { isToCome } from './times'

/** Shifts under each activity of a list. */
const SHIFTS_EACH = 3
/** Under one that is looked at alone. */
const SHIFTS_OF_ONE = 20

/** Shifts with all that their reader is shown of them, in a handful of questions however many they are. */
export async function presentShifts(
  reader: Reader,
  rows: readonly ShiftRow[],
  standing: Standing,
  now: Date,
): Promise<Shift[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const roles = await listRoles(reader, ids)
  const own = new Map((await listSignUpsOfPerson(reader, standing.personId, ids)).map((row) => [row.shiftId, row]))
  const services = await listServices(reader, ids, standing.personId)
  const claims = await listClaims(reader, ids, [standing.personId])
  return rows.map((row) => {
    const mine = own.get(row.id)
    const parts = {
      roles: roles.filter(({ shiftId }) => shiftId === row.id),
      mine: mine !== undefined && isGone(mine, now) ? undefined : mine,
      service: services.find(({ shiftId }) => shiftId === row.id),
      hasFirstClaim: claims.some(({ shiftId }) => shiftId === row.id),
    }
    return presentShift(row, parts, standing, now)
  })
}

/** Says nothing any more: they may sign up anew. Who was turned away from a full shift may try again until it begins. */
function isGone({ state, startsAt }: SignUpRow, now: Date): boolean {
  return state === 'left' || state === 'lapsed' || (state === 'unserved' && isToCome({ startsAt }, now))
}

/** A shift for a reader. @throws Problem not_found where they may not know of it */
export async function readShift(reader: Reader, id: string, standing: Standing, now: Date): Promise<Shift> {
  const row = found(await findShift(reader, id))
  refuseIf(refuseReadActivity(standing, factsOfShift(row)))
  const [shift] = await presentShifts(reader, [row], standing, now)
  return found(shift)
}

/** A series with all its shifts for a reader. @throws Problem not_found where they may not know of it */
export async function readSeries(reader: Reader, id: string, standing: Standing, now: Date): Promise<ShiftSeries> {
  const { activityId, rule } = found(await findSeries(reader, id))
  const facts = activityFacts(found(await findActivity(reader, activityId)))
  refuseIf(refuseReadActivity(standing, facts))
  const rows = await listShiftsOfSeries(reader, id)
  const mayCancel = refuseOrganise(standing, facts) === null
  const can = { cancel: mayCancel && rows.some((row) => row.state === 'open' && isToCome(row, now)) }
  return { id, activityId, rule, shifts: await presentShifts(reader, rows, standing, now), can }
}

/** Activities with their next shifts. */
export async function presentActivities(
  reader: Reader,
  rows: readonly ActivityRow[],
  standing: Standing,
  now: Date,
): Promise<Activity[]> {
  const each = rows.length === 1 ? SHIFTS_OF_ONE : SHIFTS_EACH
  const next = await listNextShifts(
    reader,
    rows.map(({ id }) => id),
    now,
    each,
  )
  const shifts = await presentShifts(reader, next, standing, now)
  return rows.map((row) =>
    presentActivity(
      row,
      shifts.filter(({ activityId }) => activityId === row.id),
      standing,
    ),
  )
}

/** The person's own shifts, and where the next page begins. */
export async function listMyShifts(
  reader: Reader,
  standing: Standing,
  query: { when: 'coming' | 'past'; from: readonly [Date, string] | null; now: Date; limit: number },
): Promise<Shift[]> {
  const { when, from, now, limit } = query
  const turns = await listShiftIdsOfPerson(reader, standing.personId, when, now, from, limit)
  if (turns.length === 0) return []
  const rows = await listShiftsByIds(
    reader,
    turns.map(({ shiftId }) => shiftId),
  )
  const inOrder = turns.flatMap(({ shiftId }) => rows.filter(({ id }) => id === shiftId))
  return presentShifts(reader, inOrder, standing, now)
}

/** A sign-up for its own person. */
export async function readSignUp(reader: Reader, id: string, personId: string, now: Date): Promise<SignUp> {
  const row = found(await findSignUp(reader, id))
  return presentSignUp(found(row.personId === personId ? row : null), personId, now)
}
