import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config'
import { startServer, stopOnSignals } from '../main'
import { projectRoot } from '../project-root'
import { PERSONAS } from '../storage/seed/demo-people'
import { releaseMemoryLater } from './release-memory'

/** Starts the server; the H5 end is built first where it is not there. Prints `ready on http://…` when it answers. */
export async function serve(): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const config = readConfig(process.env)
  buildH5(say)
  const running = await startServer(config, say)
  stopOnSignals(running)
  if (config.isDemo) {
    say('')
    say('演示身份，点开即登录 · sign in with one tap:')
    for (const { code, about } of PERSONAS) say(`  ${running.address}/as/${code}  ${about}`)
    say('')
  }
  releaseMemoryLater()
  say(`ready on ${running.address}`)
}

function buildH5(say: (line: string) => void): void {
  if (existsSync(join(projectRoot, 'dist/h5/index.html')) || process.env.LINLI_WITHOUT_H5 === '1') return
  say('Building the H5 end (once, about a minute) …')
  const startedAt = Date.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'config/build.mjs'), 'h5'], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The H5 end could not be built:\n${stdout}${stderr}`)
  say(`Building the H5 end: done in ${Math.round((Date.now() - startedAt) / 1_000)} s`)
}
