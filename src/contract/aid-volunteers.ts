import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Closed, FreeText, Id, Nullable, PageQuery, Time } from './primitives'

/** A resident as the staff see them who say which of them the community knows as volunteers; null in `verifiedAt`: they are none. */
export const AidVolunteer = Closed({
  id: Id,
  displayName: Type.String(),
  building: Type.String(),
  grid: Type.String(),
  verifiedAt: Nullable(Time),
})
export type AidVolunteer = Static<typeof AidVolunteer>

/** Without `named` the verified volunteers; with it all residents whose name holds these words. */
export const AidVolunteersQuery = Closed({ ...PageQuery, named: Type.Optional(FreeText(LIMITS.displayName)) })
