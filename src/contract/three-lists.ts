import { type Static, Type } from '@sinclair/typebox'
import { AidCategory } from './mutual-aid'
import { Closed, Count, Id, OneOf, PageQuery, Time } from './primitives'

/** The three lists (三张清单) of a community: what partners can give, what residents lack, which services run. */
export const ListName = OneOf('resources', 'needs', 'services')
export type ListName = Static<typeof ListName>

/** What a line stands for: resources are gifts of things, and what partners offer to do or lend. */
export const ListLineKind = OneOf('gift', 'offer', 'need', 'service')
export type ListLineKind = Static<typeof ListLineKind>

/** A line of another list that fits; `quantity` is pieces, or 1 for help and for a service. */
export const ListMatch = Closed({ kind: ListLineKind, id: Id, title: Type.String(), quantity: Count })
export type ListMatch = Static<typeof ListMatch>

/**
 * `left` of `total` pieces or times are free (resource) or lacking (need); of a service both are 0: it is booked by the hour. `matched` is how many of
 * `left` the other lists hold, by the matching of mutual aid; `asked` how many were asked about and have not answered. `matches` names the first few.
 */
export const ListLine = Closed({
  id: Id,
  kind: ListLineKind,
  title: Type.String(),
  personId: Id,
  who: Type.String(),
  category: AidCategory,
  total: Count,
  left: Count,
  matched: Count,
  asked: Count,
  matches: Type.Array(ListMatch),
  createdAt: Time,
})
export type ListLine = Static<typeof ListLine>

/** How long each list is; `lacking` pieces and turns of help are still wanted, `covered` of them fit something on the other two lists. */
export const ThreeLists = Closed({
  resources: Count,
  needs: Count,
  services: Count,
  lacking: Count,
  covered: Count,
})
export type ThreeLists = Static<typeof ThreeLists>

export const ListLinesQuery = Closed({ ...PageQuery, list: ListName })
