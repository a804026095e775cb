import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, version } from 'esbuild'

const RUNTIME = fileURLToPath(new URL('./runtime', import.meta.url))

/** The runtime as one script, built once for each state of its sources and kept in the system's temporary folder. */
export async function bundleRuntime(): Promise<string> {
  const hash = createHash('sha256').update(version)
  for (const file of readdirSync(RUNTIME, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(ts|css)$/.test(file)) hash.update(file).update(readFileSync(path.join(RUNTIME, file)))
  }
  const folder = path.join(os.tmpdir(), 'linli-mini-program')
  const cached = path.join(folder, `runtime-${hash.digest('hex').slice(0, 16)}.js`)
  try {
    return readFileSync(cached, 'utf8')
  } catch {
    // Not built yet.
  }
  const result = await build({
    entryPoints: [path.join(RUNTIME, 'entry.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome110',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  })
  const text = result.outputFiles[0]?.text ?? ''
  mkdirSync(folder, { recursive: true })
  // Test files run in several processes: a rename puts the whole file there at once.
  const draft = `${cached}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, cached)
  return text
}

export function readShellStyles(): string {
  return readFileSync(path.join(RUNTIME, 'shell.css'), 'utf8')
}
