import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inTurn } from '../../server/cli/prepare.mjs'
import { projectRoot } from '../../server/project-root'

const INPUTS = ['src', 'config', 'package-lock.json', 'babel.config.js', 'project.config.json']

/**
 * The folder of a build that is made from the source as it stands; built first where it is not. LINLI_KEEP_BUILDS=1 takes what is there, for
 * whoever is writing a journey.
 */
export function freshBuild(end: 'weapp' | 'alipay' | 'h5'): string {
  const folder = join(projectRoot, 'dist', end)
  if (process.env.LINLI_KEEP_BUILDS === '1' && existsSync(folder)) return folder
  // Two journeys that begin at once build once.
  inTurn(() => buildUnlessFresh(end, folder))
  return folder
}

function buildUnlessFresh(end: string, folder: string): void {
  const stampFile = join(projectRoot, 'dist', `${end}.stamp`)
  const stamp = stampOfInputs()
  if (existsSync(folder) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'config/build.mjs'), end], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the ${end} build failed:\n${stdout}${stderr}`)
  writeFileSync(stampFile, stamp)
}

function stampOfInputs(): string {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    const path = join(projectRoot, input)
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true }).map((name) => join(path, String(name)))
      : [path]
    for (const file of files.sort())
      if (statSync(file).isFile()) hash.update(file.slice(projectRoot.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}
