#!/usr/bin/env node
// The linli command. Plain JavaScript: it prepares what `npm ci` left out, compiles the server when its source is newer than what was
// compiled, and hands over. A second start finds all done and takes a moment.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { inTurn, prepare } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
/** What was compiled lies in a folder named by its sources, so that a process that runs keeps what it runs from. */
const compiled = join(root, 'dist/server')
const KEPT_MAX = 3

function stampOfSources() {
  const hash = createHash('sha256')
  for (const folder of ['server', 'src/contract', 'src/proof']) {
    for (const file of readdirSync(join(root, folder), { recursive: true }).map(String).sort()) {
      if (!/\.(ts|mjs|json)$/.test(file)) continue
      const found = statSync(join(root, folder, file), { throwIfNoEntry: false })
      if (found) hash.update(`${file} ${found.mtimeMs} ${found.size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** Compiles beside, and gives it its name when it is whole: a process that is killed leaves nothing that looks finished. */
async function compile(folder) {
  const unfinished = `${folder}.${process.pid}.part`
  const { buildSync } = await import('esbuild')
  inTurn(() => {
    if (existsSync(folder)) return
    buildSync({
      // Beside the command, what worker threads begin with (server/worker-script.ts).
      entryPoints: {
        commands: join(root, 'server/cli/commands.ts'),
        'opinion-map-worker': join(root, 'server/features/deliberation/opinion-map-worker.ts'),
        'matching-worker': join(root, 'server/features/mutual-aid/matching-worker.ts'),
      },
      outdir: unfinished,
      bundle: true,
      splitting: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      sourcemap: true,
      outExtension: { '.js': '.mjs' },
      logLevel: 'error',
    })
    renameSync(unfinished, folder)
    forgetOldOnes()
  })
}

function forgetOldOnes() {
  const ages = readdirSync(compiled)
    .map((name) => ({ path: join(compiled, name), at: statSync(join(compiled, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of ages.slice(KEPT_MAX)) rmSync(path, { recursive: true, force: true })
}

prepare()
const folder = join(compiled, stampOfSources())
if (!existsSync(folder)) await compile(folder)
const { run } = await import(pathToFileURL(join(folder, 'commands.mjs')).href)
await run(process.argv)
