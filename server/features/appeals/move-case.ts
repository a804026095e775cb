import type { AppealLevel, TimelineKind, TimelineRole } from '../../../src/contract'
import { Problem } from '../../kernel/problem'
import { dayOf, type WorkingCalendar } from '../../kernel/working-days'
import type { Reader, Tx } from '../../storage/store'
import { listPeopleOnDuty } from '../hand-overs'
import { idsOnPath } from '../places'
import { countChanges, countedAs } from './counting'
import { addToCounts, type CaseRow, changeCase, findCase, insertEvent } from './repository'
import { situationAfter, timesAfter } from './rules'
import type { Desk, Move } from './transitions'

export interface MoveBy {
  kind: TimelineKind
  role: TimelineRole
  personId: string | null
  /** The office that acts; null for residents and the clock. */
  placeId: string | null
  at: Date
  calendar: WorkingCalendar
  text?: string | null
  imageIds?: readonly string[]
  stars?: number
  /** The department that is asked to come. */
  departmentId?: string
  wishedDepartmentId?: string
  otherAppealId?: string
}

const toDate = (at: number | null) => (at === null ? null : new Date(at))

/**
 * Moves a case on by a row of the table, and writes the line of the case file and the counters with it.
 * @throws Problem wrong_state where somebody else was quicker
 */
export async function moveCase(tx: Tx, row: CaseRow, move: Move, by: MoveBy): Promise<CaseRow> {
  const after = situationAfter(row, move)
  const times = timesAfter(row, move, after, { workingHours: row.workingHours, calendar: by.calendar }, by.at)
  const handlerPlaceId =
    after.desk === row.desk && move.desk !== 'by level' && move.desk !== 'department'
      ? row.handlerPlaceId
      : await findHandler(tx, row, after.desk, by.departmentId)
  const isDepartment = row.desk === 'department' && move.verb === 'answer'
  const starsGiven = by.stars === undefined ? row.starsGiven : `${row.starsGiven}${by.stars}`
  const counted = countedAs({ ...row, ...times, state: after.state, level: after.level, starsGiven })
  const change = {
    state: after.state,
    level: after.level,
    desk: after.desk,
    isOpen: after.isOpen,
    handlerPlaceId,
    wishedDepartmentId: by.wishedDepartmentId ?? row.wishedDepartmentId,
    departmentId: by.departmentId ?? row.departmentId,
    departmentAnsweredAt: isDepartment ? by.at.getTime() : row.departmentAnsweredAt,
    ...times,
    endedBy: after.endedBy,
    stars: by.stars ?? row.stars,
    starsGiven,
    mergedIntoId: after.state === 'merged' ? (by.otherAppealId ?? null) : row.mergedIntoId,
    countedAs: JSON.stringify(counted),
  }
  if ((await changeCase(tx, row, change)) === 'changed_meanwhile') throw new Problem('wrong_state')
  await addToCounts(tx, row, dayOf(new Date(row.createdAt)), countChanges(JSON.parse(row.countedAs), counted))
  await writeLine(tx, row, by, { ...after, handlerPlaceId, dueAt: times.dueAt })
  return (await findCase(tx, row.id)) as CaseRow
}

function writeLine(
  tx: Tx,
  row: CaseRow,
  by: MoveBy,
  after: { state: CaseRow['state']; level: AppealLevel; handlerPlaceId: string; dueAt: number | null },
): Promise<unknown> {
  return insertEvent(tx, {
    communityId: row.communityId,
    appealId: row.id,
    sequence: row.lastSequence + 1,
    kind: by.kind,
    actorId: by.personId,
    actorRole: by.role,
    actorPlaceId: by.placeId,
    fromState: row.state,
    toState: after.state,
    level: after.level,
    handlerPlaceId: after.handlerPlaceId,
    dueAt: toDate(after.dueAt),
    text: by.text ?? null,
    imageIds: JSON.stringify(by.imageIds ?? []),
    stars: by.stars ?? null,
    otherAppealId: by.otherAppealId ?? null,
    at: by.at,
  })
}

/** The place whose desk of this kind answers for a case. */
async function findHandler(
  reader: Reader,
  row: Pick<CaseRow, 'gridId' | 'communityId' | 'streetId' | 'gridPath'>,
  desk: Desk,
  departmentId: string | undefined,
): Promise<string> {
  switch (desk) {
    case 'grid':
      return row.gridId
    case 'community':
      return row.communityId
    case 'street':
      return row.streetId
    case 'department':
      if (departmentId === undefined) throw new Error('broken belief: a department is named')
      return departmentId
    case 'above':
      return findPlaceAbove(reader, row)
  }
}

/** The lowest place above the street in which somebody sits; the street itself where there is none. */
async function findPlaceAbove(reader: Reader, row: Pick<CaseRow, 'streetId' | 'gridPath'>): Promise<string> {
  const ids = idsOnPath(row.gridPath)
  const above = ids.slice(0, ids.indexOf(row.streetId)).reverse()
  for (const place of above) {
    if ((await listPeopleOnDuty(reader, ['street_staff'], [place], new Date(0))).length > 0) return place
  }
  return row.streetId
}

/** Where the desk stands that a role sits at, as the case file names it. */
export function officeOf(row: CaseRow, role: TimelineRole): string | null {
  switch (role) {
    case 'grid_officer':
      return row.gridId
    case 'secretary':
      return row.communityId
    case 'street_staff':
      return row.desk === 'above' ? row.handlerPlaceId : row.streetId
    case 'department_staff':
      return row.desk === 'department' ? row.handlerPlaceId : (row.departmentId ?? row.handlerPlaceId)
    default:
      return null
  }
}
