import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const ACKNOWLEDGED = 2_000
const CLIENTS = 16

const dataDir = mkdtempSync(join(tmpdir(), 'linli-kill-'))
let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test(`kill -9 in the middle of writing: of ${ACKNOWLEDGED} acknowledged posts none is lost`, async () => {
  server = await startServerProcess({ dataDir })
  const token = await server.signIn('resident-0001')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const placeId = await gridOf(server.address)
  const acknowledged: string[] = []
  const unanswered: string[] = []

  const writeUntilDead = async (address: string) => {
    for (;;) {
      const id = newId()
      const body = JSON.stringify({ placeId, kind: 'talk', text: `第 ${acknowledged.length} 条`, imageIds: [] })
      try {
        const answer = await fetch(`${address}/api/v1/posts/${id}`, { method: 'PUT', headers, body })
        if (answer.status !== 201) throw new Error(`unexpected ${answer.status}: ${await answer.text()}`)
        acknowledged.push(id)
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('unexpected')) throw error
        unanswered.push(id)
        return
      }
      if (acknowledged.length === ACKNOWLEDGED) server?.process.kill('SIGKILL')
    }
  }
  const { address } = server
  await Promise.all(Array.from({ length: CLIENTS }, () => writeUntilDead(address)))
  expect(acknowledged.length).toBeGreaterThanOrEqual(ACKNOWLEDGED)
  await server.kill()

  server = await startServerProcess({ dataDir })
  const there = new Set<string>()
  for (let cursor = ''; ; ) {
    const page = await fetch(`${server.address}/api/v1/places/${placeId}/feed?limit=50${cursor}`, { headers })
    const { items, nextCursor } = (await page.json()) as { items: { id: string }[]; nextCursor: string | null }
    for (const { id } of items) there.add(id)
    if (nextCursor === null) break
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`
  }
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
  // What was under way when the power went may be there or not, but nothing else is.
  expect([...there].filter((id) => !acknowledged.includes(id) && !unanswered.includes(id))).toEqual([])
})

async function gridOf(address: string): Promise<string> {
  const demo = (await (await fetch(`${address}/api/v1/demo`)).json()) as { communities: { grids: { id: string }[] }[] }
  return demo.communities[0]?.grids[0]?.id ?? ''
}
