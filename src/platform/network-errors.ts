/** No answer came: no network, a broken one, or one too slow. Whether the server did what was asked is unknown. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError'

  constructor(readonly reason: string) {
    super(`no answer: ${reason}`)
  }
}

export const REQUEST_TIMEOUT_MS = 15_000
export const UPLOAD_TIMEOUT_MS = 60_000
