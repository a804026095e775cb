import type { Deps } from '../../deps'
import { removeImageFiles } from './files'
import { deleteImageRows } from './repository'

/**
 * Deletes pictures so that none is forgotten on the disk: first the files, then the rows that name them. May be cut short, and is then done again.
 * @throws where a file cannot be removed
 */
export async function eraseImages(deps: Pick<Deps, 'config' | 'store'>, ids: readonly string[]): Promise<void> {
  await removeImageFiles(deps.config.dataDir, ids)
  await deps.store.write((tx) => deleteImageRows(tx, ids))
}
