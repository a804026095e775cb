import { scaleLinear } from 'd3-scale'
import type { ChartTone, Look } from './look'
import { baseline, box, type Drawing, drawingOf, roomFor, words } from './svg'

export interface Bar {
  key: string
  label: string
  /** The figure in words, at the end of the label's line. */
  text: string
  value: number
  /** A line across the bar: what is aimed at. */
  mark?: number
  tone?: ChartTone
}

const MARK_WIDTH = 3
/** How far the line of an aim reaches beyond its bar, and how far the words keep away from it. */
const MARK_BEYOND = 4
/** What is there is seen, however little it is. */
const SEEN = 3

/** Bars that begin at nothing and share one scale up to `most`, each under its own words. */
export function drawBars(bars: readonly Bar[], most: number, look: Look): Drawing {
  const { width, font, lead, bar, gap, inks } = look
  const x = scaleLinear()
    .domain([0, Math.max(most, Number.MIN_VALUE)])
    .range([0, width])
    .clamp(true)
  // All alike: one label that is too long for its line sends every figure to a line of its own.
  const isTight = bars.some(({ label, text }) => (roomFor(label) + roomFor(text) + 1) * font > width)
  const head = (isTight ? 2 * lead : lead) + MARK_BEYOND
  const height = head + bar + gap
  const parts = bars.flatMap(({ label, text, value, mark, tone = 'brand' }, index) => {
    const top = index * height
    const said = { size: font, bold: true, ink: inks.text, text }
    const length = value > 0 ? Math.max(x(value), SEEN) : 0
    const at = (line: number) => baseline(top + line * lead, lead, font)
    return [
      words({ x: 0, y: at(0), text: label, size: font, ink: inks.text }),
      isTight ? words({ ...said, x: 0, y: at(1) }) : words({ ...said, x: width, y: at(0), anchor: 'end' }),
      box(0, top + head, width, bar, inks.fill, bar / 2),
      box(0, top + head, length, bar, inks[tone], Math.min(length, bar) / 2),
      mark === undefined ? '' : aimAt(x(mark), top + head, look),
    ]
  })
  return drawingOf(width, Math.max(bars.length * height - gap + MARK_BEYOND, 1), parts)
}

function aimAt(x: number, top: number, { width, bar, inks }: Look): string {
  const left = Math.min(Math.max(x - MARK_WIDTH / 2, 0), width - MARK_WIDTH)
  return box(left, top - MARK_BEYOND, MARK_WIDTH, bar + 2 * MARK_BEYOND, inks.text, 1)
}
