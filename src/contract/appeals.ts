import { type Static, Type } from '@sinclair/typebox'
import { Role } from './identity'
import { LIMITS } from './limits'
import { Image, Voice } from './media'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const AppealCategory = OneOf(
  'facilities',
  'sanitation',
  'noise',
  'parking',
  'safety',
  'elder_care',
  'dispute',
  'other',
)
export type AppealCategory = Static<typeof AppealCategory>

export const AppealCategories = Type.Array(Closed({ id: AppealCategory, name: Type.String() }))
export type AppealCategories = Static<typeof AppealCategories>

/** submitted → accepted → whistled → approved → assigned → answered → closed, with reopened, merged and withdrawn. `overdue` is a flag. */
export const AppealState = OneOf(
  'submitted',
  'accepted',
  'whistled',
  'approved',
  'assigned',
  'answered',
  'reopened',
  'closed',
  'merged',
  'withdrawn',
)
export type AppealState = Static<typeof AppealState>

/** Where a case is answered for: 60 % should end in the grid, 30 % in the street (a department it calls in is part of that), 10 % above. */
export const AppealLevel = OneOf('grid', 'street', 'above')
export type AppealLevel = Static<typeof AppealLevel>

/** Degrees, WGS 84. Kept to six decimals. */
export const GeoPoint = Closed({
  lng: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
})
export type GeoPoint = Static<typeof GeoPoint>

/**
 * `placeId` is a grid or a building. `conflict` says that the case is about staff of the grid or the community: they never see it, and it goes
 * to the street at once. `anonymousToPublic` keeps the name from neighbours; whoever handles the case knows it.
 */
export const CreateAppealRequest = Closed({
  placeId: Id,
  category: AppealCategory,
  text: FreeText(LIMITS.appealText),
  imageIds: Type.Array(Id, { maxItems: LIMITS.appealImages, uniqueItems: true }),
  voiceId: Type.Optional(Nullable(Id)),
  location: Type.Optional(GeoPoint),
  anonymousToPublic: Type.Optional(Type.Boolean()),
  conflict: Type.Optional(Type.Boolean()),
})
export type CreateAppealRequest = Static<typeof CreateAppealRequest>

const APPEAL_VERBS = [
  'accept',
  'answer',
  'whistle',
  'merge',
  'approve',
  'send_back',
  'assign',
  'note',
  'set_conflict',
  'rate_department',
  'rate',
  'withdraw',
  'join',
  'undo_time_out',
] as const

/** The verbs are the words of the actions. */
export const AppealVerb = OneOf(...APPEAL_VERBS)
export type AppealVerb = Static<typeof AppealVerb>
const AppealCan = Can(...APPEAL_VERBS)

/** Whose desk it lies on now: a grid, a community, a street, a department, or a place above the street. */
const Handler = Closed({ placeId: Id, kind: PlaceBrief.properties.kind, name: Type.String() })

const lineFields = {
  id: Id,
  /** The grid. */
  placeId: Id,
  place: PlaceBrief,
  building: Nullable(PlaceBrief),
  category: AppealCategory,
  /** Empty, with no images, towards neighbours where the content check did not let it through. */
  text: Type.String(),
  images: Type.Array(Image),
  location: Nullable(GeoPoint),
  state: AppealState,
  level: AppealLevel,
  handler: Handler,
  /** The department that the grid whistled for, and the one that came last. */
  wishedDepartment: Nullable(PlaceBrief),
  department: Nullable(PlaceBrief),
  /** Until when the handler has to act; null while nobody has to. */
  dueAt: Nullable(Time),
  /** Late now, or was late once. */
  overdue: Type.Boolean(),
  /** Households that it concerns, the reporter's own counted. */
  households: Count,
  /** The last stars given. */
  rating: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  anonymous: Type.Boolean(),
  /** The reporter's name where this caller may know it. */
  visibleName: Nullable(Type.String()),
  conflict: Type.Boolean(),
  /** Reported by the caller; the caller said "it concerns me too" (or had an own case merged into it). */
  isMine: Type.Boolean(),
  isJoined: Type.Boolean(),
  mergedIntoId: Nullable(Id),
  createdAt: Time,
  answeredAt: Nullable(Time),
  /** When an answered case closes by itself, unless it is rated before. */
  closesAt: Nullable(Time),
  endedAt: Nullable(Time),
  can: AppealCan,
}

