import type { ShiftAction } from '../../../src/contract'
import { derivedId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding, type Standing } from '../membership'
import {
  factsOfShift,
  findService,
  findShift,
  refuseReadActivity,
  type ServiceRow,
  type ShiftRow,
} from '../volunteering'
import type { AwardHours, AwardOutcome } from './award-hours'
import { insertOwed, type NewEntry, type Turn, writeTurn } from './repository'
import { type AttendanceVerb, TURNS, yearOf } from './rules'

export interface AttendanceCommand {
  shiftId: string
  actId: string
  /** Who asks. */
  personId: string
  action: ShiftAction['action']
  code: string | null
  ofPersonId: string | null
  minutes: number | null
  standInId: string | null
}

/** The shift, for whoever may know of it. */
export async function findShiftFor(
  tx: Tx,
  { shiftId, personId }: AttendanceCommand,
): Promise<{ shift: ShiftRow; standing: Standing }> {
  const shift = found(await findShift(tx, shiftId))
  const standing = await findStanding(tx, personId)
  refuseIf(refuseReadActivity(standing, factsOfShift(shift)))
  return { shift, standing }
}

export function recordAttendanceAct(tx: Tx, command: AttendanceCommand, at: Date): Promise<'new' | 'repeated'> {
  const { shiftId, actId, personId, ...body } = command
  return recordAct(tx, {
    subjectKind: 'shift',
    subjectId: shiftId,
    id: actId,
    action: command.action,
    personId,
    body,
    at,
  })
}

/** A turn's entry bears the id of the sign-up, or one of its own for whoever came without. */
export function entryOf(shift: ShiftRow, personId: string, id: string): NewEntry {
  const { communityId, activityId, category, startsAt } = shift
  return { communityId, shiftId: shift.id, personId, id, activityId, category, year: yearOf(startsAt) }
}

/** @throws Problem wrong_state where what is known of the turn does not allow it */
export async function takeTurn(
  tx: Tx,
  entry: NewEntry,
  verb: AttendanceVerb,
  turn: Omit<Turn, 'state'>,
): Promise<ServiceRow> {
  const { from, to } = TURNS[verb]
  if ((await writeTurn(tx, entry, from, { ...turn, state: to })) === 'not_in_that_state')
    throw new Problem('wrong_state')
  return found(await findService(tx, entry.shiftId, entry.personId))
}

/** Weeks over which the points of one turn can spread: what one may bring at most fits under any sensible cap within them. */
const PARTS_MAX = 12

/** By which the points for a turn are given, the first of them where the budget and the week's cap allow all at once. */
export function pointsTransferIds(entryId: string): string[] {
  const partName = (part: number) => (part === 0 ? 'points for hours' : `points for hours, part ${part + 1}`)
  return Array.from({ length: PARTS_MAX }, (_, part) => derivedId(entryId, partName(part)))
}

/** The turn is done: the points for it, once, or a note that they are owed. */
export async function award(
  tx: Tx,
  awardHours: AwardHours,
  shift: ShiftRow,
  { id, personId, minutes, attestedById }: ServiceRow,
  at: Date,
  isOwed = false,
): Promise<AwardOutcome> {
  if (minutes === null || minutes === 0) return { outcome: 'settled' }
  const { communityId, activityId, title, category, pointsPerHour } = shift
  const transferIds = pointsTransferIds(id)
  const awarded = await awardHours(tx, {
    communityId,
    personId,
    activityId,
    shiftId: shift.id,
    transferIds,
    isOwed,
    title,
    minutes,
    category,
    pointsPerHour,
    attestedById,
    at,
  })
  if (awarded.outcome !== 'settled') await insertOwed(tx, { communityId: awarded.communityId, entryId: id })
  return awarded
}
