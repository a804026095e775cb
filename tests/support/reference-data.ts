import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../server/project-root'

/** The folder with data that others made (LINLI_REFERENCE_DATA, else beside the project); null, and said so, where it is absent. */
export function referenceData(part: string): string | null {
  const folder = join(process.env.LINLI_REFERENCE_DATA ?? join(projectRoot, '../shared/data'), part)
  if (existsSync(folder)) return folder
  console.log(`skipped: there is no reference data ${part} (LINLI_REFERENCE_DATA names its folder)`)
  return null
}
