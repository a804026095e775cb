import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const PollSecrecy = OneOf('secret', 'open')
export type PollSecrecy = Static<typeof PollSecrecy>

export const PollElectorate = OneOf('residents', 'households', 'owners')
export type PollElectorate = Static<typeof PollElectorate>

export const PollRuleKind = OneOf(
  'plurality',
  'majority',
  'civil_code_278_ordinary',
  'civil_code_278_special',
  'custom',
)
export type PollRuleKind = Static<typeof PollRuleKind>

/** A poll that is announced is open between its times. */
export const PollState = OneOf('draft', 'announced', 'open', 'closed', 'annulled')
export type PollState = Static<typeof PollState>

/** m² as a decimal string, exact to the cm². */
export const Area = Type.String({ pattern: '^[0-9]{1,11}([.][0-9]{1,4})?$', description: 'm², a decimal string' })

/** Bytes in standard base64. */
export const Base64 = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9+/]+={0,2}$', description: 'standard base64' })

/** A share, exact: "2/3", whole per cent from 2 on, a decimal up to 1, or its two parts. Answered as "2/3". */
const Share = Type.Union([
  Type.String({ pattern: '^([0-9]{1,7}/[0-9]{1,7}|[01]([.][0-9]{1,6})?)$' }),
  Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
  Closed({
    numerator: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    denominator: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  }),
])

const OptionId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })
const Choices = Closed({
  min: Type.Integer({ minimum: 0, maximum: LIMITS.pollOptions }),
  max: Type.Integer({ minimum: 1, maximum: LIMITS.pollOptions }),
})

/** `assentOptionId` is the option that means yes; where a statute decides and none is named, it is the one that says so, else the first. */
export const CreatePollRequest = Closed({
  placeId: Id,
  question: FreeText(LIMITS.pollQuestion),
  body: Type.Optional(Type.String({ maxLength: LIMITS.pollBody * 4 })),
  options: Type.Array(Closed({ id: OptionId, text: FreeText(LIMITS.pollOptionText) }), {
    minItems: 2,
    maxItems: LIMITS.pollOptions,
  }),
  choices: Choices,
  secrecy: PollSecrecy,
  electorate: PollElectorate,
  rule: Closed({ kind: PollRuleKind, quorum: Type.Optional(Share), threshold: Type.Optional(Share) }),
  assentOptionId: Type.Optional(OptionId),
  opensAt: Time,
  closesAt: Time,
})
export type CreatePollRequest = Static<typeof CreatePollRequest>

/** `area` only where area is weighed. */
export const Turnout = Closed({
  count: Count,
  of: Count,
  area: Type.Optional(Area),
  ofArea: Type.Optional(Area),
})
export type Turnout = Static<typeof Turnout>

/** Whether the caller is on the roll, with what weight (an area in m² where it is weighed, else 1), and has voted. */
export const MyVote = Closed({
  eligible: Type.Boolean(),
  weight: Nullable(Type.Union([Area, Type.Integer()])),
  voted: Type.Boolean(),
  entries: Type.Array(
    Closed({
      id: Id,
      label: Type.String(),
      weight: Type.Union([Area, Type.Integer()]),
      voted: Type.Boolean(),
      salt: Type.String(),
      commitment: Type.String(),
    }),
  ),
})
export type MyVote = Static<typeof MyVote>

const RuleView = Closed({ kind: PollRuleKind, quorum: Nullable(Type.String()), threshold: Nullable(Type.String()) })

/**
 * `advisory`: no statute stands behind it. `turnout` is all that is told of the votes before the close. `credentialKey` is SPKI DER of a secret
 * poll, `logKey` the 32 bytes of the Ed25519 key that signs the log; both standard base64.
 */
export const Poll = Closed({
  id: Id,
  placeId: Id,
  place: PlaceBrief,
  question: Type.String(),
  body: Type.String(),
  options: Type.Array(Closed({ id: Type.String(), text: Type.String() })),
  choices: Closed({ min: Count, max: Count }),
  secrecy: PollSecrecy,
  electorate: PollElectorate,
  rule: RuleView,
  assentOptionId: Nullable(Type.String()),
  advisory: Type.Boolean(),
  opensAt: Time,
  closesAt: Time,
  state: PollState,
  announcedAt: Nullable(Time),
  objectionsUntil: Nullable(Time),
  closedAt: Nullable(Time),
  annulReason: Nullable(Type.String()),
  definitionHash: Nullable(Type.String()),
  rollHash: Nullable(Type.String()),
  turnout: Nullable(Turnout),
  credentialKey: Nullable(Type.String()),
  logKey: Type.String(),
  mine: Closed({ eligible: Type.Boolean(), voted: Type.Boolean() }),
  createdAt: Time,
  can: Can(
    'announce',
    'close',
    'annul',
    'vote',
    'object',
    'correctRoll',
    'answerObjections',
    'enterPaper',
    'seeResult',
    'simulate',
  ),
})
export type Poll = Static<typeof Poll>

export const PollsQuery = Closed({ ...PageQuery, state: Type.Optional(PollState) })

export const PollAction = Closed({
  id: Id,
  action: OneOf('announce', 'close', 'annul'),
  reason: Type.Optional(FreeText(LIMITS.reasonText)),
})
export type PollAction = Static<typeof PollAction>

/** `hash` is the root of the Merkle tree (RFC 9162) over the entries in the order of their ids; each version is one correction further. */
export const PollRoll = Closed({
  size: Count,
  area: Nullable(Area),
  hash: Type.String(),
  version: Count,
  versions: Type.Array(
    Closed({
      version: Count,
      size: Count,
      area: Nullable(Area),
      hash: Type.String(),
      reason: Type.String(),
      createdAt: Time,
    }),
  ),
  objectionsUntil: Nullable(Time),
  mine: MyVote,
  can: Can('object', 'correct', 'seeEntries'),
})
export type PollRoll = Static<typeof PollRoll>

