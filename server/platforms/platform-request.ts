import pRetry from 'p-retry'
import { PlatformUnavailable } from './ports'

const REQUEST_MS_MAX = 5_000
const RETRIES_MAX = 2
const FIRST_PAUSE_MS = 200

export interface PlatformRequest {
  /** For messages: 'wechat', 'alipay', 'sms'. */
  platform: string
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface PlatformAnswer {
  status: number
  contentType: string
  body: Buffer
}

/** It did nothing for us, and says so, or was never reached: worth a few tries. */
export class PlatformBusy extends PlatformUnavailable {}

/** It may have done what we asked, but its answer was lost. */
export class PlatformSilent extends PlatformBusy {}

const NEVER_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * Sends one request, with a time limit. The address may bear a secret, so no message of ours holds it.
 * @throws PlatformBusy where it was not reached; PlatformSilent where nothing came back in time, or a gateway failed (5xx)
 */
export async function sendOnce(request: PlatformRequest): Promise<PlatformAnswer> {
  const { platform, url, method, headers, body } = request
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(REQUEST_MS_MAX),
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    })
    const answer = {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: Buffer.from(await response.arrayBuffer()),
    }
    if (answer.status < 500) return answer
    throw new PlatformSilent(platform, `answered ${answer.status}`)
  } catch (error) {
    if (error instanceof PlatformUnavailable) throw error
    const reason = reasonOf(error)
    if (NEVER_REACHED.has(reason)) throw new PlatformBusy(platform, `not reached (${reason})`)
    throw new PlatformSilent(platform, `no answer (${reason})`)
  }
}

/**
 * Runs a request up to three times while the platform is busy or does not answer. A refusal is final at once. What works `once`, such as the
 * exchange of a sign-in code, is not sent again after a lost answer: it would be refused as used.
 */
export function withRetry<T>(work: () => Promise<T>, kind: 'repeatable' | 'once' = 'repeatable'): Promise<T> {
  return pRetry(work, {
    retries: RETRIES_MAX,
    minTimeout: FIRST_PAUSE_MS,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof PlatformBusy && !(kind === 'once' && error instanceof PlatformSilent),
  })
}

/** @throws PlatformUnavailable where it is not a JSON object: some gateway stands in between */
export function readJson(platform: string, answer: PlatformAnswer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer.body.toString('utf8'))
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // falls through to the refusal below
  }
  throw new PlatformUnavailable(platform, `answered ${answer.status} without JSON`)
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  return cause?.code ?? name ?? 'unknown'
}
