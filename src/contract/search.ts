import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Can, Closed, FreeText, Id, OneOf, PageQuery, Time } from './primitives'

export const SearchHitKind = OneOf('post', 'notice')
export type SearchHitKind = Static<typeof SearchHitKind>

/** A post or a notice in which the words were found. A post's `title` is its author's name; `text` is the part around the words. */
export const SearchHit = Closed({
  id: Id,
  kind: SearchHitKind,
  title: Type.String(),
  text: Type.String(),
  createdAt: Time,
  can: Can('open'),
})
export type SearchHit = Static<typeof SearchHit>

export const SearchQuery = Closed({ ...PageQuery, q: FreeText(LIMITS.searchText) })
