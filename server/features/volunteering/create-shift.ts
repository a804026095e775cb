import type { CreateShiftRequest, CreateShiftSeriesRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { derivedId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader, Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { keepPlaces } from './keep-places'
import { mayPromiseMore, refuseOrganise } from './policy'
import { activityFacts } from './presenter'
import {
  type ActivityRow,
  findActivity,
  findSeries,
  findShift,
  insertSeries,
  insertShifts,
  type NewRole,
  type NewShift,
  noteInsurance,
} from './repository'
import { checkRoles, type ShiftTimes, shiftTimes } from './rules'
import { seriesBeginnings } from './series-rule'

/** Texts are normalised already. */
export type CreateShiftCommand = CreateShiftRequest & { id: string; personId: string }
export type CreateSeriesCommand = CreateShiftSeriesRequest & { id: string; personId: string }

type Terms = Omit<CreateShiftRequest, 'activityId' | 'startsAt' | 'endsAt'>

/** What an hour of a category earns in a community, where the organiser does not say. */
export type PointsPerHour = (reader: Reader, of: { communityId: string; category: string }) => Promise<number>

/**
 * The organiser opens a shift for sign-up.
 * @throws Problem wrong_state where the activity is not open, insurance_missing where it needs an insurance that is noted nowhere, invalid_request
 *   where it promises more points than whoever opens it may (promisedPoints)
 */
export async function createShift(
  deps: Deps,
  pointsPerHour: PointsPerHour,
  command: CreateShiftCommand,
): Promise<'created' | 'exists'> {
  const { id, personId, ...body } = command
  const requestHash = hashRequest(body)
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findShift(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.createdById, personId)
      return 'exists'
    }
    const times = shiftTimes(body, now)
    checkRoles(body.capacity, body.roles)
    const activity = await findOpenActivity(tx, body.activityId, personId, body.insurance)
    const hourly = await promisedPoints(tx, pointsPerHour, activity, command)
    const made = { id, seriesId: null, requestHash, personId, now, hourly }
    await insertShifts(tx, [shiftOf(activity, times, body, made)], rolesOf(activity, id, body))
    await keepPlaces(tx, id, now)
    return 'created'
  })
}

/** The same many times over: shifts that come again, all open at once. */
export async function createSeries(
  deps: Deps,
  pointsPerHour: PointsPerHour,
  command: CreateSeriesCommand,
): Promise<'created' | 'exists'> {
  const { id, personId, ...body } = command
  const requestHash = hashRequest(body)
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findSeries(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.createdById, personId)
      return 'exists'
    }
    const first = shiftTimes(body, now)
    checkRoles(body.capacity, body.roles)
    const activity = await findOpenActivity(tx, body.activityId, personId, body.insurance)
    const hourly = await promisedPoints(tx, pointsPerHour, activity, command)
    const lengthMs = first.endsAt.getTime() - first.startsAt.getTime()
    const shifts = seriesBeginnings(body.rule, first.startsAt).map((startsAt, index) => {
      const times = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + lengthMs).toISOString() }
      const made = { id: derivedId(id, `shift ${index}`), seriesId: id, requestHash, personId, now, hourly }
      return shiftOf(activity, shiftTimes(times, now), body, made)
    })
    const { communityId } = activity
    const { activityId, rule } = body
    await insertSeries(tx, { communityId, id, activityId, createdById: personId, rule, createdAt: now, requestHash })
    await insertShifts(
      tx,
      shifts,
      shifts.flatMap((shift) => rolesOf(activity, shift.id, body)),
    )
    const [soonest] = shifts
    if (soonest !== undefined) await keepPlaces(tx, soonest.id, now)
    return 'created'
  })
}

/** The activity, open, with its insurance noted where it needs one. */
async function findOpenActivity(
  tx: Tx,
  activityId: string,
  personId: string,
  insurance: string | undefined,
): Promise<ActivityRow> {
  const activity = await findOrganised(tx, activityId, personId)
  if (activity.state !== 'open') throw new Problem('wrong_state')
  if (insurance !== undefined && activity.insurance === null) await noteInsurance(tx, activityId, insurance)
  if (activity.needsInsurance && activity.insurance === null && insurance === undefined)
    throw new Problem('insurance_missing')
  return activity
}

/**
 * What an hour of the shift gives: what the organiser says, up to what the rule gives, for the entry will name that rule; more only where they
 * hold the budget that it comes out of.
 * @throws Problem invalid_request for more than that
 */
async function promisedPoints(
  tx: Tx,
  ruled: PointsPerHour,
  activity: ActivityRow,
  { personId, pointsPerHour }: Pick<CreateShiftCommand, 'personId' | 'pointsPerHour'>,
): Promise<number> {
  const most = await ruled(tx, activity)
  if (pointsPerHour === undefined || pointsPerHour <= most) return pointsPerHour ?? most
  if (mayPromiseMore(await findStanding(tx, personId), activityFacts(activity))) return pointsPerHour
  throw new Problem('invalid_request', {
    sentence: 'points_above_rule',
    fields: [{ path: 'pointsPerHour', message: `at most ${most}, as the community's rule gives` }],
  })
}

async function findOrganised(reader: Reader, activityId: string, personId: string): Promise<ActivityRow> {
  const activity = found(await findActivity(reader, activityId))
  refuseIf(refuseOrganise(await findStanding(reader, personId), activityFacts(activity)))
  return activity
}

function shiftOf(
  activity: ActivityRow,
  { startsAt, endsAt }: ShiftTimes,
  terms: Terms,
  made: { id: string; seriesId: string | null; requestHash: string; personId: string; now: Date; hourly: number },
): NewShift {
  return {
    communityId: activity.communityId,
    activityId: activity.id,
    startsAt,
    id: made.id,
    endsAt,
    seriesId: made.seriesId,
    createdById: made.personId,
    capacity: terms.capacity,
    minimumAge: terms.minimumAge ?? null,
    skills: JSON.stringify(terms.skills),
    pointsPerHour: made.hourly,
    address: terms.address,
    hasWaitingList: terms.hasWaitingList ?? true,
    createdAt: made.now,
    requestHash: made.requestHash,
  }
}

/** A shift without roles has one, which bears its id. */
function rolesOf({ communityId }: ActivityRow, shiftId: string, { capacity, roles }: Terms): NewRole[] {
  if (roles === undefined)
    return [{ communityId, shiftId, id: shiftId, title: '', capacity, skills: '[]', sortOrder: 0 }]
  return roles.map((role, index) => ({
    communityId,
    shiftId,
    id: derivedId(shiftId, `role ${index}`),
    title: role.title,
    capacity: role.capacity,
    skills: JSON.stringify(role.skills),
    sortOrder: index,
  }))
}
