import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '../../../server/jobs/run-jobs'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { Gate, until } from '../../support/gate'
import { say } from '../feed/speak'

/** More than PostgreSQL has lanes for. */
const WRITES = 20

let t: TestApp
let li: Client
let address: string
beforeAll(async () => {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  t = await buildTestApp({ env: { METRICS_PORT: String(port) } })
  li = await t.as('resident-li')
})
afterAll(() => t.close())

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function scrape(): Promise<string> {
  const answer = await fetch(`${address}/metrics`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  return answer.text()
}

const numberOf = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1],
  )

test('what was asked is counted by the route’s template, the method and the class of the answer, and by nothing else', async () => {
  const { id } = await say(t, li, { text: 'a post' })
  await li.get(`/api/v1/posts/${id}`)
  await li.get(`/api/v1/posts/${newId()}`)
  await t.stranger.get('/api/v1/me')
  await t.stranger.get(`/nowhere/${id}?phone=13912345678`)
  const text = await scrape()
  const counted = (labels: string) => numberOf(text, `linli_http_request_seconds_count{${labels}}`)
  expect(counted('method="PUT",route="/api/v1/posts/:id",status="2xx"')).toBe(1)
  expect(counted('method="GET",route="/api/v1/posts/:id",status="2xx"')).toBe(1)
  expect(counted('method="GET",route="/api/v1/posts/:id",status="4xx"')).toBe(1)
  expect(counted('method="GET",route="/api/v1/me",status="4xx"')).toBe(1)
  expect(counted('method="GET",route="unknown",status="4xx"')).toBe(1)

  const labels = [...text.matchAll(/^linli_http_request_seconds_count\{(.*)\}/gm)].map(([, one]) => one ?? '')
  for (const one of labels) {
    expect(one).toMatch(/^method="(GET|PUT|POST|PATCH|DELETE)",route="(unknown|\/[a-z0-9/:.A-Z-]*)",status="[1-5]xx"$/)
  }
  for (const personal of [id, li.personId, li.token, '13912345678', '李晓梅', '127.0.0.1']) {
    expect(text, personal).not.toContain(personal)
  }
})

test('a ballot leaves no figure', async () => {
  await t.stranger.put(`/api/v1/polls/${newId()}/ballots/${newId()}`, { optionIds: ['yes'] })
  expect(await scrape()).not.toContain('ballots')
})

test('residents cannot read them: they are not on the public address', async () => {
  expect((await t.stranger.get('/metrics')).status).toBe(404)
  expect((await fetch(`${address}/api/v1/me`)).status).toBe(404)
})

test('the loop, memory, writes that wait and messages that wait', async () => {
  const gate = new Gate()
  const writes = Array.from({ length: WRITES }, () => t.deps.store.write(() => gate.wait()))
  await until(() => gate.isReached)
  const waiting = numberOf(await scrape(), 'linli_waiting_writes')
  expect(waiting).toBe(t.deps.store.dialect === 'sqlite' ? WRITES - 1 : WRITES - 8)
  gate.open()
  await Promise.all(writes)
  await t.deps.store.write((tx) =>
    tx.sql.run(
      `INSERT INTO "OutboxMessage" ("id", "channel", "personId", "template", "payload", "nextAttemptAt", "createdAt")
       VALUES (?, 'wechat', ?, 'notice', '{}', ?, ?)`,
      [newId(), li.personId, t.clock.now(), t.clock.now()],
    ),
  )
  const text = await scrape()
  expect(numberOf(text, 'linli_waiting_writes')).toBe(0)
  expect(numberOf(text, 'linli_outbox_waiting')).toBe(1)
  expect(numberOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  expect(numberOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
})

test('jobs that ran and jobs that failed', async () => {
  let runs = 0
  const run = (isBroken: boolean) => async () => {
    runs += 1
    if (isBroken) throw new Error('broken')
  }
  const jobs = startJobs(
    t.deps,
    [
      { name: 'sound', intervalMs: 3_600_000, run: run(false) },
      { name: 'broken', intervalMs: 3_600_000, run: run(true) },
    ],
    t.app.countJob,
  )
  await until(() => runs === 2)
  await jobs.stop()
  const text = await scrape()
  expect(numberOf(text, 'linli_job_runs_total{job="sound",outcome="done"}')).toBe(1)
  expect(numberOf(text, 'linli_job_runs_total{job="broken",outcome="failed"}')).toBe(1)
  expect(numberOf(text, 'linli_job_seconds_count{job="sound"}')).toBe(1)
})

test('a figure that cannot be looked up is unknown, and the rest is there', async () => {
  await t.deps.store.write((tx) => tx.sql.run('DROP TABLE "OutboxMessage"'))
  const text = await scrape()
  expect(text).toMatch(/^linli_outbox_waiting nan$/im)
  expect(numberOf(text, 'linli_waiting_writes')).toBe(0)
})