export const RollEntriesQuery = Closed({ ...PageQuery, q: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })) })

/** An entry as staff find it at the paper desk. */
export const RollEntry = Closed({
  id: Id,
  label: Type.String(),
  names: Type.Array(Type.String()),
  area: Nullable(Area),
  voted: Nullable(OneOf('online', 'paper')),
  can: Can('enterPaper', 'remove'),
})
export type RollEntry = Static<typeof RollEntry>

/**
 * Somebody who would be on the roll if it were made today and is not on it: a person (residents), or a household by `id` (households, owners), to be put on
 * it by a correction. `area` as the register has it today, in m², where it is weighed.
 */
export const RollCandidate = Closed({
  id: Id,
  kind: OneOf('person', 'household'),
  label: Type.String(),
  names: Type.Array(Type.String()),
  area: Nullable(Area),
  can: Can('add'),
})
export type RollCandidate = Static<typeof RollCandidate>

/** Says what is wrong with the roll while it may be corrected, or with one's own ballot until a week after the close. */
export const CreateObjectionRequest = Closed({
  about: OneOf('roll', 'ballot'),
  text: FreeText(LIMITS.objectionText),
})
export type CreateObjectionRequest = Static<typeof CreateObjectionRequest>

/** `by` is told to staff, who have to look into it; null to whoever raised it. */
export const PollObjection = Closed({
  id: Id,
  pollId: Id,
  about: OneOf('roll', 'ballot'),
  text: Type.String(),
  by: Nullable(Type.String()),
  state: OneOf('open', 'accepted', 'dismissed'),
  answer: Nullable(Type.String()),
  createdAt: Time,
  can: Can('decide'),
})
export type PollObjection = Static<typeof PollObjection>

export const ObjectionAction = Closed({
  id: Id,
  action: OneOf('accept', 'dismiss'),
  answer: FreeText(LIMITS.objectionText),
})
export type ObjectionAction = Static<typeof ObjectionAction>

/** Takes an entry off the roll, or puts one on it: a person (residents), a household, or an owner's unit. */
export const CreateCorrectionRequest = Closed({
  remove: Type.Optional(Type.Array(Id, { maxItems: LIMITS.rollCorrections, uniqueItems: true })),
  add: Type.Optional(
    Type.Array(Closed({ personId: Type.Optional(Id), householdId: Type.Optional(Id) }), {
      maxItems: LIMITS.rollCorrections,
    }),
  ),
  reason: FreeText(LIMITS.reasonText),
})
export type CreateCorrectionRequest = Static<typeof CreateCorrectionRequest>

/** What a correction does to one entry, in words: a door, the names of who votes for it, and the area in m² where it is weighed. */
export const CorrectionLine = Closed({
  change: OneOf('remove', 'add'),
  label: Type.String(),
  names: Type.Array(Type.String()),
  area: Nullable(Area),
})
export type CorrectionLine = Static<typeof CorrectionLine>

/** Proposed by one member of staff; a new version of the roll once another has confirmed it. */
export const PollCorrection = Closed({
  id: Id,
  pollId: Id,
  reason: Type.String(),
  remove: Type.Array(Id),
  add: Type.Array(Closed({ personId: Type.Optional(Id), householdId: Type.Optional(Id) })),
  lines: Type.Array(CorrectionLine),
  state: OneOf('proposed', 'made', 'refused'),
  version: Nullable(Count),
  createdAt: Time,
  can: Can('confirm', 'refuse'),
})
export type PollCorrection = Static<typeof PollCorrection>

export const CorrectionAction = Closed({ id: Id, action: OneOf('confirm', 'refuse') })
export type CorrectionAction = Static<typeof CorrectionAction>

/** Days; per community. */
export const PollSettings = Closed({
  noticeDays: Type.Integer({ minimum: 0, maximum: 60 }),
  windowDaysMin: Type.Integer({ minimum: 0, maximum: 60 }),
  windowDaysMax: Type.Integer({ minimum: 1, maximum: 366 }),
  objectionDays: Type.Integer({ minimum: 0, maximum: 60 }),
})
export type PollSettings = Static<typeof PollSettings>

export const PollSettingsView = Closed({ ...PollSettings.properties, can: Can('change') })

export const Minor = Closed({ ofAgeOn: Type.String({ format: 'date', description: 'YYYY-MM-DD' }) })
export const MinorParams = Closed({ id: Id, personId: Id })

/** Per cent of heads and of area that take part, and of those that say yes; without them, as at the last poll of this electorate here. */
export const SimulationQuery = Closed({
  heads: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  area: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  assent: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
})

export const PollReason = Closed({
  code: Type.String(),
  isMet: Type.Boolean(),
  measure: OneOf('heads', 'area'),
  part: Type.String(),
  whole: Type.String(),
  bound: Nullable(Type.String()),
  share: Type.String(),
  article: Type.String(),
  text: Type.String(),
})
export type PollReason = Static<typeof PollReason>

/** `basis`: what the shares were taken from. `lacking` is what the first line that is not met still wants. */
export const Simulation = Closed({
  basis: OneOf('asked', 'last_poll', 'none'),
  heads: Type.Number(),
  area: Nullable(Type.Number()),
  assent: Type.Number(),
  turnout: Turnout,
  passed: Type.Boolean(),
  lacking: Nullable(Type.String()),
  reasons: Type.Array(PollReason),
  text: Type.String(),
})
export type Simulation = Static<typeof Simulation>
