import { afterEach, describe, expect, test } from 'vitest'
import { CodeBudget } from '../../../server/features/identity/code-budget'
import { CODES_PER_DAY } from '../../../server/features/identity/rules'
import { type Answer, buildTestApp, clientOf, type TestApp } from '../../support/build-test-app'

const made: TestApp[] = []
afterEach(async () => {
  for (const app of made.splice(0)) await app.close()
})

async function appWith(env: Record<string, string>): Promise<TestApp> {
  const app = await buildTestApp({ env })
  made.push(app)
  return app
}

/** A machine that is busy with other tests may be under pressure, and says so. */
async function askFor(t: TestApp, phone: string, headers: Record<string, string> = {}): Promise<Answer> {
  for (;;) {
    const answer = await t.stranger.post('/api/v1/sessions/phone-codes', { phone }, headers)
    if (answer.status !== 503) return answer
    await new Promise((done) => setTimeout(done, 100))
  }
}

const phoneOf = (number: number) => `138${String(number).padStart(8, '0')}`

describe('codes by text', () => {
  test('of one number are so many a day, whoever asks', async () => {
    const t = await appWith({ LINLI_RATE_LIMIT: 'on' })
    for (let sent = 0; sent < CODES_PER_DAY.phone; sent += 1) {
      expect((await askFor(t, phoneOf(1))).status).toBe(202)
      t.clock.advance({ seconds: 61 })
    }
    const refused = await askFor(t, phoneOf(1))
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(23 * 3_600)
    expect((await askFor(t, phoneOf(2))).status).toBe(202)
    t.clock.advance({ days: 1 })
    expect((await askFor(t, phoneOf(1))).status).toBe(202)
  })

  test('that were not sent are not counted: asking without end for a neighbour’s number locks nobody out', async () => {
    const t = await appWith({ LINLI_RATE_LIMIT: 'on' })
    const phone = phoneOf(3)
    for (let asked = 0; asked < CODES_PER_DAY.phone + 2; asked += 1) expect((await askFor(t, phone)).status).toBe(202)
    t.clock.advance({ seconds: 61 })
    expect((await askFor(t, phone)).status).toBe(202)
  })

  test('for one address are so many a day, and what is refused is not counted', () => {
    const budget = new CodeBudget()
    const now = new Date('2026-11-20T01:00:00.000Z')
    for (let sent = 0; sent < CODES_PER_DAY.address; sent += 1) budget.spend(`p${sent}`, 'a', now)
    expect(() => budget.spend('p', 'a', now)).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
    for (let sent = 0; sent < CODES_PER_DAY.phone; sent += 1) budget.spend('p', 'b', now)
    expect(() => budget.spend('p', 'c', now)).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
    budget.spend('p', 'a', new Date(now.getTime() + 86_400_000))
  })
})

describe('behind one proxy', () => {
  const from = (entries: string) => ({ 'x-forwarded-for': entries })

  test('the address is what that proxy wrote, whatever the caller claims before it', async () => {
    const t = await appWith({ LINLI_RATE_LIMIT: 'on', LINLI_TRUST_PROXY: '1' })
    const statuses: number[] = []
    for (let number = 0; number < 61; number += 1) {
      const answer = await askFor(t, phoneOf(number), from(`198.51.100.${number}, 203.0.113.9`))
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([...Array(60).fill(202), 429])
    expect((await askFor(t, phoneOf(99), from('198.51.100.1, 203.0.113.10'))).status).toBe(202)
  })

  test('that is named by its address, nobody else is believed', async () => {
    const t = await appWith({ LINLI_RATE_LIMIT: 'on', LINLI_TRUST_PROXY: '10.0.0.0/8' })
    const statuses: number[] = []
    for (let number = 0; number < 61; number += 1) {
      statuses.push((await askFor(t, phoneOf(number), from(`198.51.100.${number}`))).status)
    }
    expect(statuses.at(-1)).toBe(429)
  })
})

test('a token of the demo opens nothing where the demo is off', async () => {
  const t = await appWith({})
  const li = await t.as('resident-li')
  expect((await li.get('/api/v1/me')).status).toBe(200)
  t.deps.config.isDemo = false
  expect(await clientOf(t.app, li.token, '').get('/api/v1/me')).toMatchObject({ status: 401 })
})
