import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { buildTestApp, type TestApp } from '../support/build-test-app'
import { type ServerProcess, startServerProcess } from '../support/server-process'
import type { DemoExtent } from './fill-demos'
import type { Host, OpenHost } from './phones'

export type ServerHost = ServerProcess & Host
export type AppHost = TestApp & Host

/** The real server, in a process and a folder of its own, with the demo filled so far. */
export const aServer =
  (extent: DemoExtent = 'people'): OpenHost<ServerHost> =>
  async (env) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'linli-journey-'))
    cpSync(inject('demos')[extent], dataDir, { recursive: true })
    const server = await startServerProcess({ dataDir, env: { ...env, LINLI_DEMO_EXTENT: extent } })
    const close = async () => {
      await server.kill()
      rmSync(dataDir, { recursive: true, force: true })
    }
    return { ...server, close }
  }

/** The same in this process, so that the story turns its clock. */
export const aServerWithAClock: OpenHost<AppHost> = async () => {
  const app = await buildTestApp({ withWeb: true })
  return { ...app, address: await app.app.listen({ port: 0, host: '127.0.0.1' }) }
}
