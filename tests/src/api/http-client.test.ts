import { describe, expect, it } from 'vitest'
import { HttpClient, queryOf } from '../../../src/api/http-client'
import { OfflineError } from '../../../src/platform/network-errors'
import type { WireRequest, WireResponse } from '../../../src/platform/request-types'

type Step = Partial<WireResponse> | 'offline'

function client(steps: Step[]) {
  const seen: WireRequest[] = []
  const waited: number[] = []
  const http = new HttpClient({
    baseUrl: '',
    token: () => null,
    language: () => 'en',
    upload: async () => ({ status: 200, headers: {}, body: '{}' }),
    download: async () => ({ status: 200, body: '', path: 'file:a' }),
    wait: async (delayMs) => void waited.push(delayMs),
    transport: async (request) => {
      seen.push(request)
      const step = steps.shift() ?? { body: '{}' }
      if (step === 'offline') throw new OfflineError('cut')
      return { status: 200, headers: {}, body: '{}', ...step }
    },
  })
  return { http, seen, waited }
}

describe('the http client', () => {
  it('repeats a read once after a lost answer, a write never', async () => {
    const read = client(['offline', { body: '{"a":1}' }])
    expect(await read.http.get('/x')).toEqual({ a: 1 })
    const write = client(['offline'])
    await expect(write.http.put('/x', {})).rejects.toBeInstanceOf(OfflineError)
    expect(write.seen).toHaveLength(1)
    await expect(client(['offline', 'offline']).http.get('/x')).rejects.toBeInstanceOf(OfflineError)
  })

  it.each([429, 503])('waits as long as a %i asks, where that is short', async (status) => {
    const { http, waited } = client([{ status, headers: { 'retry-after': '2' } }])
    await http.get('/x')
    expect(waited).toEqual([2000])
  })

  it('does not let the reader wait long', async () => {
    const { http, waited } = client([
      { status: 429, headers: { 'retry-after': '60' }, body: '{"code":"too_many_requests","detail":"…"}' },
    ])
    await expect(http.get('/x')).rejects.toMatchObject({ status: 429, code: 'too_many_requests', retryAfterMs: 60_000 })
    expect(waited).toEqual([])
  })

  it('reads a problem with its fields', async () => {
    const body = JSON.stringify({
      code: 'invalid_request',
      detail: '有误',
      fields: [{ path: 'text', message: '太长' }],
    })
    await expect(client([{ status: 400, body }]).http.put('/x', {})).rejects.toMatchObject({
      status: 400,
      code: 'invalid_request',
      detail: '有误',
      fields: [{ path: 'text', message: '太长' }],
    })
  })

  it('makes nothing of a proxy’s HTML', async () => {
    await expect(client([{ status: 500, body: '<html>' }]).http.put('/x', {})).rejects.toMatchObject({
      code: 'unreadable',
      detail: '',
    })
    await expect(client([{ status: 200, body: '<html>' }]).http.put('/x', {})).rejects.toMatchObject({ status: 502 })
  })

  it('answers null to an empty body, and sends no content type without one', async () => {
    const { http, seen } = client([{ status: 204, body: '' }])
    expect(await http.del('/x')).toBeNull()
    expect(seen[0]?.headers['Content-Type']).toBeUndefined()
  })

  it('leaves out what is not asked for', () => {
    expect(queryOf({ cursor: null, kind: 'give', top: undefined, text: '桂 花' })).toBe(
      '?kind=give&text=%E6%A1%82%20%E8%8A%B1',
    )
    expect(queryOf()).toBe('')
  })
})
