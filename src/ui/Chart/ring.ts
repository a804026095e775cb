import { arc } from 'd3-shape'
import type { Look } from './look'
import { type Drawing, drawingOf, words } from './svg'

/** How much of the ring is hole, by the radius. */
const HOLE = 0.74
/** How large the figure in the hole is, by the sizes of other words. */
const LARGE = 1.6

/** A share as a ring, with its figure in the middle. `share` is null where nothing is known: an empty ring. */
export function drawRing(share: number | null, text: string, { font, inks }: Look): Drawing {
  const radius = font * 4
  const size = font * LARGE
  const ring = arc<number>()
    .innerRadius(radius * HOLE)
    .outerRadius(radius)
    .startAngle(0)
    .endAngle((part) => part * 2 * Math.PI)
  const pathOf = (part: number, ink: string) => `<path d='${ring(part) ?? ''}' fill='${ink}'/>`
  const isKnown = share !== null
  return drawingOf(2 * radius, 2 * radius, [
    `<g transform='translate(${radius},${radius})'>`,
    pathOf(1, inks.fill),
    isKnown && share > 0 ? pathOf(Math.min(share, 1), inks.brand) : '',
    words({
      ...{ x: 0, y: size * 0.36, text, anchor: 'middle', bold: isKnown },
      size: isKnown ? size : font,
      ink: isKnown ? inks.text : inks.second,
    }),
    '</g>',
  ])
}
