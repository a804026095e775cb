import { type Static, Type } from '@sinclair/typebox'
import { PersonName } from './identity'
import { LIMITS } from './limits'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'
import { ServiceBrief, ServiceCorrection } from './service-record'

/**
 * proposed → open | refused; open → ended. What a partner or a micro-grid leader makes is proposed and waits for the secretary; what the
 * secretary or the street makes is open at once, and so is everything at a demo place.
 */
export const ActivityState = OneOf('proposed', 'open', 'refused', 'ended')
export type ActivityState = Static<typeof ActivityState>

/** `insurance` says who insures the volunteers and under which policy: without it an activity that needs insurance has no shifts. */
export const CreateActivityRequest = Closed({
  placeId: Id,
  title: FreeText(LIMITS.activityTitle),
  body: FreeText(LIMITS.activityBody),
  category: FreeText(LIMITS.activityCategory),
  needsInsurance: Type.Boolean(),
  insurance: Type.Optional(FreeText(LIMITS.insurance)),
})
export type CreateActivityRequest = Static<typeof CreateActivityRequest>

const Skills = Type.Array(FreeText(LIMITS.skill), { maxItems: LIMITS.skills, uniqueItems: true })

/** A part in a shift with places of its own; its skills must be among those the volunteer says to have. */
export const CreateShiftRole = Closed({
  title: FreeText(LIMITS.roleTitle),
  capacity: Type.Integer({ minimum: 1, maximum: LIMITS.shiftCapacity }),
  skills: Skills,
})

const SHIFT_TERMS = {
  capacity: Type.Integer({ minimum: 1, maximum: LIMITS.shiftCapacity }),
  minimumAge: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.minimumAge })),
  skills: Skills,
  /**
   * Left out: what the community's rule gives for the category; more than that only from whoever holds the budget (secretary, street). The weekly
   * cap of that rule holds either way.
   */
  pointsPerHour: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.pointsPerHour })),
  address: FreeText(LIMITS.address),
  /** Their capacities add up to the shift's. */
  roles: Type.Optional(Type.Array(CreateShiftRole, { minItems: 1, maxItems: LIMITS.shiftRoles })),
  /** Without one a full shift refuses (`shift_full`). Default true. */
  hasWaitingList: Type.Optional(Type.Boolean()),
  /** Noted on the activity, where that has none yet. */
  insurance: Type.Optional(FreeText(LIMITS.insurance)),
}

export const CreateShiftRequest = Closed({ activityId: Id, startsAt: Time, endsAt: Time, ...SHIFT_TERMS })
export type CreateShiftRequest = Static<typeof CreateShiftRequest>

/** The first shift and how it comes again: an RRULE (RFC 5545, section 3.3.10) by the clock of Asia/Shanghai, bounded by COUNT or UNTIL. */
export const CreateShiftSeriesRequest = Closed({
  activityId: Id,
  startsAt: Time,
  endsAt: Time,
  rule: Type.String({ minLength: 1, maxLength: LIMITS.seriesRule }),
  ...SHIFT_TERMS,
})
export type CreateShiftSeriesRequest = Static<typeof CreateShiftSeriesRequest>

export const SignUpState = OneOf('confirmed', 'waiting', 'left', 'lapsed', 'unserved', 'replaced', 'cancelled')
export type SignUpState = Static<typeof SignUpState>

/**
 * A person's place in a shift. `place` is how many stand before it in the order of arrival, and one: 1, 2, 3 without gap or tie, of those who
 * are confirmed or wait; null when it no longer counts. `answerBy` is set where a released place came to this person: until then they accept,
 * or it goes to the next.
 */
export const SignUp = Closed({
  id: Id,
  shiftId: Id,
  roleId: Nullable(Id),
  state: SignUpState,
  place: Nullable(Count),
  answerBy: Nullable(Time),
  createdAt: Time,
  can: Can('leave', 'accept'),
})
export type SignUp = Static<typeof SignUp>

export const CreateSignUpRequest = Closed({ shiftId: Id, roleId: Type.Optional(Id) })
export type CreateSignUpRequest = Static<typeof CreateSignUpRequest>

