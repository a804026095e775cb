import type { Degrees } from './chinese-datum'

export interface MapPoint extends Degrees {
  /** What the map calls it; '' where it has no name. */
  name: string
}

/** Whether the platform brings a map; where not, the page offers a list of buildings. */
export const hasMap: boolean = false

/** Lets the person choose a point on the map, WGS 84. Null when they think better of it, or may not. */
export async function choosePoint(): Promise<MapPoint | null> {
  return null
}

/** Shows a point (WGS 84) on the platform's map. */
export async function showPoint(_point: MapPoint): Promise<void> {}
