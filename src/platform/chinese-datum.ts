/*
 * Chinese map services speak GCJ-02, a shift of WGS 84 by up to some hundreds of metres; the contract holds WGS 84.
 * The shift is the one that eviltransform (github.com/googollee/eviltransform) and others published; the way back is
 * found by correcting a guess until it stands still. Outside China the two are the same.
 */

export interface Degrees {
  lng: number
  lat: number
}

/** Krasovsky 1940. */
const SEMI_MAJOR_METRES = 6_378_245
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943

const isInChina = ({ lng, lat }: Degrees) => lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271

/** What latitude and longitude have in common. */
const waves = (x: number) => (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)

function shiftOf({ lng, lat }: Degrees): Degrees {
  const x = lng - 105
  const y = lat - 35
  const root = Math.sqrt(Math.abs(x))
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    waves(x) +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y / 30) * Math.PI)) * (2 / 3)
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    waves(x) +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3)
  const latitude = (lat / 180) * Math.PI
  const curve = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2
  const meridian = ((SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / (curve * Math.sqrt(curve))) * Math.PI
  const parallel = (SEMI_MAJOR_METRES / Math.sqrt(curve)) * Math.cos(latitude) * Math.PI
  return { lng: (east * 180) / parallel, lat: (north * 180) / meridian }
}

/** WGS 84 → GCJ-02, for showing a point on a Chinese map. */
export function toChineseDatum(point: Degrees): Degrees {
  if (!isInChina(point)) return point
  const shift = shiftOf(point)
  return { lng: point.lng + shift.lng, lat: point.lat + shift.lat }
}

const ROUNDS = 8
const sixDecimals = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** GCJ-02 → WGS 84 to six decimals (a decimetre), for a point that was chosen on a Chinese map. */
export function fromChineseDatum(point: Degrees): Degrees {
  let guess = point
  for (let round = 0; round < ROUNDS; round++) {
    const there = toChineseDatum(guess)
    guess = { lng: guess.lng + point.lng - there.lng, lat: guess.lat + point.lat - there.lat }
  }
  return { lng: sixDecimals(guess.lng), lat: sixDecimals(guess.lat) }
}