export const SignUpAction = Closed({ id: Id, action: OneOf('accept') })
export type SignUpAction = Static<typeof SignUpAction>

export const ShiftRole = Closed({
  id: Id,
  title: Type.String(),
  capacity: Count,
  skills: Type.Array(Type.String()),
  confirmed: Count,
  waiting: Count,
})
export type ShiftRole = Static<typeof ShiftRole>

/** Places kept for those who waited in vain, and until when. */
export const FirstClaim = Closed({ until: Time, places: Count, isMine: Type.Boolean() })
export type FirstClaim = Static<typeof FirstClaim>

export const Shift = Closed({
  id: Id,
  activityId: Id,
  seriesId: Nullable(Id),
  activity: Closed({ id: Id, title: Type.String(), category: Type.String() }),
  place: PlaceBrief,
  state: OneOf('open', 'cancelled'),
  startsAt: Time,
  endsAt: Time,
  capacity: Count,
  confirmed: Count,
  waiting: Count,
  minimumAge: Nullable(Count),
  skills: Type.Array(Type.String()),
  pointsPerHour: Count,
  address: Type.String(),
  insurance: Nullable(Type.String()),
  hasWaitingList: Type.Boolean(),
  roles: Type.Array(ShiftRole),
  firstClaim: Nullable(FirstClaim),
  mine: Nullable(SignUp),
  service: Nullable(ServiceBrief),
  can: Can('signUp', 'checkIn', 'checkOut', 'organise', 'cancel'),
})
export type Shift = Static<typeof Shift>

/** `shifts` are those to come, soonest first, a few of them. */
export const Activity = Closed({
  id: Id,
  placeId: Id,
  place: PlaceBrief,
  title: Type.String(),
  body: Type.String(),
  category: Type.String(),
  needsInsurance: Type.Boolean(),
  insurance: Nullable(Type.String()),
  state: ActivityState,
  refusedReason: Nullable(Type.String()),
  organiser: PersonName,
  createdAt: Time,
  shifts: Type.Array(Shift),
  can: Can('approve', 'refuse', 'noteInsurance', 'addShift', 'end'),
})
export type Activity = Static<typeof Activity>

/** `can.cancel`: something of it is to come, and the reader may call it off as a whole. */
export const ShiftSeries = Closed({
  id: Id,
  activityId: Id,
  rule: Type.String(),
  shifts: Type.Array(Shift),
  can: Can('cancel'),
})
export type ShiftSeries = Static<typeof ShiftSeries>

/** `refuse` takes a reason, `note_insurance` the words about the insurance. */
export const ActivityAction = Closed({
  id: Id,
  action: OneOf('approve', 'refuse', 'note_insurance', 'end'),
  reason: Type.Optional(FreeText(LIMITS.reasonText)),
  insurance: Type.Optional(FreeText(LIMITS.insurance)),
})
export type ActivityAction = Static<typeof ActivityAction>

export const ActivitiesQuery = Closed({ ...PageQuery, state: Type.Optional(ActivityState) })

export const MyShiftsQuery = Closed({ ...PageQuery, when: Type.Optional(OneOf('coming', 'past')) })

/** A line of the organiser's list. `service` is null until something is known of whether they came. */
export const Attendance = Closed({
  person: PersonName,
  signUp: Nullable(SignUp),
  roleTitle: Nullable(Type.String()),
  service: Nullable(ServiceBrief),
  corrections: Type.Array(ServiceCorrection),
  can: Can('attest', 'excuse', 'miss', 'standIn', 'correct'),
})
export type Attendance = Static<typeof Attendance>

/** What a volunteer says of themselves, and takes back as easily (PIPL art. 15). The month of birth, never the day, is for shifts with an age. */
export const VolunteerProfile = Closed({
  skills: Skills,
  canBeCalled: Type.Boolean(),
  birthMonth: Nullable(Type.String({ pattern: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$' })),
})
export type VolunteerProfile = Static<typeof VolunteerProfile>

export const VolunteerProfileView = Closed({ ...VolunteerProfile.properties, can: Can('change') })
export type VolunteerProfileView = Static<typeof VolunteerProfileView>
