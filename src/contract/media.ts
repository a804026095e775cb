import { type Static, Type } from '@sinclair/typebox'
import { Closed, Id, OneOf } from './primitives'

export const CheckState = OneOf('pending', 'approved', 'refused')
export type CheckState = Static<typeof CheckState>

/** A picture: stored re-encoded, without EXIF. The addresses are unguessable and end when the picture does. */
export const Image = Closed({
  id: Id,
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
  state: CheckState,
  urls: Closed({ thumb: Type.String(), full: Type.String() }),
})
export type Image = Static<typeof Image>
