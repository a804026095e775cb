#!/usr/bin/env node
// The linli command. Plain JavaScript: it prepares what `npm ci` left out, compiles the server when its source is newer than what was
// compiled, and hands over. A second start finds all done and takes a moment.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const output = join(root, 'dist/server')
const stampFile = join(output, 'stamp')

function stampOfSources() {
  const hash = createHash('sha256')
  for (const folder of ['server', 'src/contract']) {
    for (const file of readdirSync(join(root, folder), { recursive: true }).map(String).sort()) {
      if (!/\.(ts|mjs|json)$/.test(file)) continue
      const { mtimeMs, size } = statSync(join(root, folder, file))
      hash.update(`${file} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex')
}

async function compile() {
  const stamp = stampOfSources()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const { build } = await import('esbuild')
  await build({
    entryPoints: [join(root, 'server/cli/commands.ts')],
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
  mkdirSync(output, { recursive: true })
  writeFileSync(stampFile, stamp)
}

prepare()
await compile()
const { run } = await import('../../dist/server/commands.mjs')
await run(process.argv)
