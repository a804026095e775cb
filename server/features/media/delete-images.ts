import type { Deps } from '../../deps'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import type { Reader } from '../../storage/store'
import { removeImageFiles } from './files'
import { deleteImageRows, holdImages, isImageInUse, listImageIdsBefore, listImages } from './repository'
import { deleteForgottenVoices } from './voices/delete-voices'

const UNUSED_HOURS_MAX = 24
const PAGE_IMAGES = 100

/** Deletes pictures for good: their rows, and with them their addresses, then the files. */
export async function deleteImages(deps: Deps, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await deps.store.write((tx) => deleteImageRows(tx, ids))
  await removeFilesOf(deps, ids)
}

/** Deletes those of the pictures that nothing needs any more. */
export async function deleteUnusedImages(deps: Deps, ids: readonly string[]): Promise<void> {
  const deleted = await deps.store.write(async (tx) => {
    await holdImages(tx, ids)
    const unused = await listUnused(tx, ids)
    await deleteImageRows(tx, unused)
    return unused
  })
  await removeFilesOf(deps, deleted)
}

/**
 * Deletes every picture that is older than a day and that nothing needs: uploaded and never sent, or an avatar of before. A few at a time, so
 * that nobody waits long for the writer.
 */
async function deleteForgottenImages(deps: Deps): Promise<void> {
  const before = oldestUnused(deps)
  for (let after = BEFORE_ALL_IDS; ; ) {
    const ids = await listImageIdsBefore(deps.store.read, before, after, PAGE_IMAGES)
    const last = ids.at(-1)
    if (last === undefined) return
    const unused = await listUnused(deps.store.read, ids)
    if (unused.length > 0) await deleteUnusedImages(deps, unused)
    after = last
  }
}

/** Pictures and sounds alike. */
export async function deleteForgottenMedia(deps: Deps): Promise<void> {
  await deleteForgottenImages(deps)
  await deleteForgottenVoices(deps, oldestUnused(deps))
}

const oldestUnused = ({ clock }: Deps) => new Date(clock.now().getTime() - UNUSED_HOURS_MAX * 3_600_000)

async function listUnused(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const unused: string[] = []
  for (const image of await listImages(reader, ids)) if (!(await isImageInUse(reader, image))) unused.push(image.id)
  return unused
}

/** The second half, for whoever deleted the rows together with something else. A file that cannot be removed is only room lost. */
export async function removeFilesOf(deps: Deps, ids: readonly string[]): Promise<void> {
  await removeImageFiles(deps.config.dataDir, ids).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'files of deleted pictures were not removed')
  })
}
