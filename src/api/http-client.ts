import { OfflineError } from '../platform/network-errors'
import type { Method, WireRequest, WireResponse } from '../platform/request-types'
import type { Download, DownloadFile } from '../platform/take-file'
import type { UploadImage } from '../platform/upload-types'
import { problemOf } from './problems'

export type Query = Record<string, string | number | boolean | null | undefined>

export interface HttpWire {
  transport: (request: WireRequest) => Promise<WireResponse>
  upload: UploadImage
  download: DownloadFile
  /** Without a trailing slash; '' is the page's own origin. */
  baseUrl: string
  token: () => string | null
  language: () => string
  /** The server no longer knows this token. */
  onTokenDead?: (token: string) => void
  /** Waits; a test makes it short. */
  wait?: (delayMs: number) => Promise<void>
}

const PREFIX = '/api/v1'
const RETRY_DELAY_MS = 400
/** A server that asks for longer than this is told so to the reader instead. */
const RETRY_AFTER_MAX_MS = 5_000

const sleep = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs))

/** Fields that hold the address of a picture or a sound: the server gives paths, who shows or plays it wants the whole. */
const ADDRESS_FIELDS: readonly string[] = ['thumb', 'full', 'avatarUrl', 'url']

/** "?a=1&b=2"; mini programs have no URLSearchParams. */
export function queryOf(query: Query = {}): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

/** The one way to the server. Throws ApiError where it refused, OfflineError where no answer came, and nothing else. */
export class HttpClient {
  constructor(private readonly wire: HttpWire) {}

  get<Answer>(path: string, query?: Query): Promise<Answer> {
    return this.getWithOneRetry<Answer>(`${path}${queryOf(query)}`)
  }

  put<Answer>(path: string, body?: unknown): Promise<Answer> {
    return this.send<Answer>('PUT', path, body)
  }

  post<Answer>(path: string, body?: unknown): Promise<Answer> {
    return this.send<Answer>('POST', path, body)
  }

  patch<Answer>(path: string, body?: unknown): Promise<Answer> {
    return this.send<Answer>('PATCH', path, body)
  }

  del<Answer>(path: string): Promise<Answer> {
    return this.send<Answer>('DELETE', path)
  }

  /** Without the session's token: nothing in it says who asks. */
  asNobody<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
    return this.send<Answer>(method, path, body, null)
  }

  async send<Answer>(method: Method, path: string, body?: unknown, token = this.wire.token()): Promise<Answer> {
    const response = await this.wire.transport({
      method,
      url: this.urlOf(path),
      headers: { ...this.headers(token), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // A refused sign-in says nothing about the session there is.
    if (response.status === 401 && token !== null && path !== '/sessions') this.wire.onTokenDead?.(token)
    return this.read<Answer>(response)
  }

  /** `type` where the file is no picture. */
  async upload<Answer>(
    path: string,
    filePath: string,
    onProgress: (fraction: number) => void,
    type?: string,
  ): Promise<Answer> {
    const url = this.urlOf(path)
    const headers = { ...this.headers(), ...(type === undefined ? {} : { 'Content-Type': type }) }
    try {
      const response = await this.wire.upload({ url, headers, path: filePath, onProgress })
      return this.read<Answer>(response)
    } catch (error) {
      // A temporary file that has gone fails in each platform's own way.
      throw error instanceof Error && error.name === 'ApiError' ? error : new OfflineError(String(error))
    }
  }

  /** For a thing whose answer is a file: that it was made is all there is to know, the file is downloaded apart. */
  async putForFile(path: string, body: unknown): Promise<void> {
    const headers = { ...this.headers(), Accept: '*/*', 'Content-Type': 'application/json' }
    const response = await this.wire.transport({
      method: 'PUT',
      url: this.urlOf(path),
      headers,
      body: JSON.stringify(body),
    })
    if (response.status < 200 || response.status >= 300)
      throw problemOf(response.status, response.body, response.headers['retry-after'])
  }

  /** Answers the file's path on the phone. */
  async download(path: string): Promise<string> {
    const wanted: Download = { url: this.urlOf(path), headers: this.headers() }
    const file = await this.wire.download(wanted)
    if (file.path === null) throw problemOf(file.status, file.body, undefined)
    return file.path
  }

  private urlOf(path: string): string {
    return `${this.wire.baseUrl}${PREFIX}${path}`
  }

  private headers(token = this.wire.token()): Record<string, string> {
    const signedIn: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` }
    return { Accept: 'application/json', 'Accept-Language': this.wire.language(), ...signedIn }
  }

  private async getWithOneRetry<Answer>(path: string): Promise<Answer> {
    try {
      return await this.send<Answer>('GET', path)
    } catch (error) {
      const delayMs = delayBeforeRetry(error)
      if (delayMs === null) throw error
      await (this.wire.wait ?? sleep)(delayMs)
      return this.send<Answer>('GET', path)
    }
  }

  private read<Answer>({ status, headers, body }: WireResponse): Answer {
    if (status < 200 || status >= 300) throw problemOf(status, body, headers['retry-after'])
    try {
      return (body === '' ? null : JSON.parse(body, this.makeAddressWhole)) as Answer
    } catch {
      throw problemOf(502, '', undefined)
    }
  }

  private readonly makeAddressWhole = (field: string, value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('/') && ADDRESS_FIELDS.includes(field)
      ? `${this.wire.baseUrl}${value}`
      : value
}

/** Null where another try would be of no use, or would keep the reader waiting too long. */
function delayBeforeRetry(error: unknown): number | null {
  if (error instanceof OfflineError) return RETRY_DELAY_MS
  const { status, retryAfterMs } = error as { status?: number; retryAfterMs?: number | null }
  if (status !== 429 && status !== 503 && status !== 502) return null
  if (status !== 502 && retryAfterMs == null) return null
  const delayMs = retryAfterMs ?? RETRY_DELAY_MS
  return delayMs <= RETRY_AFTER_MAX_MS ? delayMs : null
}
