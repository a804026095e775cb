import { newId } from '../../support/build-test-app'
import type { World } from './operations'

/** How an operation is asked for; what each is answered stands in who-may.md. */
export interface Operation {
  /** A valid request for it, new each time. */
  request(world: World): { url: string; body?: unknown; headers?: Record<string, string> }
  /** Changes who the caller is: asked last, and with a token of its own. */
  endsCaller?: true
}

/** The body of an action on something. */
export const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })
