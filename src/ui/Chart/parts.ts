import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import type { Look } from './look'
import { baseline, box, type Drawing, drawingOf, words } from './svg'

export interface Part {
  key: string
  label: string
  /** The figure in words. */
  text: string
  value: number
  tone: 'brand' | 'wait' | 'second'
}

/** Between two parts, so that they are told apart without their colours. */
const SLIT = 2

/** A whole as one bar of its parts, three at most, then each part's name and figure beside a sample of its colour. */
export function drawParts(parts: readonly Part[], look: Look): Drawing {
  const { width, font, lead, bar, gap, inks } = look
  const high = bar * 2
  const whole = parts.reduce((sum, { value }) => sum + value, 0)
  const x = scaleLinear()
    .domain([0, Math.max(whole, 1)])
    .range([0, width])
  const row = Object.fromEntries(parts.map(({ key, value }) => [key, value]))
  const series = stack<Record<string, number>>().keys(parts.map(({ key }) => key))([row])
  const drawn = parts.flatMap(({ label, text, tone }, index) => {
    const [from = 0, to = 0] = series[index]?.[0] ?? []
    const top = high + gap + index * lead
    const y = baseline(top, lead, font)
    const length = x(to) - x(from) - (to < whole ? SLIT : 0)
    return [
      to > from ? box(x(from), 0, Math.max(length, SLIT), high, inks[tone], SLIT) : '',
      box(0, top + (lead - font) / 2, font, font, inks[tone], SLIT),
      words({ x: font * 1.6, y, text: label, size: font, ink: inks.text }),
      words({ x: width, y, text, size: font, ink: inks.text, anchor: 'end', bold: true }),
    ]
  })
  return drawingOf(width, high + gap + parts.length * lead, drawn)
}