/** A case in a list. */
export const AppealLine = Closed(lineFields)
export type AppealLine = Static<typeof AppealLine>

/**
 * What happened: the verbs, what the clock did (`escalate`, `time_out`), `report`, and `merge_in` (another case was merged into this one).
 * `note` is shown to staff alone.
 */
export const TimelineKind = OneOf(
  'report',
  ...APPEAL_VERBS.filter((verb) => verb !== 'rate_department' && verb !== 'set_conflict'),
  'escalate',
  'time_out',
  'merge_in',
  'hand_over',
)
export type TimelineKind = Static<typeof TimelineKind>

/** `clock`: nobody did it. `neighbour`: somebody whom it concerns too. `channel`: a signal. */
export const TimelineRole = OneOf(
  'reporter',
  'neighbour',
  'grid_officer',
  'secretary',
  'street_staff',
  'department_staff',
  'clock',
  'channel',
)
export type TimelineRole = Static<typeof TimelineRole>

/** One line of the case file, in plain data: the words are made by whoever shows it. `from` and `to` are equal where the state stayed. */
export const TimelineEntry = Closed({
  sequence: Type.Integer({ minimum: 1 }),
  kind: TimelineKind,
  by: TimelineRole,
  /** The office that acted ("桂花苑社区"); null for residents and the clock. */
  byPlace: Nullable(PlaceBrief),
  from: Nullable(AppealState),
  to: AppealState,
  level: AppealLevel,
  /** Whose desk it lay on afterwards. */
  handler: PlaceBrief,
  dueAt: Nullable(Time),
  at: Time,
  text: Nullable(Type.String()),
  images: Type.Array(Image),
  stars: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
})
export type TimelineEntry = Static<typeof TimelineEntry>

export const SimilarAppeal = Closed({
  id: Id,
  category: AppealCategory,
  text: Type.String(),
  state: AppealState,
  households: Count,
  /** Null where one of the two has no point: they share the building or the grid. */
  metres: Nullable(Count),
  isJoined: Type.Boolean(),
  createdAt: Time,
})
export type SimilarAppeal = Static<typeof SimilarAppeal>

/**
 * `departmentRating` is the grid's, of the department that came (下考上); shown to staff. `similar` is filled where the case was just made.
 * `barredIds`: whom the street says that the case is about; for those alone who may set it. `voice` is what the reporter spoke: for them and
 * whoever handles the case; for neighbours where they may read the words and know the name.
 */
export const Appeal = Closed({
  ...lineFields,
  voice: Nullable(Voice),
  timeline: Type.Array(TimelineEntry),
  similar: Type.Array(SimilarAppeal),
  departmentRating: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  barredIds: Type.Array(Id),
})
export type Appeal = Static<typeof Appeal>

/** Open cases of the category near a point, or in the same building or grid where no point is given. */
export const SimilarQuery = Closed({
  category: AppealCategory,
  lng: Type.Optional(GeoPoint.properties.lng),
  lat: Type.Optional(GeoPoint.properties.lat),
})
export const SimilarAppeals = Closed({ items: Type.Array(SimilarAppeal) })
export type SimilarAppeals = Static<typeof SimilarAppeals>

export const GuessCategoryRequest = Closed({ text: FreeText(LIMITS.appealText) })
/** Best first; empty where no word gives a hint. */
export const GuessCategoryAnswer = Closed({
  categories: Type.Array(Closed({ id: AppealCategory, name: Type.String(), score: Count })),
})
export type GuessCategoryAnswer = Static<typeof GuessCategoryAnswer>

export const AppealsQuery = Closed({
  ...PageQuery,
  state: Type.Optional(AppealState),
  category: Type.Optional(AppealCategory),
})

export const MyAppealsQuery = Closed({ ...PageQuery })

const reason = FreeText(LIMITS.reasonText)
const stars = Type.Integer({ minimum: 1, maximum: 5 })
const act = <const Verb extends string>(verb: Verb) => ({ id: Id, action: OneOf(verb) })

