import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/**
 * What became of somebody's turn, as cooperative supermarkets keep it: present → done; missed and excused can still be put right by the
 * organiser; replaced: somebody else stood in.
 */
export const ServiceState = OneOf('present', 'done', 'missed', 'excused', 'replaced')
export type ServiceState = Static<typeof ServiceState>

/** Hours that were put down wrongly, put right: by how many minutes, why, by whom, and when. */
export const ServiceCorrection = Closed({
  id: Id,
  minutes: Type.Integer(),
  reason: Type.String(),
  by: Type.String(),
  at: Time,
})
export type ServiceCorrection = Static<typeof ServiceCorrection>

/** `minutes` are rounded, there when the turn is done, and with every correction: what counts. */
export const ServiceBrief = Closed({
  id: Id,
  personId: Id,
  shiftId: Id,
  state: ServiceState,
  checkedInAt: Nullable(Time),
  checkedOutAt: Nullable(Time),
  isAttested: Type.Boolean(),
  minutes: Nullable(Count),
})
export type ServiceBrief = Static<typeof ServiceBrief>

/** Six digits, new every 30 s (RFC 6238). `secret` (base32) lets the organiser's phone make them while it is offline; `now` is the server's time. */
export const CheckInCode = Closed({
  code: Type.String(),
  changesAt: Time,
  secret: Type.String(),
  digits: Count,
  periodSeconds: Count,
  now: Time,
})
export type CheckInCode = Static<typeof CheckInCode>

/**
 * `check_in` and `check_out` take the code on the organiser's phone, and nothing else. The organiser's: `attest` takes the person and the
 * minutes, `excuse` and `missed` the person, `stand_in` the person and who came in their stead. `correct` (secretary, street) takes the person,
 * the minutes that it should have been, and why.
 */
export const ShiftAction = Closed({
  id: Id,
  action: OneOf('check_in', 'check_out', 'attest', 'excuse', 'missed', 'stand_in', 'correct'),
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 16 })),
  personId: Type.Optional(Id),
  minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.serviceMinutes })),
  reason: Type.Optional(FreeText(LIMITS.reasonText)),
  standInId: Type.Optional(Id),
})
export type ShiftAction = Static<typeof ShiftAction>

const SUM = { minutes: Count, hours: Type.Number({ minimum: 0 }), shifts: Count }

/** Years by the calendar of Asia/Shanghai, the latest first; within a year the category with most hours first. */
export const ServiceRecord = Closed({
  ...SUM,
  years: Type.Array(
    Closed({ year: Type.Integer(), ...SUM, categories: Type.Array(Closed({ category: Type.String(), ...SUM })) }),
  ),
  can: Can('certify'),
})
export type ServiceRecord = Static<typeof ServiceRecord>

/** One turn in the record. `minutes` are what counts; less the corrections they are what was put down at first. */
export const ServiceEntry = Closed({
  id: Id,
  shiftId: Id,
  title: Type.String(),
  category: Type.String(),
  startsAt: Time,
  state: ServiceState,
  isAttested: Type.Boolean(),
  minutes: Nullable(Count),
  corrections: Type.Array(ServiceCorrection),
})
export type ServiceEntry = Static<typeof ServiceEntry>

export const ServiceEntriesQuery = Closed({ ...PageQuery })

export const CreateCertificateRequest = Closed({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) })
export type CreateCertificateRequest = Static<typeof CreateCertificateRequest>

export const CertificateNumberParams = Closed({ number: Type.String({ pattern: '^[0-9A-Za-z-]{6,40}$' }) })

/** What anyone may know who holds the number: not the whole name, and nothing of what the hours were spent on. */
export const CertificateCheck = Closed({
  number: Type.String(),
  year: Type.Integer(),
  holder: Type.String(),
  hours: Type.Number({ minimum: 0 }),
  issuer: Type.String(),
  issuedAt: Time,
  can: Can(),
})
export type CertificateCheck = Static<typeof CertificateCheck>

export const Certificate = Closed({
  id: Id,
  number: Type.String(),
  year: Type.Integer(),
  hours: Type.Number({ minimum: 0 }),
  issuer: Type.String(),
  issuedAt: Time,
  can: Can('download'),
})
export type Certificate = Static<typeof Certificate>

export const WorkbookQuery = Closed({ year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })) })
