import type { Ranking } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refusePlace } from './policy'
import { periodOf, rank } from './ranking'
import { invalid } from './rules'
import { listPublished } from './task-repository'

const PROJECTS_MAX = 500

/** 一项目一评议: what was published in a quarter or a year, ranked by what residents say of it, with the numbers behind. */
export async function rankProjects(
  deps: Deps,
  query: { placeId: string; personId: string; year: number; quarter: number | null },
): Promise<Ranking> {
  const { read } = deps.store
  const place = found(await findPlace(read, query.placeId))
  refuseIf(refusePlace(await findStanding(read, query.personId), place))
  if (place.communityId === null) throw invalid('id', 'neither a grid nor a community')
  const { from, to } = periodOf(query.year, query.quarter)
  // What is selected is so for good: while the year runs it might change with every star.
  const isYearOver = query.quarter === null && to <= deps.clock.now()
  const where = { communityId: place.communityId, placeIds: place.kind === 'community' ? null : [place.id] }
  const rows = await listPublished(read, where, from, to, PROJECTS_MAX)
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    items: rank(rows, isYearOver).map(({ row, score, rank: place, isSelected }) => ({
      id: row.id,
      rank: place,
      title: row.title,
      publishedAt: new Date(row.publishedAt).toISOString(),
      ratings: row.ratingCount,
      stars: row.ratingCount === 0 ? null : row.starSum / row.ratingCount,
      score,
      tasks: row.tasks,
      tasksDone: row.tasksDone,
      claims: row.claims,
      selected: isSelected,
      can: { open: true },
    })),
  }
}
