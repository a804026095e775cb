import { ApiFailure, type Phone } from '../phone'
import type { ApiOptions, Plain } from '../types'

const TIMEOUT_MS = 60_000

interface NetAnswer {
  status: number
  headers: Record<string, string>
  bytes: ArrayBuffer
}

/** Sends bytes to an absolute address through the shell's server, which knows no CORS. */
async function send(
  phone: Phone,
  method: string,
  url: string,
  headers: Record<string, string>,
  body: BodyInit | undefined,
  signal: AbortSignal,
): Promise<NetAnswer> {
  if (phone.state.offline) throw new ApiFailure('net::ERR_INTERNET_DISCONNECTED', { errno: 600000 })
  const answer = await fetch(`/__net?url=${encodeURIComponent(url)}`, {
    method,
    headers: { 'x-mp-headers': encodeURIComponent(JSON.stringify(headers)) },
    body,
    signal,
  }).catch((error: unknown) => {
    throw new ApiFailure(signal.aborted ? String(signal.reason) : `net::ERR_FAILED ${String(error)}`, { errno: 600001 })
  })
  const failure = answer.headers.get('x-mp-failure')
  if (failure) throw new ApiFailure(decodeURIComponent(failure), { errno: 600001 })
  const told = JSON.parse(decodeURIComponent(answer.headers.get('x-mp-headers') ?? '%7B%7D')) as Record<string, string>
  return { status: Number(answer.headers.get('x-mp-status')), headers: told, bytes: await answer.arrayBuffer() }
}

/** What `wx.request` puts into the address or the body: queries for GET, JSON or a form for an object, else the bytes. */
function encode(options: ApiOptions, headers: Record<string, string>): { url: string; body: BodyInit | undefined } {
  const url = String(options.url)
  const { data } = options
  const method = methodOf(options)
  if (data === undefined || data === null) return { url, body: undefined }
  if (typeof data === 'string')
    return method === 'GET' ? { url: data ? `${url}?${data}` : url, body: undefined } : { url, body: data }
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return { url, body: data as ArrayBuffer }
  if (method === 'GET' || /x-www-form-urlencoded/.test(headers['content-type'] ?? '')) {
    const pairs = Object.entries(data as Plain).map(
      ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`,
    )
    if (method !== 'GET') return { url, body: pairs.join('&') }
    return { url: pairs.length > 0 ? `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}` : url, body: undefined }
  }
  return { url, body: JSON.stringify(data) }
}

function methodOf(options: ApiOptions): string {
  return String(options.method ?? 'GET').toUpperCase()
}

function lowerNames(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((headers ?? {}) as Plain).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

function decode(answer: NetAnswer, options: ApiOptions): unknown {
  if (options.responseType === 'arraybuffer') return answer.bytes
  const text = new TextDecoder().decode(answer.bytes)
  if ((options.dataType ?? 'json') !== 'json' && String(options.dataType).toLowerCase() !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    // WeChat hands the text over where it is no JSON.
    return text
  }
}

function timer(options: ApiOptions): { controller: AbortController; task: Plain; stop: () => void } {
  const controller = new AbortController()
  const timeout = window.setTimeout(() => controller.abort('timeout'), Number(options.timeout) || TIMEOUT_MS)
  const nothing = (): void => undefined
  const task = {
    abort: () => controller.abort('abort'),
    onHeadersReceived: nothing,
    offHeadersReceived: nothing,
    onProgressUpdate: nothing,
    offProgressUpdate: nothing,
    onChunkReceived: nothing,
  }
  return { controller, task, stop: () => window.clearTimeout(timeout) }
}

/** An API that also hands back a task that can be aborted. */
function taskApi(
  phone: Phone,
  name: string,
  act: (options: ApiOptions, signal: AbortSignal) => Promise<Plain>,
): (options: ApiOptions) => unknown {
  return (options) => {
    const { controller, task, stop } = timer(options)
    const call = phone.api(name, (given) => act(given, controller.signal).finally(stop))
    const answer = call(options)
    return answer instanceof Promise ? Object.assign(answer, task) : task
  }
}

/** Any HTTP status is a success, as on WeChat; only a missing network, a timeout or an abort fails. */
export async function performRequest(phone: Phone, options: ApiOptions, signal: AbortSignal): Promise<Plain> {
  const headers = { 'content-type': 'application/json', ...lowerNames(options.header) }
  const { url, body } = encode(options, headers)
  const answer = await send(phone, methodOf(options), url, headers, body, signal)
  return { statusCode: answer.status, data: decode(answer, options), header: answer.headers, cookies: [] }
}

async function uploadFile(phone: Phone, options: ApiOptions, signal: AbortSignal): Promise<Plain> {
  const file = phone.tempFiles.get(String(options.filePath))
  if (!file) throw new ApiFailure('file not found')
  const form = new FormData()
  for (const [key, value] of Object.entries((options.formData ?? {}) as Plain)) form.append(key, String(value))
  form.append(
    String(options.name ?? options.fileName ?? 'file'),
    new Blob([file.bytes], { type: file.type }),
    file.path.split('/').at(-1),
  )
  // The boundary is only in the header the browser would write: let it make both from the form.
  const packed = new Response(form)
  const headers = { ...lowerNames(options.header), 'content-type': packed.headers.get('content-type') ?? '' }
  const answer = await send(phone, 'POST', String(options.url), headers, await packed.arrayBuffer(), signal)
  return { statusCode: answer.status, data: new TextDecoder().decode(answer.bytes), header: answer.headers }
}

async function downloadFile(phone: Phone, options: ApiOptions, signal: AbortSignal): Promise<Plain> {
  const answer = await send(phone, 'GET', String(options.url), lowerNames(options.header), undefined, signal)
  const file = phone.keepFile(
    new Uint8Array(answer.bytes),
    answer.headers['content-type'] ?? 'application/octet-stream',
  )
  return { statusCode: answer.status, tempFilePath: file.path, apFilePath: file.path, header: answer.headers }
}

export function networkApis(phone: Phone): Plain {
  const networkType = (): Plain => ({
    networkType: phone.state.offline ? 'none' : 'wifi',
    isConnected: !phone.state.offline,
    networkAvailable: !phone.state.offline,
  })
  return {
    request: taskApi(phone, 'request', (options, signal) => performRequest(phone, options, signal)),
    uploadFile: taskApi(phone, 'uploadFile', (options, signal) => uploadFile(phone, options, signal)),
    downloadFile: taskApi(phone, 'downloadFile', (options, signal) => downloadFile(phone, options, signal)),
    getNetworkType: phone.api('getNetworkType', networkType),
    ...phone.listenerPair('NetworkStatusChange'),
    ...phone.listenerPair('NetworkWeakChange'),
  }
}
