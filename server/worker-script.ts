import { createHash } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from './project-root'

/** Entries beside the command itself, by name: what a worker thread begins with. linli.mjs compiles them with it. */
export type WorkerName = 'opinion-map-worker' | 'matching-worker'

const SOURCES: Record<WorkerName, string> = {
  'opinion-map-worker': 'server/features/deliberation/opinion-map-worker.ts',
  'matching-worker': 'server/features/mutual-aid/matching-worker.ts',
}

/**
 * The file with which a worker thread begins. It lies beside the compiled server; where the server runs from its sources, as in tests, it is
 * compiled on the spot.
 */
export async function findWorkerScript(name: WorkerName): Promise<string> {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts')) return compileWorker(name)
  return join(dirname(here), `${name}.mjs`)
}

async function compileWorker(name: WorkerName): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, SOURCES[name])],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    write: false,
    logLevel: 'error',
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error('broken belief: a worker is one file')
  const folder = join(projectRoot, 'dist/workers')
  const path = join(folder, `${name}-${createHash('sha256').update(file.contents).digest('hex').slice(0, 16)}.mjs`)
  if (existsSync(path)) return path
  const { mkdir, writeFile } = await import('node:fs/promises')
  await mkdir(folder, { recursive: true })
  const unfinished = `${path}.${process.pid}.part`
  await writeFile(unfinished, file.contents)
  renameSync(unfinished, path)
  return path
}
