import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { type ServerProcess, startServerProcess } from '../support/server-process'

/** What a stop is given (server/main.ts), and what a machine that others share may add. */
const STOP_MS_MAX = 10_000
const SLACK_MS = 5_000

const folder = mkdtempSync(join(tmpdir(), 'linli-stop-'))
const env = { LINLI_DATA_DIR: folder }
const API = '/api/v1'
let server: ServerProcess
let token: string
let gridId: string
beforeAll(async () => {
  server = await startServerProcess({ dataDir: folder, env })
  token = await server.signIn('resident-li')
  const demo = (await (await fetch(`${server.address}${API}/demo`)).json()) as {
    communities: { grids: { id: string }[] }[]
  }
  gridId = demo.communities[0]?.grids[0]?.id ?? ''
})
afterEach(() => server.kill())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A post whose second half is still on its way. */
function beginPost(id: string): { sent: ClientRequest; finish: () => void } {
  const body = JSON.stringify({ placeId: gridId, kind: 'talk', text: 'half of it', imageIds: [] })
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  const sent = request(`${server.address}${API}/posts/${id}`, { method: 'PUT', headers, agent: false })
  sent.write(body.slice(0, 20))
  return { sent, finish: () => sent.end(body.slice(20)) }
}

async function refusesConnections(): Promise<boolean> {
  const { port } = new URL(server.address)
  const socket = connect(Number(port), '127.0.0.1')
  const isRefused = await new Promise<boolean>((resolve) =>
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true)),
  )
  socket.destroy()
  return isRefused
}

test('a stop answers what is under way, takes nothing new, and leaves at once when all is answered', async () => {
  // A connection that is kept open and asks for nothing does not keep the server up.
  const { port } = new URL(server.address)
  const idle = connect(Number(port), '127.0.0.1').on('error', () => undefined)
  await once(idle, 'connect')
  const id = newId()
  const { sent, finish } = beginPost(id)
  await sleep(300)
  const stoppedAt = performance.now()
  const exit = server.stop()
  while (!(await refusesConnections())) await sleep(50)
  await sleep(1_000)
  finish()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(201)
  answer.resume()
  expect(await exit).toBe(0)
  expect(performance.now() - stoppedAt).toBeLessThan(STOP_MS_MAX)

  server = await startServerProcess({ dataDir: folder, env })
  const read = await fetch(`${server.address}${API}/posts/${id}`, { headers: { authorization: `Bearer ${token}` } })
  expect(await read.json()).toMatchObject({ id, text: 'half of it' })
})

test('what never comes to its end is cut off after ten seconds', async () => {
  server = await startServerProcess({ dataDir: folder, env })
  const { sent } = beginPost(newId())
  const broken = once(sent, 'error')
  await sleep(300)
  const stoppedAt = performance.now()
  expect(await server.stop()).toBe(1)
  const took = performance.now() - stoppedAt
  expect(took).toBeGreaterThan(STOP_MS_MAX - 1_000)
  expect(took).toBeLessThan(STOP_MS_MAX + SLACK_MS)
  await broken
})
