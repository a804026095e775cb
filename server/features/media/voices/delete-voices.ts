import type { Deps } from '../../../deps'
import { BEFORE_ALL_IDS } from '../../../kernel/ids'
import { removeVoiceFiles } from './files'
import { deleteVoiceRows, holdVoices, listUnusedVoices, listVoiceIdsBefore } from './repository'

const PAGE_VOICES = 100

/** Deletes those of the sounds that nothing needs any more: their rows, and with them their addresses, then the files. */
export async function deleteUnusedVoices(deps: Deps, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const deleted = await deps.store.write(async (tx) => {
    await holdVoices(tx, ids)
    const unused = await listUnusedVoices(tx, ids)
    await deleteVoiceRows(tx, unused)
    return unused
  })
  await removeVoiceFiles(deps.config.dataDir, deleted).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'files of deleted sounds were not removed')
  })
}

/** Deletes every sound from before a time that nothing needs: recorded and never sent. */
export async function deleteForgottenVoices(deps: Deps, before: Date): Promise<void> {
  for (let after = BEFORE_ALL_IDS; ; ) {
    const ids = await listVoiceIdsBefore(deps.store.read, before, after, PAGE_VOICES)
    const last = ids.at(-1)
    if (last === undefined) return
    await deleteUnusedVoices(deps, await listUnusedVoices(deps.store.read, ids))
    after = last
  }
}
