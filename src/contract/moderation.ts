import { type Static, Type } from '@sinclair/typebox'
import { PersonBrief } from './identity'
import { LIMITS } from './limits'
import { Image } from './media'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const ReportSubjectKind = OneOf('post', 'comment')
export type ReportSubjectKind = Static<typeof ReportSubjectKind>

/**
 * open → hidden | kept | warned; the author of something hidden may appeal once: hidden → appealed → hidden_finally | restored.
 * `appealed` is decided by another person than the one who hid it.
 */
export const ReportState = OneOf('open', 'hidden', 'kept', 'warned', 'appealed', 'hidden_finally', 'restored')
export type ReportState = Static<typeof ReportState>

export const CreateReportRequest = Closed({
  subject: Closed({ kind: ReportSubjectKind, id: Id }),
  reason: FreeText(LIMITS.reasonText),
})
export type CreateReportRequest = Static<typeof CreateReportRequest>

/** What the author of a hidden thing is told: why, and whether they can still appeal. Never who reported it. */
export const ModerationOutcome = Closed({
  reportId: Id,
  state: ReportState,
  reason: Type.String(),
  appealText: Nullable(Type.String()),
})
export type ModerationOutcome = Static<typeof ModerationOutcome>

/**
 * A case on the moderation desk. Several reports of one thing are one case; `reports` counts them (for staff). The subject's text is what was
 * written, hidden or not; where the author deleted it, staff alone still read it, for a while. `reason` is the first reporter's, or the content check's; towards the
 * author it is the decision's, so that no reporter can be told from it.
 */
export const ReportView = Closed({
  id: Id,
  state: ReportState,
  subject: Closed({
    kind: ReportSubjectKind,
    id: Id,
    /** The post itself, or the post that the comment stands under. */
    postId: Nullable(Id),
    text: Type.String(),
    images: Type.Array(Image),
    author: PersonBrief,
    state: OneOf('pending', 'shown', 'hidden', 'deleted'),
    createdAt: Time,
  }),
  grid: PlaceBrief,
  reason: Type.String(),
  reports: Count,
  decision: Nullable(Type.String()),
  appealText: Nullable(Type.String()),
  createdAt: Time,
  decidedAt: Nullable(Time),
  can: Can('hide', 'keep', 'warn', 'appeal'),
})
export type ReportView = Static<typeof ReportView>

export const ModerationQuery = Closed({ ...PageQuery, state: Type.Optional(OneOf('open', 'appealed', 'decided')) })

/**
 * `reason` is what the author reads; where `hide` and `warn` have none, a sentence is made of what the thing was reported for. `appeal` is the
 * author's own; its words stand in `text` or in `reason`.
 */
export const ReportAction = Closed({
  id: Id,
  action: OneOf('hide', 'keep', 'warn', 'appeal'),
  reason: Type.Optional(FreeText(LIMITS.reasonText)),
  text: Type.Optional(FreeText(LIMITS.reasonText)),
})
export type ReportAction = Static<typeof ReportAction>
