import type { Reader } from '../../storage/store'
import { listSubtree, type PlaceRow } from '../places'

/** Grids and buildings of a place, by the names that people write. */
export interface PlaceIndex {
  /** By name, or by the short code of the poster. */
  gridsCalled(name: string): readonly string[]
  buildingsCalled(gridId: string, name: string): readonly string[]
}

/** "1 号楼" and "１号楼" are one name. */
function keyOf(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

export function indexPlaces(grids: readonly PlaceRow[], buildings: readonly PlaceRow[]): PlaceIndex {
  const byName = new Map<string, string[]>()
  const add = (key: string, id: string) => byName.set(key, [...(byName.get(key) ?? []), id])
  for (const { id, name, code } of grids) {
    add(keyOf(name), id)
    if (code !== null && keyOf(code) !== keyOf(name)) add(keyOf(code), id)
  }
  for (const { id, name, parentId } of buildings) add(`${parentId}/${keyOf(name)}`, id)
  return {
    gridsCalled: (name) => byName.get(keyOf(name)) ?? [],
    buildingsCalled: (gridId, name) => byName.get(`${gridId}/${keyOf(name)}`) ?? [],
  }
}

export async function findPlaceIndex(reader: Reader, path: string): Promise<PlaceIndex> {
  return indexPlaces(await listSubtree(reader, path, 'grid'), await listSubtree(reader, path, 'building'))
}
