import type { ErrorCode, Problem } from '../contract'

/** The server answered, and refused. `detail` is a sentence for the reader, in their language. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly status: number,
    readonly code: ErrorCode | 'unreadable',
    readonly detail: string,
    readonly fields: ReadonlyArray<{ path: string; message: string }> = [],
    /** How long the server asks us to wait, where it does. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(`${status} ${code}`)
  }

  /** The same request may be accepted later: too busy, out of order for the moment, or the session is gone. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408 || this.status === 401
  }
}

/** What a proxy in between says in HTML is no problem document; the reader is then told nothing false. */
export function problemOf(status: number, body: string, retryAfter: string | undefined): ApiError {
  const seconds = Number(retryAfter)
  const retryAfterMs = retryAfter !== undefined && Number.isFinite(seconds) ? seconds * 1000 : null
  try {
    const problem = JSON.parse(body) as Partial<Problem>
    const code = (problem.code ?? 'unreadable') as ErrorCode
    return new ApiError(status, code, problem.detail ?? '', problem.fields ?? [], retryAfterMs)
  } catch {
    return new ApiError(status, 'unreadable', '', [], retryAfterMs)
  }
}
