import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { recordCheck } from '../moderation'
import { writeImageFiles } from './files'
import { oneAtATime } from './one-at-a-time'
import { reEncode } from './re-encode'
import { findImage, type ImageRow, insertImage, sumBytesAdded } from './repository'
import type { ImageType } from './rules'

const DAY_MS = 86_400_000

export interface StoreImageCommand {
  id: string
  personId: string
  type: ImageType
  bytes: Buffer
}

type Stored = { outcome: 'created' | 'exists'; image: ImageRow }

const storeInTurn = oneAtATime()

/**
 * Makes a picture of what was sent and keeps it. The files are on the disk before the row is, so that no row is without its files.
 * @throws Problem picture_quota_reached where the person added too much today
 * @throws Problem image_unreadable, too_large, overloaded, storage_unavailable; id_taken where the id holds another picture
 */
export function storeImage(deps: Deps, command: StoreImageCommand): Promise<Stored> {
  return storeInTurn(command.id, () => storeOne(deps, command))
}

async function storeOne(deps: Deps, { id, personId, type, bytes }: StoreImageCommand): Promise<Stored> {
  const sourceHash = await hashBytes(bytes)
  const known = await findSame(deps.store.read, id, sourceHash, personId)
  if (known) return { outcome: 'exists', image: known }
  await refuseBeyondQuota(deps, personId)
  const { width, height, full, thumb } = await reEncode(bytes, type)
  await writeImageFiles(deps.config.dataDir, id, { full, thumb })
  const at = deps.clock.now()
  const { contentChecker: checker } = deps
  const state = checker.isLocal ? 'approved' : 'pending'
  return deps.store.write(async (tx) => {
    const byteCount = full.length + thumb.length
    const outcome = await insertImage(tx, {
      id,
      ownerId: personId,
      width,
      height,
      byteCount,
      sourceHash,
      state,
      createdAt: at,
    })
    if (outcome === 'created' && state === 'pending') {
      const answer = { state, verdict: 'unanswered', label: null, checker: checker.name } as const
      await recordCheck(tx, { subjectKind: 'image', subjectId: id, answer, at })
    }
    return { outcome, image: found(await findSame(tx, id, sourceHash, personId)) }
  })
}

async function findSame(
  reader: Reader,
  id: string,
  sourceHash: string,
  personId: string,
): Promise<ImageRow | undefined> {
  const known = await findImage(reader, id)
  if (known) assertSameRequest({ requestHash: known.sourceHash }, sourceHash, known.ownerId, personId)
  return known
}

/** What was added in the last 24 hours and is still kept. Several at once may pass it together, by a few pictures. */
export async function refuseBeyondQuota(deps: Deps, personId: string): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - DAY_MS)
  const bytes = await sumBytesAdded(deps.store.read, personId, since)
  if (bytes >= LIMITS.imageBytesPerDay) throw new Problem('picture_quota_reached')
}

/** SHA-256 off the main thread: ten megabytes would hold everybody else up. */
export async function hashBytes(bytes: Buffer): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('base64url')
}
