import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-full-'))
let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a full disk answers 503 to writes while reads go on; with room again, nothing acknowledged is missing', async () => {
  server = await startServerProcess({ dataDir })
  await server.stop()
  // No file may grow beyond this: the write-ahead log meets the bound first, as a full disk would be met.
  server = await startServerProcess({ dataDir, fileSizeKiBMax: 3_000 })
  const token = await server.signIn('resident-0001')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const { communities } = (await (await fetch(`${server.address}/api/v1/demo`)).json()) as {
    communities: { grids: { id: string }[] }[]
  }
  const placeId = communities[0]?.grids[0]?.id
  const put = async (id: string) => {
    const body = JSON.stringify({ placeId, kind: 'talk', text: '满'.repeat(1_900), imageIds: [] })
    return fetch(`${server?.address}/api/v1/posts/${id}`, { method: 'PUT', headers, body })
  }
  const acknowledged: string[] = []
  let refusal: Response | undefined
  while (refusal === undefined && acknowledged.length < 3_000) {
    const id = newId()
    const answer = await put(id)
    if (answer.status === 201) acknowledged.push(id)
    else refusal = answer
  }
  expect(refusal?.status).toBe(503)
  expect(await refusal?.json()).toMatchObject({ code: 'storage_unavailable' })
  expect(refusal?.headers.get('retry-after')).toMatch(/^\d+$/)
  const read = await fetch(`${server.address}/api/v1/posts/${acknowledged.at(-1)}`, { headers })
  expect(read.status).toBe(200)

  await server.kill()
  server = await startServerProcess({ dataDir })
  const missing: string[] = []
  for (const id of acknowledged) {
    if ((await fetch(`${server.address}/api/v1/posts/${id}`, { headers })).status !== 200) missing.push(id)
  }
  expect(missing).toEqual([])
  expect((await put(newId())).status).toBe(201)
})
