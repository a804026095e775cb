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

/** The platform says it is busy, within an answer that arrived: worth the same few tries as no answer at all. */
export class PlatformBusy extends PlatformUnavailable {}

/**
 * Sends one request, with a time limit. The address may bear a secret, so no message of ours holds it.
 * @throws PlatformBusy where nothing came back in time, or a gateway failed (5xx)
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
    throw new PlatformBusy(platform, `answered ${answer.status}`)
  } catch (error) {
    if (error instanceof PlatformUnavailable) throw error
    throw new PlatformBusy(platform, `no answer (${reasonOf(error)})`)
  }
}

/** Runs a request up to three times while the platform is busy or does not answer. A refusal is final at once. */
export function withRetry<T>(work: () => Promise<T>): Promise<T> {
  return pRetry(work, {
    retries: RETRIES_MAX,
    minTimeout: FIRST_PAUSE_MS,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof PlatformBusy,
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
