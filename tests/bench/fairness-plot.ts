import { scaleBand, scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { Lived } from './fairness'
import type { Policy } from './fairness-run'
import { waitWords } from './report'

const SIZE = { width: 860, height: 470 }
/** Where the curves and the bars stand. */
const CURVES = { left: 64, top: 64, side: 330 }
const BARS = { left: 500, width: 330 }
const NAMES: Record<Policy, string> = {
  linli: 'Linli 邻里',
  'nearest first': 'Nearest first 最近者先',
  'broadcast to all': 'Broadcast to all 广播所有人',
}
/** The colours of Okabe and Ito, which all eyes tell apart on white as on black. */
const INKS: Record<Policy, string> = { linli: '#009e73', 'nearest first': '#e69f00', 'broadcast to all': '#0072b2' }
const STYLE = `
.ground { fill: #ffffff } text, .word { fill: #1f2328 } .quiet { fill: #59636e } .rule { stroke: #d1d9e0 } .even { stroke: #59636e }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117 } text, .word { fill: #f0f6fc } .quiet { fill: #9198a1 } .rule { stroke: #3d444d } .even { stroke: #9198a1 }
}`

/**
 * As SVG, light or dark as the reader's screen is. To the left Lorenz curves: what share of all requests goes to the helpers who are asked
 * least; the nearer to the diagonal, the more evenly, and twice the area between the two is the Gini coefficient. To the right bars.
 */
export function drawFairness(lived: readonly Lived[]): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="13" role="img">`,
    '<title>How evenly helpers are asked, how many needs are met and how long that takes · 求助是否公平</title>',
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" width="${SIZE.width}" height="${SIZE.height}"/>`,
    ...drawCurves(lived),
    ...drawBars(lived, 0, 'Needs met 得到帮助的求助', 100, ({ figures }) => ({
      value: figures.percentMet,
      text: `${figures.percentMet.toFixed(1)} %`,
    })),
    ...drawBars(lived, 1, 'Gini of requests per helper 请求的基尼系数', 1, ({ figures }) => ({
      value: figures.gini,
      text: figures.gini.toFixed(3),
    })),
    ...drawBars(lived, 2, 'Median wait 等待中位数', longestWait(lived), ({ figures }) => ({
      value: figures.medianWaitMinutes,
      text: waitWords(figures.medianWaitMinutes),
    })),
    '</svg>',
  ].join('\n')}\n`
}

function drawCurves(lived: readonly Lived[]): string[] {
  const { left, top, side } = CURVES
  const x = scaleLinear([left, left + side])
  const y = scaleLinear([top + side, top])
  const curve = line<{ helpers: number; requests: number }>(
    ({ helpers }) => Math.round(10 * x(helpers)) / 10,
    ({ requests }) => Math.round(10 * y(requests)) / 10,
  )
  const marks = x
    .ticks(4)
    .flatMap((share) => [
      `<line class="rule" x1="${left}" x2="${left + side}" y1="${y(share)}" y2="${y(share)}"/>`,
      `<text class="quiet" x="${left - 8}" y="${y(share) + 4}" text-anchor="end">${share * 100} %</text>`,
      `<text class="quiet" x="${x(share)}" y="${top + side + 20}" text-anchor="middle">${share * 100} %</text>`,
    ])
  return [
    `<text x="${left}" y="30" font-size="15" font-weight="600">How evenly helpers are asked 请求分得多均匀</text>`,
    ...marks,
    `<path class="even" fill="none" stroke-dasharray="5 5" d="M${x(0)},${y(0)}L${x(1)},${y(1)}"/>`,
    ...lived.map(
      ({ figures, outcome }) =>
        `<path fill="none" stroke="${INKS[figures.policy]}" stroke-width="2.5" d="${curve(lorenzOf(outcome.requests))}"/>`,
    ),
    `<text class="quiet" x="${left + side / 2}" y="${top + side + 44}" text-anchor="middle">share of helpers, least asked first 帮手比例</text>`,
    `<text class="quiet" transform="translate(16 ${top + side / 2}) rotate(-90)" text-anchor="middle">share of all requests 请求比例</text>`,
  ]
}

interface Value {
  value: number
  text: string
}

function drawBars(
  lived: readonly Lived[],
  place: number,
  title: string,
  most: number,
  of: (one: Lived) => Value,
): string[] {
  const { left, width } = BARS
  const top = 64 + place * 132
  const x = scaleLinear([0, most], [0, width])
  const y = scaleBand(
    lived.map(({ figures }) => figures.policy),
    [top + 12, top + 108],
  )
  return [
    `<text x="${left}" y="${top}" font-size="15" font-weight="600">${title}</text>`,
    ...lived.flatMap((one) => {
      const { policy } = one.figures
      const at = y(policy) ?? top
      const { value, text } = of(one)
      return [
        `<text class="quiet" x="${left}" y="${at + 13}">${NAMES[policy]}</text>`,
        `<text x="${left + width}" y="${at + 13}" text-anchor="end" font-weight="600">${text}</text>`,
        `<rect x="${left}" y="${at + 18}" width="${x(value).toFixed(1)}" height="8" rx="2" fill="${INKS[policy]}"/>`,
      ]
    }),
  ]
}

const longestWait = (lived: readonly Lived[]) => Math.max(...lived.map(({ figures }) => figures.medianWaitMinutes))

function lorenzOf(requests: readonly number[]): { helpers: number; requests: number }[] {
  const sorted = requests.toSorted((a, b) => a - b)
  const all = sorted.reduce((total, count) => total + count, 0)
  let sum = 0
  const points = sorted.map((count, place) => {
    sum += count
    return { helpers: (place + 1) / sorted.length, requests: sum / all }
  })
  return [{ helpers: 0, requests: 0 }, ...points]
}
