import type { GeoPoint } from '../../../src/contract'

/** A point in millionths of a degree (WGS 84), as it is kept. */
export interface StoredPoint {
  lngE6: number
  latE6: number
}

const EARTH_METRES = 6_371_009
/** A square of the earth: 167 m from south to north, and between 159 m and 330 m from west to east anywhere in China. */
const CELL_LAT_E6 = 1_500
const CELL_LNG_E6 = 3_000
/** China, with room, where nobody has said how far the city reaches. */
const CHINA = { west: 73, east: 136, south: 3, north: 54 }

export function toStored({ lng, lat }: GeoPoint): StoredPoint {
  return { lngE6: Math.round(lng * 1e6), latE6: Math.round(lat * 1e6) }
}

export function toPoint(lngE6: number | null, latE6: number | null): GeoPoint | null {
  return lngE6 === null || latE6 === null ? null : { lng: lngE6 / 1e6, lat: latE6 / 1e6 }
}

/** Great-circle metres (haversine). */
export function metresBetween(a: StoredPoint, b: StoredPoint): number {
  const radians = (e6: number) => (e6 / 1e6) * (Math.PI / 180)
  const [lat1, lat2] = [radians(a.latE6), radians(b.latE6)]
  const h =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin((radians(b.lngE6) - radians(a.lngE6)) / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

export function cellOf({ lngE6, latE6 }: StoredPoint): string {
  return nameOf(Math.floor(latE6 / CELL_LAT_E6), Math.floor(lngE6 / CELL_LNG_E6))
}

/** The cell of a point and the eight around it: all that lies within the height of one. */
export function cellsAround({ lngE6, latE6 }: StoredPoint): string[] {
  const row = Math.floor(latE6 / CELL_LAT_E6)
  const column = Math.floor(lngE6 / CELL_LNG_E6)
  return [-1, 0, 1].flatMap((up) => [-1, 0, 1].map((right) => nameOf(row + up, column + right)))
}

function nameOf(row: number, column: number): string {
  return `${row}:${column}`
}

/** Whether a point lies in a city: within its radius, or in China where no radius is known. */
export function isInCity(
  point: StoredPoint,
  city: { lngE6: number | null; latE6: number | null; radiusMetres: number | null } | null,
): boolean {
  if (city !== null && city.lngE6 !== null && city.latE6 !== null && city.radiusMetres !== null) {
    return metresBetween(point, { lngE6: city.lngE6, latE6: city.latE6 }) <= city.radiusMetres
  }
  const [lng, lat] = [point.lngE6 / 1e6, point.latE6 / 1e6]
  return lng >= CHINA.west && lng <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north
}
