import type { GeoPoint } from '../../../src/contract'
import { Problem } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findCity, isInCity, toStored } from '../appeals'

/** A point as it is kept. @throws Problem point_outside_city where it is not in the city that the place is in */
export async function getStoredPoint(
  reader: Reader,
  placePath: string,
  location: GeoPoint | undefined,
): Promise<{ lngE6: number | null; latE6: number | null }> {
  if (location === undefined) return { lngE6: null, latE6: null }
  const point = toStored(location)
  if (!isInCity(point, await findCity(reader, placePath))) throw new Problem('point_outside_city')
  return point
}
