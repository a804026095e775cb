import type { Point } from './facts'

const EARTH_METRES = 6_371_009
const RADIANS_PER_E6 = Math.PI / 180 / 1e6

export interface Located {
  lngE6: number | null
  latE6: number | null
  /** The middle of the community, from which metres are counted. */
  centreLngE6: number | null
  centreLatE6: number | null
}

/**
 * Metres east and north of the middle of the community, by the equirectangular projection there: within a community of a few kilometres it is
 * right to a metre. Null where it is not known where the building lies.
 */
export function pointOf({ lngE6, latE6, centreLngE6, centreLatE6 }: Located): Point | null {
  if (lngE6 === null || latE6 === null || centreLngE6 === null || centreLatE6 === null) return null
  const metres = EARTH_METRES * RADIANS_PER_E6
  return {
    x: (lngE6 - centreLngE6) * metres * Math.cos(centreLatE6 * RADIANS_PER_E6),
    y: (latE6 - centreLatE6) * metres,
  }
}
