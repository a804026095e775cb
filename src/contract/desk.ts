import { type Static, Type } from '@sinclair/typebox'
import { MembershipView } from './membership'
import { ReportView } from './moderation'
import { Closed, Count, Id, OneOf, PageQuery, Time } from './primitives'

/** One thing that waits for a member of staff. Oldest first; what is due soonest stands on top. */
export const DeskItem = Type.Union([
  Closed({ kind: OneOf('membership'), id: Id, waitingSince: Time, membership: MembershipView }),
  Closed({ kind: OneOf('report'), id: Id, waitingSince: Time, report: ReportView }),
])
export type DeskItem = Static<typeof DeskItem>

export const DeskQuery = Closed({ ...PageQuery, kind: Type.Optional(OneOf('membership', 'report')) })

export const DeskCounts = Closed({ membership: Count, report: Count })
export type DeskCounts = Static<typeof DeskCounts>
