import { OfflineError, REQUEST_TIMEOUT_MS } from './network-errors'
import type { WireRequest, WireResponse } from './request-types'

export type { Method, WireRequest, WireResponse } from './request-types'

/** Sends one HTTP request. Rejects with OfflineError where no answer came, and with nothing else. */
export async function request({ method, url, headers, body }: WireRequest): Promise<WireResponse> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), REQUEST_TIMEOUT_MS)
  try {
    const response = await fetch(url, { method, headers, body, signal: abort.signal })
    const names: Record<string, string> = {}
    response.headers.forEach((value, name) => {
      names[name] = value
    })
    return { status: response.status, headers: names, body: await response.text() }
  } catch (error) {
    throw new OfflineError(error instanceof Error ? error.message : 'fetch failed')
  } finally {
    clearTimeout(timer)
  }
}