/** The acts on a case, each with what it needs and nothing else. `set_conflict` names the staff who may not see it; an empty list lifts it. */
export const AppealAction = Type.Union([
  Closed(act('accept')),
  Closed({
    ...act('answer'),
    text: FreeText(LIMITS.appealText),
    imageIds: Type.Optional(Type.Array(Id, { maxItems: LIMITS.appealImages, uniqueItems: true })),
  }),
  Closed({ ...act('whistle'), departmentId: Id, reason }),
  Closed({ ...act('merge'), intoId: Id }),
  Closed(act('approve')),
  Closed({ ...act('send_back'), reason }),
  Closed({ ...act('assign'), departmentId: Id }),
  Closed({ ...act('note'), text: FreeText(LIMITS.reasonText) }),
  Closed({ ...act('set_conflict'), personIds: Type.Array(Id, { maxItems: LIMITS.conflictPeople, uniqueItems: true }) }),
  Closed({ ...act('rate_department'), stars, text: Type.Optional(reason) }),
  Closed({ ...act('rate'), stars, text: Type.Optional(reason) }),
  Closed(act('withdraw')),
  Closed(act('join')),
  Closed(act('undo_time_out')),
])
export type AppealAction = Static<typeof AppealAction>

/** Several cases taken on at once; each for itself. */
export const AppealBulkAction = Closed({
  id: Id,
  action: OneOf('accept'),
  appealIds: Type.Array(Id, { minItems: 1, maxItems: LIMITS.bulkAppeals, uniqueItems: true }),
})
export type AppealBulkAction = Static<typeof AppealBulkAction>

/** `refusal` is the error code of a case that could not be taken on. */
export const AppealBulkAnswer = Closed({
  items: Type.Array(Closed({ id: Id, state: Nullable(AppealState), refusal: Nullable(Type.String()) })),
})
export type AppealBulkAnswer = Static<typeof AppealBulkAnswer>

const DayOrTime = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$',
})

/** Days of the calendar in Shanghai, both counted in, or times (ISO 8601) that stand for the days in which they lie; cases are counted by the day on which they were reported. */
export const AppealsSummaryQuery = Closed({
  from: Type.Optional(DayOrTime),
  to: Type.Optional(DayOrTime),
})

const CountsBy = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Record<Words[number], number>>({
    type: 'object',
    properties: Object.fromEntries(words.map((word) => [word, { type: 'integer', minimum: 0 }])),
    required: [...words],
    additionalProperties: false,
  })
const words = <T extends string>(schema: { [name: string]: unknown }) => schema.enum as T[]
const Share = Nullable(Type.Number({ minimum: 0, maximum: 1 }))

/**
 * A place's page: numbers without names. `onTimeRate` and `medianHours` are of closed cases (report to the answer that closed them; up to 72
 * hours exact, then by days), `meanStars` of all ratings. `levels` are the closed cases by where they ended, beside the share aimed at.
 * `buildings` are those of a grid or a community; `parts` the communities of a street or the streets of a place above, most open cases first.
 */
export const AppealsSummary = Closed({
  place: PlaceBrief,
  total: Count,
  open: Count,
  byState: CountsBy(words<AppealState>(AppealState)),
  byLevel: CountsBy(words<AppealLevel>(AppealLevel)),
  byCategory: CountsBy(words<AppealCategory>(AppealCategory)),
  onTimeRate: Share,
  medianHours: Nullable(Type.Number({ minimum: 0 })),
  meanStars: Nullable(Type.Number({ minimum: 1, maximum: 5 })),
  ratings: Count,
  levels: Type.Array(Closed({ level: AppealLevel, closed: Count, share: Share, aim: Type.Number() })),
  buildings: Type.Array(Closed({ building: PlaceBrief, location: Nullable(GeoPoint), total: Count, open: Count })),
  parts: Type.Array(Closed({ place: PlaceBrief, total: Count, open: Count })),
  /** Those of other communities, on the page of a street or a city, without words, pictures, point and building. */
  mostJoined: Type.Array(AppealLine),
})
export type AppealsSummary = Static<typeof AppealsSummary>

export const HandlerKind = OneOf('grid', 'street', 'department')
export type HandlerKind = Static<typeof HandlerKind>

