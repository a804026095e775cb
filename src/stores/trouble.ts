import { ApiError } from '../api/problems'
import { OfflineError } from '../platform/network-errors'

/** Why something did not work, as far as a screen can explain it. */
export interface Trouble {
  kind: 'offline' | 'refused'
  /** From the closed table of the contract; '' where there was no answer. */
  code: string
  /** The server's own sentence in the reader's language; '' where it said nothing readable. */
  detail: string
}

/** The network is gone, and the phone had no room to keep the write for later. Nothing is lost as long as its words stay on the screen. */
export class NotKeptError extends Error {}

/** A picture that was to go up is no longer on the phone: only its owner can say what to do without it. */
export class PictureGoneError extends Error {}

const OFFLINE: Trouble = { kind: 'offline', code: '', detail: '' }

export function troubleOf(error: unknown): Trouble {
  if (error instanceof OfflineError) return OFFLINE
  if (error instanceof NotKeptError) return { kind: 'refused', code: 'not_kept', detail: '' }
  if (error instanceof PictureGoneError) return { kind: 'refused', code: 'picture_gone', detail: '' }
  if (error instanceof ApiError) return { kind: 'refused', code: error.code, detail: error.detail }
  // A fault of ours: the screen says that it failed, the console says why.
  console.error(error)
  return { kind: 'refused', code: 'internal', detail: '' }
}

/** The server itself said no, for good: only then is a try again another wish, with an id of its own. A proxy may answer before a write that was kept. */
export const isRefusal = (error: unknown): boolean => error instanceof ApiError && !error.isPassing
