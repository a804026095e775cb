import { BUILT_IN_CALENDAR, dueAfter } from '../../kernel/working-days'
import type { CaseScript } from './appeal-scripts'
import { laterByDay } from './daytime'
import { need, type PeoplePlan } from './demo-people'
import type { DemoCity, DemoGrid } from './demo-places'
import type { Row } from './rows'

export type Step =
  | 'accept'
  | 'answer'
  | 'whistle'
  | 'approve'
  | 'assign'
  | 'rate'
  | 'rate_again'
  | 'answer_again'
  | 'time_out'
  | 'withdraw'

export interface Telling {
  row: Row
  events: Row[]
  ties: Row[]
  ratings: Row[]
}

export interface Told extends Telling {
  city: DemoCity
  people: PeoplePlan
  grid: DemoGrid
  script: CaseScript
  now: Date
  latest: Date
}

/** Every case of the demo has three days of work at each desk. */
export const WORKING_HOURS = 24
const DAY_MS = 86_400_000

/** A demo is also filled in a year whose holidays are not known yet. */
export function dueOf(at: Date): Date {
  return dueAfter(at, WORKING_HOURS, BUILT_IN_CALENDAR).dueAt
}

/** Daytime hours between one step and the next. */
const HOURS: Record<Step, number> = {
  accept: 1.5,
  whistle: 1,
  approve: 2,
  assign: 2,
  answer: 6,
  rate: 5,
  answer_again: 7,
  rate_again: 4,
  time_out: 0,
  withdraw: 3,
}

/** One step of a case: what changes in it, and the line of its file. */
export function take(one: Told, step: Step, before: Date): Date {
  const { row, script, city, grid } = one
  const at = step === 'time_out' ? new Date(before.getTime() + 7 * DAY_MS) : laterByDay(before, HOURS[step], one.latest)
  const from = String(row.state)
  const officer = one.grid.id === need(city.communities[0]).grids[0]?.id ? 'grid-officer-wang' : officerOf(one)
  const isFirst = grid.communityId === city.communities[0]?.id
  const dueAt = dueOf(at)
  const waits = { dueAt, actAt: dueAt }
  switch (step) {
    case 'accept':
      Object.assign(row, { state: 'accepted' })
      addEvent(one, { kind: 'accept', role: 'grid_officer', code: officer, at, from })
      break
    case 'whistle':
      Object.assign(row, {
        state: 'whistled',
        desk: 'community',
        handlerPlaceId: grid.communityId,
        ...waits,
        wishedDepartmentId: city.departmentId,
      })
      addEvent(one, { kind: 'whistle', role: 'grid_officer', code: officer, at, from, text: script.reason })
      break
    case 'approve':
      Object.assign(row, {
        state: 'approved',
        level: 'street',
        desk: 'street',
        handlerPlaceId: city.streetId,
        ...waits,
      })
      addEvent(one, {
        kind: 'approve',
        role: 'secretary',
        code: isFirst ? 'secretary-zhang' : 'secretary-other',
        at,
        from,
      })
      break
    case 'assign':
      Object.assign(row, {
        state: 'assigned',
        desk: 'department',
        handlerPlaceId: city.departmentId,
        departmentId: city.departmentId,
        ...waits,
      })
      addEvent(one, { kind: 'assign', role: 'street_staff', code: 'street-he', at, from })
      break
    case 'answer':
    case 'answer_again':
      answer(one, step, officer, at, from)
      break
    case 'rate':
    case 'rate_again':
      rate(one, step, at, from)
      break
    case 'time_out':
      end(one, 'closed', 'time_out', at)
      addEvent(one, { kind: 'time_out', role: 'clock', code: null, at, from })
      break
    case 'withdraw':
      end(one, 'withdrawn', 'withdrawal', at)
      addEvent(one, { kind: 'withdraw', role: 'reporter', code: null, at, from })
  }
  return at
}

function officerOf({ city, grid }: Told): string {
  const grids = city.communities.flatMap(({ grids: ofCommunity }) => ofCommunity)
  return `grid-officer-${grids.findIndex(({ id }) => id === grid.id) + 1}`
}

function answer(one: Told, step: 'answer' | 'answer_again', officer: string, at: Date, from: string): void {
  const { row, script } = one
  const closesAt = new Date(at.getTime() + 7 * DAY_MS)
  const isDepartment = row.desk === 'department'
  const isStreet = row.desk === 'street'
  Object.assign(row, {
    state: 'answered',
    dueAt: null,
    answeredAt: at,
    closesAt,
    actAt: new Date(closesAt.getTime() - 2 * DAY_MS),
  })
  if (isDepartment) row.departmentAnsweredAt = at
  const role = isDepartment ? 'department_staff' : isStreet ? 'street_staff' : 'grid_officer'
  const code = isDepartment ? 'department-water' : isStreet ? 'street-he' : officer
  const text = step === 'answer' ? script.answer : script.secondAnswer
  addEvent(one, { kind: 'answer', role, code, at, from, text })
}

function rate(one: Told, step: 'rate' | 'rate_again', at: Date, from: string): void {
  const { row, script, city } = one
  const stars = step === 'rate_again' ? 5 : need(script.stars)
  Object.assign(row, { stars, starsGiven: `${row.starsGiven}${stars}`, closesAt: null })
  if (stars >= 4) end(one, 'closed', 'rating', at)
  else {
    const dueAt = dueOf(at)
    Object.assign(row, {
      state: 'reopened',
      level: 'street',
      desk: 'street',
      handlerPlaceId: city.streetId,
      answeredAt: null,
      dueAt,
      actAt: dueAt,
    })
  }
  addEvent(one, { kind: 'rate', role: 'reporter', code: null, at, from, stars })
  one.ratings.push({
    communityId: String(row.communityId),
    appealId: String(row.id),
    sequence: Number(row.lastSequence),
    personId: String(row.reporterId),
    stars,
    text: null,
    createdAt: at,
  })
}

function end({ row }: Told, state: string, endedBy: string, at: Date): void {
  Object.assign(row, { state, endedBy, isOpen: false, dueAt: null, actAt: null, closesAt: null, endedAt: at })
}

interface Line {
  kind: string
  role: string
  /** Who of the demo's staff; the reporter where null, and nobody for the clock. */
  code: string | null
  at: Date
  from: string | null
  text?: string | undefined
  stars?: number
}

export function addEvent({ row, events, people, city, grid }: Told, line: Line): void {
  const places: Record<string, string> = {
    grid_officer: grid.id,
    secretary: grid.communityId,
    street_staff: city.streetId,
    department_staff: city.departmentId,
  }
  row.lastSequence = Number(row.lastSequence) + 1
  events.push({
    communityId: String(row.communityId),
    appealId: String(row.id),
    sequence: Number(row.lastSequence),
    kind: line.kind,
    actorId:
      line.role === 'clock'
        ? null
        : line.code === null
          ? String(row.reporterId)
          : need(people.byCode.get(line.code)).id,
    actorRole: line.role,
    actorPlaceId: places[line.role] ?? null,
    fromState: line.from,
    toState: String(row.state),
    level: String(row.level),
    handlerPlaceId: String(row.handlerPlaceId),
    dueAt: row.dueAt ?? null,
    text: line.text?.normalize('NFKC') ?? null,
    stars: line.stars ?? null,
    at: line.at,
  })
}
