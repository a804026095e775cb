import { type Static, Type } from '@sinclair/typebox'
import { Role } from './identity'
import { PlaceBrief } from './places'
import { Closed, Id, OneOf, Time } from './primitives'

/** In what a member of staff was shown somebody's name or data. */
export const StaffViewKind = OneOf(
  'desk',
  'membership',
  'case',
  'report',
  'notice',
  'points',
  'redemption',
  'volunteering',
  'call_up',
  'poll',
  'meeting',
  'aid',
  'alert',
)
export type StaffViewKind = Static<typeof StaffViewKind>

/** Who looked at me, as a line a day: `times` is how often that was. `viewerName` is as they are called now. */
export const StaffView = Closed({
  id: Id,
  kind: StaffViewKind,
  viewerName: Type.String(),
  role: Role,
  place: PlaceBrief,
  times: Type.Integer({ minimum: 1 }),
  firstAt: Time,
  lastAt: Time,
})
export type StaffView = Static<typeof StaffView>
