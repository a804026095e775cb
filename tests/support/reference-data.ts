import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../server/project-root'

/** Reference data made by others: a folder named by the environment, or the one beside the project. */
const folder = process.env.LINLI_REFERENCE_DATA || join(projectRoot, '../shared/data')

/** A file or folder of the reference data, and whether it is there: where it is absent, tests that want it are skipped, and say so. */
export function referenceData(path: string): { path: string; isAbsent: boolean } {
  const found = join(folder, path)
  return { path: found, isAbsent: !existsSync(found) }
}
