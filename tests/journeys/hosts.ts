import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTestApp, type TestApp } from '../support/build-test-app'
import { type ServerProcess, startServerProcess } from '../support/server-process'
import type { Host, OpenHost } from './phones'

export type ServerHost = ServerProcess & Host
export type AppHost = TestApp & Host

/** The real server, in a process and a folder of its own. */
export const aServer =
  (settings: Record<string, string> = {}): OpenHost<ServerHost> =>
  async (env) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'linli-journey-'))
    const server = await startServerProcess({ dataDir, env: { ...env, ...settings } })
    const close = async () => {
      await server.kill()
      rmSync(dataDir, { recursive: true, force: true })
    }
    return { ...server, close }
  }

/** The same in this process, so that the story turns its clock. */
export const aServerWithAClock: OpenHost<AppHost> = async () => {
  const app = await buildTestApp()
  return { ...app, address: await app.app.listen({ port: 0, host: '127.0.0.1' }) }
}
