// npm run bench: bundles the benchmarks as `linli serve` is bundled, so that what is measured is what runs, and hands over. docs/bench.md says
// what the rows mean. Options: --quick, --fresh, --only <part>, --profile <folder>.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { prepare } from '../../server/cli/prepare.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const output = join(root, 'dist/bench')

/** The peer has a client of its own: the same tables, with the relations that a usual schema would have. */
function generatePeerClient() {
  const schema = join(here, 'peer.prisma')
  const stamp = join(output, 'peer-client/stamp')
  const wanted = readFileSync(schema, 'utf8')
  try {
    if (readFileSync(stamp, 'utf8') === wanted) return
  } catch {
    // not generated yet
  }
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
  const noEngine = join(root, 'server/storage/no-schema-engine.mjs')
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: noEngine, PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  const { status, stderr } = spawnSync(process.execPath, [prisma, 'generate', '--schema', schema, '--no-hints'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the peer's client could not be made:\n${stderr}`)
  writeFileSync(stamp, wanted)
}

prepare()
mkdirSync(output, { recursive: true })
generatePeerClient()
await build({
  entryPoints: [
    'main.ts',
    'linli-server.ts',
    'peer-server.mjs',
    'load.mjs',
    'in-process.ts',
    'in-process-cases.ts',
    'ledger-child.ts',
    'cores-child.ts',
    'voting-child.ts',
    'blinding-child.ts',
    'opinion-child.ts',
    '../../server/features/deliberation/opinion-map-worker.ts',
  ].map((file) => ({ in: join(here, file), out: basename(file).replace(/\.m?[jt]s$/, '') })),
  outdir: output,
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
const args = [join(output, 'main.mjs'), ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1)
