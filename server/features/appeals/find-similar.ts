import { type AppealCategory, type GeoPoint, LIMITS, type SimilarAppeal } from '../../../src/contract'
import type { Deps } from '../../deps'
import { refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findDuties } from '../hand-overs'
import { holdsRole, isStaffOf, type Standing } from '../membership'
import { factsOf, findViewers } from './case-facts'
import { cellsAround, metresBetween, toStored } from './geo'
import { listOpenNear } from './list-repository'
import { getPoint, getSpot, type Spot } from './open-appeal'
import { refuseReport, refuseSee } from './policy'
import { presentSimilar } from './presenter'
import { type CaseRow, listCasesByIds } from './repository'

/** Cases looked at in each cell, and in the building or grid: the newest. */
const WALK_MAX = 40

interface Near {
  id: string
  metres: number | null
  createdAt: number
}

export interface SimilarCommand {
  placeId: string
  personId: string
  category: AppealCategory
  location: GeoPoint | null
  /** The case that is compared, where it is there already. */
  exceptId?: string
}

type Search = SimilarCommand & { sees: 'all' | 'public' }

/** Open cases of the same category within some metres, nearest first; then those of the same building, or grid, newest first. */
export async function findSimilar(deps: Deps, command: SimilarCommand): Promise<SimilarAppeal[]> {
  const { read } = deps.store
  const spot = await getSpot(read, command.placeId)
  const standing = await findDuties(read, command.personId, deps.clock.now())
  refuseIf(refuseReport(standing, spot.grid))
  getPoint(command.location, spot)
  // Whoever handles cases here merges them too: signals and imported cases, which no neighbour reads, among them.
  const isHandler = holdsRole(standing, ['grid_officer', 'secretary', 'street_staff'], spot.grid.path)
  const near = await listNear(read, spot, { ...command, sees: isHandler ? 'all' : 'public' })
  const rows = new Map(
    (
      await listCasesByIds(
        read,
        near.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  const viewers = await findViewers(read, standing, [...rows.values()])
  const readable = near.flatMap(({ id, metres }) => {
    const row = rows.get(id)
    if (row === undefined || !readsIn(standing, row)) return []
    return isHandler && refuseSee(viewers.of(id), factsOf(row)) !== null ? [] : [{ row, metres }]
  })
  return readable
    .slice(0, LIMITS.similarAppeals)
    .map(({ row, metres }) => presentSimilar(row, metres, viewers.of(row.id).tie !== null))
}

/** Around a point lies another community too, whose cases are for its own people. */
function readsIn(standing: Standing, { gridPath, communityId }: CaseRow): boolean {
  const livesThere = standing.homes.some((home) => home.state === 'verified' && home.communityId === communityId)
  return livesThere || isStaffOf(standing, gridPath)
}

async function listNear(reader: Reader, spot: Spot, search: Search): Promise<Near[]> {
  const { location, exceptId } = search
  const byPoint = location === null ? [] : await listAround(reader, location, search)
  const places = [spot.building?.id ?? spot.grid.id]
  const byPlace = await listOpenNear(reader, { column: 'nearPlaceId', values: places }, search, WALK_MAX)
  const seen = new Set([...byPoint.map(({ id }) => id), exceptId])
  // A case with a point of its own that lies too far away is not near, though it is of the same place.
  const others = byPlace.filter(({ id, lngE6 }) => !seen.has(id) && (location === null || lngE6 === null))
  return [
    ...byPoint.filter(({ id }) => id !== exceptId),
    ...others.map(({ id, createdAt }) => ({ id, metres: null, createdAt })).sort((a, b) => b.createdAt - a.createdAt),
  ]
}

async function listAround(reader: Reader, location: GeoPoint, search: Search): Promise<Near[]> {
  const point = toStored(location)
  const cells = { column: 'cell', values: cellsAround(point) } as const
  const rows = await listOpenNear(reader, cells, search, WALK_MAX)
  return rows
    .map(({ id, lngE6, latE6, createdAt }) => ({
      id,
      createdAt,
      metres: metresBetween(point, { lngE6: lngE6 ?? 0, latE6: latE6 ?? 0 }),
    }))
    .filter(({ metres }) => metres <= LIMITS.similarMetres)
    .sort((a, b) => a.metres - b.metres || b.createdAt - a.createdAt)
}
