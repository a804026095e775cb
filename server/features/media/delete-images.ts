import type { Deps } from '../../deps'
import { removeImageFiles } from './files'
import { deleteImageRows } from './repository'

/** Deletes pictures for good: their rows, and with them their addresses, then the files. */
export async function deleteImages(deps: Deps, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await deps.store.write((tx) => deleteImageRows(tx, ids))
  await removeFilesOf(deps, ids)
}

/** The second half, for whoever deleted the rows together with something else. A file that cannot be removed is only room lost. */
export async function removeFilesOf(deps: Deps, ids: readonly string[]): Promise<void> {
  await removeImageFiles(deps.config.dataDir, ids).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'files of deleted pictures were not removed')
  })
}
