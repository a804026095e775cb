import { type Static, Type } from '@sinclair/typebox'
import { PlaceBrief } from './places'
import { Can, Closed, Count, Id, Nullable, OneOf } from './primitives'

/** An elder begins a circle of their own, in the grid where they live; that is their agreement. */
export const CreateCareCircleRequest = Closed({ placeId: Id })
export type CreateCareCircleRequest = Static<typeof CreateCareCircleRequest>

/** `gathering`: fewer than two neighbours have joined, so nobody is asked yet. */
export const CareCircleState = OneOf('gathering', 'running', 'paused')
export type CareCircleState = Static<typeof CareCircleState>

/**
 * Two to five neighbours who look after somebody. `today`: they said that they are fine, or their silence is being asked about; `asked` is how
 * many neighbours were asked about it. `code` is for the elder alone, to give to neighbours.
 */
export const CareCircle = Closed({
  id: Id,
  grid: PlaceBrief,
  elder: Closed({ id: Id, displayName: Type.String() }),
  /** Their door, for the circle and the grid officer once they are silent. */
  address: Nullable(Type.String()),
  isMine: Type.Boolean(),
  code: Nullable(Type.String()),
  state: CareCircleState,
  today: OneOf('fine', 'waiting', 'silent'),
  asked: Count,
  neighbours: Type.Array(Closed({ id: Id, displayName: Type.String(), wasAsked: Type.Boolean() })),
  can: Can('fine', 'pause', 'resume', 'end', 'leave', 'seen'),
})
export type CareCircle = Static<typeof CareCircle>

/** My own circle first, then those in which I am a neighbour. */
export const CareCircles = Closed({ items: Type.Array(CareCircle) })
export type CareCircles = Static<typeof CareCircles>

export const JoinCareCircleRequest = Closed({ code: Type.String({ pattern: '^[0-9]{8}$' }) })

/** `fine`: the elder is; `seen`: a neighbour or the grid officer has looked in on them and all is well. */
export const CareCircleAction = Closed({ id: Id, action: OneOf('fine', 'pause', 'resume', 'end', 'leave', 'seen') })
export type CareCircleAction = Static<typeof CareCircleAction>
