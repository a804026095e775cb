import type { Deps } from '../../deps'
import { decodeCursor } from '../../kernel/cursor'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { findStanding, refuseGridLife } from '../membership'
import { findPlace, idsOnPath } from '../places'
import { listNoticeHits, listPostHits } from './repository'
import { type Hit, likePattern, mergeHits } from './rules'

export interface SearchGridQuery {
  gridId: string
  personId: string
  /** On one line, normalised. */
  words: string
  cursor: string | undefined
  limit: number
}

/** Posts of a grid, and notices to it and to the places above it, in which the words stand; newest first, one more than asked for. */
export async function searchGrid(deps: Deps, query: SearchGridQuery): Promise<Hit[]> {
  const { gridId, personId, words, cursor, limit } = query
  const { read } = deps.store
  const before = decodeCursor(cursor, ['time', 'id'])
  const grid = found(await findPlace(read, gridId))
  const { communityId } = grid
  if (grid.kind !== 'grid' || communityId === null) throw new Problem('not_found')
  refuseIf(refuseGridLife(await findStanding(read, personId), grid))
  const page = { pattern: likePattern(words), before, limit: limit + 1 }
  const posts = await listPostHits(read, { id: gridId, communityId }, page)
  const notices = await listNoticeHits(read, idsOnPath(grid.path), deps.clock.now(), page)
  const hits = mergeHits(
    posts.map((row) => ({ ...row, kind: 'post' })),
    notices.map((row) => ({ ...row, kind: 'notice' })),
  )
  return hits.slice(0, limit + 1)
}