/** What a street says about a category at one of its places; the most specific place wins. Hours of work: 9 to 17 on working days. */
export const SetDispatchRuleRequest = Closed({
  handler: HandlerKind,
  departmentId: Type.Optional(Id),
  workingHours: Type.Integer({ minimum: 1, maximum: LIMITS.workingHours }),
})
export type SetDispatchRuleRequest = Static<typeof SetDispatchRuleRequest>

export const DispatchRule = Closed({
  place: PlaceBrief,
  category: AppealCategory,
  handler: HandlerKind,
  department: Nullable(PlaceBrief),
  level: AppealLevel,
  workingHours: Type.Integer({ minimum: 1 }),
  /** Built in: what holds where the street has said nothing. */
  isDefault: Type.Boolean(),
  can: Can('change', 'remove'),
})
export type DispatchRule = Static<typeof DispatchRule>

/**
 * All rules at and below a place, then the built-in ones for the categories that the place itself has no rule for. `calendar`: the last year
 * whose working days are known, and how many open cases of the street are due in a later one; until it is known, Monday to Friday count there, but for the holidays of the solar calendar.
 */
export const DispatchRules = Closed({
  items: Type.Array(DispatchRule),
  departments: Type.Array(PlaceBrief),
  calendar: Closed({ lastYear: Type.Integer(), provisional: Count }),
  can: Can('change'),
})
export type DispatchRules = Static<typeof DispatchRules>

/** Until when so many hours of work last that begin at a time. 503 calendar_year_unknown where that needs a year that was not announced. */
export const DueTimeQuery = Closed({
  from: Time,
  workingHours: Type.Integer({ minimum: 1, maximum: LIMITS.workingHours }),
})
export const DueTime = Closed({ dueAt: Time })
export type DueTime = Static<typeof DueTime>

export const DispatchRuleParams = Closed({ id: Id, category: AppealCategory })

/** A sentence that an office uses again and again. */
export const CreateAnswerTemplateRequest = Closed({
  placeId: Id,
  title: FreeText(LIMITS.templateTitle),
  text: FreeText(LIMITS.appealText),
})
export type CreateAnswerTemplateRequest = Static<typeof CreateAnswerTemplateRequest>

export const AnswerTemplate = Closed({
  id: Id,
  placeId: Id,
  title: Type.String(),
  text: Type.String(),
  createdAt: Time,
  can: Can('delete'),
})
export type AnswerTemplate = Static<typeof AnswerTemplate>

/** Somebody else of the house looks after a desk meanwhile, with its powers over cases. */
export const CreateHandOverRequest = Closed({
  /** The place of the role that is handed over. */
  placeId: Id,
  fromPersonId: Type.Optional(Id),
  toPersonId: Id,
  from: Time,
  until: Time,
})
export type CreateHandOverRequest = Static<typeof CreateHandOverRequest>

const Colleague = Closed({ personId: Id, displayName: Type.String() })

export const HandOver = Closed({
  id: Id,
  place: PlaceBrief,
  role: Role,
  from: Time,
  until: Time,
  endedAt: Nullable(Time),
  absent: Colleague,
  substitute: Colleague,
  can: Can('end'),
})
export type HandOver = Static<typeof HandOver>

export const HandOverAction = Closed({ id: Id, action: OneOf('end') })
export type HandOverAction = Static<typeof HandOverAction>

/** Staff at, above and below a place, for whoever is staff there: to hand over to, and to name in a conflict. */
export const StaffMember = Closed({ personId: Id, displayName: Type.String(), role: Role, place: PlaceBrief })
export type StaffMember = Static<typeof StaffMember>

/** How grids rated a department (下考上), newest first. */
export const DepartmentRating = Closed({
  appealId: Id,
  category: AppealCategory,
  grid: PlaceBrief,
  stars,
  text: Nullable(Type.String()),
  at: Time,
})
export type DepartmentRating = Static<typeof DepartmentRating>

export const DepartmentRatings = Closed({
  department: PlaceBrief,
  ratings: Count,
  meanStars: Nullable(Type.Number({ minimum: 1, maximum: 5 })),
  items: Type.Array(DepartmentRating),
  nextCursor: Nullable(Type.String()),
})
export type DepartmentRatings = Static<typeof DepartmentRatings>
