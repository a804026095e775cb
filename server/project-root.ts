import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json, wherever this code was bundled to. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'project.config.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('project root not found')
  return findRoot(parent)
}
