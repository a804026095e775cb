import { createHmac } from 'node:crypto'
import { newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'

export const KEYS = {
  '12345': 'key-of-12345-key-of-12345-key-of-12345',
  hotline: 'key-of-hotline-key-of-hotline-key-of-h',
  smoke_sensor: 'key-of-smoke-key-of-smoke-key-of-smoke',
  door_sensor: 'key-of-door-key-of-door-key-of-door-ke',
} as const
export type Channel = keyof typeof KEYS

export const SIGNAL_ENV = {
  LINLI_SIGNAL_KEYS: Object.entries(KEYS)
    .map(([channel, key]) => `${channel}=${key}`)
    .join(','),
}

export interface SendOptions {
  key?: string
  /** Seconds since 1970. */
  timestamp?: number | string
  headers?: Record<string, string>
  /** The bytes, where they are not the JSON of the body. */
  payload?: string
  signature?: string
}

export function signalBody(t: TestApp, over: Record<string, unknown> = {}) {
  return {
    signalId: `T-${newId()}`,
    channel: '12345',
    placeId: placesOf(t).grid1,
    at: t.clock.now().toISOString(),
    text: '来电反映3号楼路灯不亮',
    ...over,
  }
}

/** Signs a signal as its channel does, and sends it. */
export async function sendSignal(t: TestApp, body: Record<string, unknown>, options: SendOptions = {}) {
  const payload = options.payload ?? JSON.stringify(body)
  const timestamp = String(options.timestamp ?? Math.floor(t.clock.now().getTime() / 1_000))
  const key = options.key ?? KEYS[body.channel as Channel] ?? KEYS['12345']
  const signature = options.signature ?? createHmac('sha256', key).update(`${timestamp}.${payload}`).digest('hex')
  const answer = await t.app.inject({
    method: 'POST',
    url: '/api/v1/signals',
    headers: {
      'content-type': 'application/json',
      'x-linli-timestamp': timestamp,
      'x-linli-signature': signature,
      ...options.headers,
    },
    payload,
  })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}

export async function countRows(t: TestApp, table: string): Promise<number> {
  const row = await t.deps.store.read.sql.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM "${table}"`)
  return row?.n ?? 0
}
