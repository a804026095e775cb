import { newId } from '../../support/build-test-app'
import type { World } from './operations'

/** People who have nothing to say in grid 1. */
export const OUTSIDERS = [
  'resident-far',
  'secretary-other',
  'grid-officer-2',
  'newcomer',
  'partner-bakery',
  'department-water',
] as const
export type Outsider = (typeof OUTSIDERS)[number]

export interface Operation {
  /** A valid request for it, new each time. */
  request(world: World): { url: string; body?: unknown; headers?: Record<string, string> }
  /** The answer to outsiders; `but` says to whom it is another. */
  outsiders: number
  but?: Partial<Record<Outsider, number>>
  /** The answer without a token, where that is not 401. */
  stranger?: number
  /** Changes who the caller is: asked last, and with a token of its own. */
  endsCaller?: true
}

/** The body of an action on something. */
export const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })

/** The officer of another grid of the community knows of its points, and has no say in them. */
export const IN_COMMUNITY = { 'grid-officer-2': 403 } as const
