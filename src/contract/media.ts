import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Can, Closed, Id, OneOf } from './primitives'

export const CheckState = OneOf('pending', 'approved', 'refused')
export type CheckState = Static<typeof CheckState>

/**
 * A picture: stored re-encoded, without EXIF. The addresses are unguessable and end by themselves: the same for a day, good until the end of the
 * next, and never longer than the picture is shown. `use`: put it into a post, or beside one's name.
 */
export const Image = Closed({
  id: Id,
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
  state: CheckState,
  can: Can('use'),
  urls: Closed({ thumb: Type.String(), full: Type.String() }),
})
export type Image = Static<typeof Image>

/**
 * A sound that somebody spoke: nothing of what its file said besides. The address is unguessable and ends by itself after an hour or two; who
 * still shows it then asks for the thing again.
 */
export const Voice = Closed({
  id: Id,
  seconds: Type.Integer({ minimum: 1, maximum: LIMITS.voiceSeconds }),
  url: Type.String(),
})
export type Voice = Static<typeof Voice>
