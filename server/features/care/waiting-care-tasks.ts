import { BEFORE_ALL_IDS } from '../../kernel/ids'
import type { Reader } from '../../storage/store'
import type { Standing } from '../membership'
import { isWithin, listPlacesByIds, listSubtree } from '../places'
import { carePaths } from './policy'
import { type CarePlaces, type CareTaskRow, countWaiting, listWaiting } from './repository'

/** For the desk: what waits for a carer, soonest due first, from a position given by the last task before. */
export async function listCareTasksWaitingFor(
  reader: Reader,
  standing: Standing,
  { after, limit }: { after: readonly [dueAtMs: number, id: string] | null; limit: number },
): Promise<CareTaskRow[]> {
  const places = await findCarePlaces(reader, standing)
  if (places === null) return []
  const [dueAtMs, id] = after ?? [0, BEFORE_ALL_IDS]
  return listWaiting(reader, places, [new Date(dueAtMs), id], limit)
}

export async function countCareTasksWaitingFor(reader: Reader, standing: Standing): Promise<number> {
  const places = await findCarePlaces(reader, standing)
  return places === null ? 0 : countWaiting(reader, places)
}

/** The grids below the places that a person looks after; a leader's place is a building itself. */
async function findCarePlaces(reader: Reader, standing: Standing): Promise<CarePlaces | null> {
  const paths = carePaths(standing)
  if (paths.length === 0) return null
  const held = standing.roles.filter(({ placePath }) => paths.includes(placePath)).map(({ placeId }) => placeId)
  const buildingIds = (await listPlacesByIds(reader, held)).filter(({ kind }) => kind === 'building')
  const gridIds = new Set<string>()
  for (const path of paths) {
    if (buildingIds.some((building) => isWithin(path, building.path))) continue
    for (const grid of await listSubtree(reader, path, 'grid')) gridIds.add(grid.id)
  }
  return { personId: standing.personId, gridIds: [...gridIds], buildingIds: buildingIds.map(({ id }) => id) }
}
