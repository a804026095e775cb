import { type Static, Type } from '@sinclair/typebox'
import { AppealLine } from './appeals'
import { MembershipView } from './membership'
import { ReportView } from './moderation'
import { Closed, Count, Id, OneOf, PageQuery, Time } from './primitives'
import { CareTask } from './signals'
import { Activity } from './volunteering'

/**
 * One thing that waits for a member of staff, soonest due first. Cases and care tasks are due by their own clocks; requests to be let in,
 * reports and activities to approve two days after they came.
 */
export const DeskItem = Type.Union([
  Closed({ kind: OneOf('membership'), id: Id, waitingSince: Time, dueAt: Time, membership: MembershipView }),
  Closed({ kind: OneOf('report'), id: Id, waitingSince: Time, dueAt: Time, report: ReportView }),
  Closed({ kind: OneOf('appeal'), id: Id, waitingSince: Time, dueAt: Time, appeal: AppealLine }),
  Closed({ kind: OneOf('care_task'), id: Id, waitingSince: Time, dueAt: Time, careTask: CareTask }),
  Closed({ kind: OneOf('activity'), id: Id, waitingSince: Time, dueAt: Time, activity: Activity }),
])
export type DeskItem = Static<typeof DeskItem>

export const DeskQuery = Closed({
  ...PageQuery,
  // It says where each of the lists goes on.
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  kind: Type.Optional(OneOf('membership', 'report', 'appeal', 'care_task', 'activity')),
})

export const DeskCounts = Closed({ membership: Count, report: Count, appeal: Count, care_task: Count, activity: Count })
export type DeskCounts = Static<typeof DeskCounts>
