import type { ErrorCode, SentenceKey } from '../../src/contract'

export interface FieldProblem {
  path: string
  message: string
}

/** How long to wait where nothing better is known: every 429 and 503 says so (RFC 9110, section 10.2.3). */
const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, number>> = {
  too_many_requests: 10,
  overloaded: 2,
  storage_unavailable: 30,
  phone_sign_in_unavailable: 3_600,
}

/**
 * A refusal the caller is told about. `code` is one of the closed table in contract/error-codes.ts; the sentence is made from it in the
 * caller's language. `because` is for our own logs and never leaves the server.
 */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly fields: FieldProblem[] | undefined
  /** Words that say more than those of the code. */
  readonly sentence: SentenceKey | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    options: { because?: string; fields?: FieldProblem[]; sentence?: SentenceKey; retryAfterSeconds?: number } = {},
  ) {
    super(options.because ?? code)
    this.name = 'Problem'
    this.code = code
    this.fields = options.fields
    this.sentence = options.sentence
    this.retryAfterSeconds = options.retryAfterSeconds ?? RETRY_AFTER_SECONDS[code]
  }
}

/** Throws the refusal a policy returned; does nothing where it returned null. */
export function refuseIf(code: ErrorCode | null): void {
  if (code !== null) throw new Problem(code)
}

/** The thing, or 404 where the caller may not know of it. */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Problem('not_found')
  return thing
}
