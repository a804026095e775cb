import type { Activity, ActivityState, Shift, SignUp, SignUpState } from '../../../src/contract'
import { toTime } from '../../storage/personal-data'
import type { Standing } from '../membership'
import { presentPlaceBrief } from '../places'
import { organises, refuseDecide, refuseOrganise, refuseSignUp } from './policy'
import type { ActivityRow, ShiftRow } from './repository'
import { freePlaces, listOf } from './rules'
import { presentService, type ServiceRow } from './service-brief'
import type { RoleRow, SignUpRow } from './sign-up-repository'
import { isToCome, mayCheckInAt, mayCheckOutAt } from './times'

type ActivityOfRow = Pick<ActivityRow, 'path' | 'isDemo' | 'authorId' | 'state'>

export function activityFacts({ path, isDemo, authorId, state }: ActivityOfRow) {
  return { path, isDemo: Boolean(isDemo), authorId, state }
}

/** The activity of a shift, as far as it decides who may do what. */
export function factsOfShift({ path, isDemo, authorId, activityState }: ShiftRow) {
  return activityFacts({ path, isDemo, authorId, state: activityState })
}

export function presentActivity(row: ActivityRow, shifts: Shift[], standing: Standing): Activity {
  const facts = activityFacts(row)
  const mayDecide = refuseDecide(standing, facts) === null && row.state === 'proposed'
  const mayOrganise = refuseOrganise(standing, facts) === null
  return {
    id: row.id,
    placeId: row.placeId,
    place: presentPlaceBrief({ id: row.placeId, kind: row.placeKind, name: row.placeName }),
    title: row.title,
    body: row.body,
    category: row.category,
    needsInsurance: Boolean(row.needsInsurance),
    insurance: row.insurance,
    state: row.state as ActivityState,
    refusedReason: row.refusedReason,
    organiser: { id: row.authorId, displayName: row.authorName },
    createdAt: toTime(row.createdAt),
    shifts,
    can: {
      approve: mayDecide,
      refuse: mayDecide,
      noteInsurance: mayOrganise && ['proposed', 'open'].includes(row.state),
      addShift: mayOrganise && row.state === 'open' && (!row.needsInsurance || row.insurance !== null),
      end: mayOrganise && ['proposed', 'open'].includes(row.state),
    },
  }
}

/** What belongs to a shift besides its own row. */
export interface ShiftParts {
  roles: readonly RoleRow[]
  mine: SignUpRow | undefined
  service: ServiceRow | undefined
  hasFirstClaim: boolean
}

export function presentShift(
  row: ShiftRow,
  { roles, mine, service, hasFirstClaim }: ShiftParts,
  standing: Standing,
  now: Date,
): Shift {
  const sum = (pick: (role: RoleRow) => number) => roles.reduce((total, role) => total + pick(role), 0)
  const isActive = mine !== undefined && ['confirmed', 'waiting'].includes(mine.state)
  const kept = sum(({ held }) => held)
  const isKept = row.heldUntil !== null && row.heldUntil > now.getTime() && kept > 0
  // When it has begun nobody waits for a place any more: one is free, or it is too late.
  const hasBegun = !isToCome(row, now)
  const mayStillCome = row.endsAt > now.getTime() && (!hasBegun || roles.some((role) => freePlaces(role) > 0))
  return {
    id: row.id,
    activityId: row.activityId,
    seriesId: row.seriesId,
    activity: { id: row.activityId, title: row.title, category: row.category },
    place: presentPlaceBrief({ id: row.placeId, kind: row.placeKind, name: row.placeName }),
    state: row.state as Shift['state'],
    startsAt: toTime(row.startsAt),
    endsAt: toTime(row.endsAt),
    capacity: row.capacity,
    confirmed: sum(({ confirmed }) => confirmed),
    waiting: sum(({ waiting }) => waiting),
    minimumAge: row.minimumAge,
    skills: listOf(row.skills),
    pointsPerHour: row.pointsPerHour,
    address: row.address,
    insurance: row.insurance,
    hasWaitingList: Boolean(row.hasWaitingList),
    roles: roles.filter(({ id }) => id !== row.id).map(presentRole),
    firstClaim:
      isKept && row.heldUntil !== null ? { until: toTime(row.heldUntil), places: kept, isMine: hasFirstClaim } : null,
    mine: mine === undefined ? null : presentSignUp(mine, standing.personId, now),
    service: service === undefined ? null : presentService(service),
    can: abilitiesAt(
      row,
      { isActive, isConfirmed: mine?.state === 'confirmed', mayStillCome, service: service?.state },
      standing,
      now,
    ),
  }
}

function abilitiesAt(
  row: ShiftRow,
  own: { isActive: boolean; isConfirmed: boolean; mayStillCome: boolean; service: string | undefined },
  standing: Standing,
  now: Date,
): Shift['can'] {
  const facts = factsOfShift(row)
  const isOn = row.state === 'open' && row.activityState === 'open'
  const isOrganiser = organises(standing, facts)
  // What has begun goes on to its end, also where the activity was ended meanwhile.
  const mayCheckIn = row.state === 'open' && !isOrganiser && mayCheckInAt(row, now)
  return {
    signUp: isOn && !own.isActive && own.mayStillCome && refuseSignUp(standing, facts) === null,
    checkIn: mayCheckIn && own.isConfirmed && own.service === undefined,
    checkOut: mayCheckIn && own.service === 'present' && mayCheckOutAt(row, now),
    organise: refuseOrganise(standing, facts) === null,
    cancel: row.state === 'open' && isToCome(row, now) && refuseOrganise(standing, facts) === null,
  }
}

function presentRole(role: RoleRow): Shift['roles'][number] {
  return {
    id: role.id,
    title: role.title,
    capacity: role.capacity,
    skills: listOf(role.skills),
    confirmed: role.confirmed,
    waiting: role.waiting,
  }
}

type SignUpFacts = Pick<
  SignUpRow,
  'id' | 'shiftId' | 'roleId' | 'state' | 'place' | 'answerBy' | 'createdAt' | 'personId' | 'endsAt'
>

export function presentSignUp(row: SignUpFacts, readerId: string, now: Date): SignUp {
  const isOwn = row.personId === readerId
  const isActive = row.state === 'confirmed' || row.state === 'waiting'
  return {
    id: row.id,
    shiftId: row.shiftId,
    roleId: row.roleId === row.shiftId ? null : row.roleId,
    state: row.state as SignUpState,
    place: row.place,
    answerBy: toTime(row.answerBy),
    createdAt: toTime(row.createdAt),
    can: {
      leave: isOwn && isActive && row.endsAt > now.getTime(),
      accept: isOwn && row.answerBy !== null && row.answerBy > now.getTime(),
    },
  }
}
