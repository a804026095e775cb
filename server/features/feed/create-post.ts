import type { PostKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { mayUseImages, withholdImages } from '../media'
import { findStanding, refuseGridLife, type Standing } from '../membership'
import { checkText, recordCheck } from '../moderation'
import {
  findDeletion,
  findGrid,
  findPost,
  type GridRow,
  insertPost,
  type KnownPostRow,
  listImagesOnlyIn,
} from './repository'
import { refuseDeleted } from './rules'

export interface CreatePostCommand {
  id: string
  personId: string
  gridId: string
  kind: PostKind
  text: string
  imageIds: readonly string[]
}

/**
 * A resident says something to the grid.
 * @throws Problem id_taken; not_found where the post was made and deleted before; invalid_request where a picture is not the author's
 */
export async function createPost(
  deps: Deps,
  command: CreatePostCommand,
): Promise<{ outcome: 'created' | 'exists'; post: KnownPostRow }> {
  const { id, personId, gridId, kind, text, imageIds } = command
  const requestHash = hashRequest({ gridId, kind, text, imageIds })
  const before = deps.contentChecker.isLocal ? null : await admit(deps.store.read, command, requestHash)
  if (before !== null && 'known' in before) return { outcome: 'exists', post: before.known }
  const answer = await checkText(deps, { text, scene: 'post', personId })
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const now = await admit(tx, command, requestHash)
    if ('known' in now) return { outcome: 'exists', post: now.known }
    const { communityId } = now.grid
    await insertPost(tx, {
      communityId,
      gridId,
      id,
      authorId: personId,
      buildingId: homeIn(now.standing, gridId),
      kind,
      text,
      imageIds,
      state: answer.state,
      createdAt: at,
      requestHash,
    })
    const subject = {
      subjectKind: 'post',
      subjectId: id,
      communityId,
      gridId,
      authorId: personId,
      text,
      imageIds,
    } as const
    await recordCheck(tx, { ...subject, answer, at })
    if (answer.state === 'hidden')
      await withholdImages(tx, await listImagesOnlyIn(tx, { id, authorId: personId }, imageIds, 'shown'))
    tx.touch(topicOf.grid(gridId))
    return { outcome: 'created', post: found(await findPost(tx, id)) }
  })
}

type Admitted = { known: KnownPostRow } | { grid: GridRow; standing: Standing }

/** Asked in the transaction, and before the content check too where that goes over the network and takes its time. */
async function admit(reader: Reader, command: CreatePostCommand, requestHash: string): Promise<Admitted> {
  const { id, personId, gridId, imageIds } = command
  const known = await findPost(reader, id)
  if (known) {
    assertSameRequest(known, requestHash, known.authorId, personId)
    return { known }
  }
  const grid = found(await findGrid(reader, gridId))
  const standing = await findStanding(reader, personId)
  refuseIf(refuseGridLife(standing, grid))
  refuseDeleted(await findDeletion(reader, 'post', id), personId)
  if (!(await mayUseImages(reader, personId, imageIds))) {
    throw new Problem('invalid_request', { fields: [{ path: 'imageIds', message: 'not all are pictures of yours' }] })
  }
  return { grid, standing }
}

/** The building that neighbours know the author by, or null for staff who live elsewhere. */
function homeIn(standing: Standing, gridId: string): string | null {
  return standing.homes.find((home) => home.state === 'verified' && home.gridId === gridId)?.buildingId ?? null
}
