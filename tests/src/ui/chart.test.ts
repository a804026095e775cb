import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawBars, drawParts, drawRing } from '../../../src/ui/Chart'
import { lookOf } from '../../../src/ui/Chart/look'
import { addressOf, type Drawing, roomFor } from '../../../src/ui/Chart/svg'

const usual = lookOf({ elder: false, dark: false })
const elder = lookOf({ elder: true, dark: false })

const parse = ({ svg }: Drawing) => new DOMParser().parseFromString(svg, 'image/svg+xml')
const lengthOf = (element: Element, name: string) => Number(element.getAttribute(name))
const boxesIn = (drawing: Drawing, ink: string) =>
  [...parse(drawing).querySelectorAll('rect')].filter((box) => box.getAttribute('fill') === ink)
const textsIn = (drawing: Drawing) => [...parse(drawing).querySelectorAll('text')]

const LEVELS = [
  { key: 'grid', label: '网格 · 目标 60%', text: '71% · 5 件', value: 0.714, mark: 0.6 },
  { key: 'street', label: '街道 · 目标 30%', text: '29% · 2 件', value: 0.286, mark: 0.3 },
  { key: 'above', label: '街道以上 · 目标 10%', text: '0% · 0 件', value: 0, mark: 0.1 },
]

describe('bars', () => {
  test('begin at nothing, are as long as their values, and have their aim across them', () => {
    const drawing = drawBars(LEVELS, 1, usual)
    const bars = boxesIn(drawing, usual.inks.brand)
    expect(bars.map((bar) => lengthOf(bar, 'x'))).toEqual([0, 0, 0])
    const lengths = bars.map((bar) => lengthOf(bar, 'width'))
    expect(lengths[0]).toBeCloseTo(0.714 * usual.width, 1)
    expect(lengths[1]).toBeCloseTo(0.286 * usual.width, 1)
    expect(lengths[2]).toBe(0)
    const aims = boxesIn(drawing, usual.inks.text).map((aim) => lengthOf(aim, 'x') + lengthOf(aim, 'width') / 2)
    for (const [index, { mark }] of LEVELS.entries()) expect(aims[index]).toBeCloseTo(mark * usual.width, 1)
  })

  test.each([
    ['usual', usual, 15],
    ['elder', elder, 22],
  ])('%s: no words run into each other or out of the picture', (_name, look, size) => {
    const drawing = drawBars(LEVELS, 1, look)
    const lines = new Map<string, { left: number; right: number }[]>()
    for (const text of textsIn(drawing)) {
      expect(lengthOf(text, 'font-size')).toBe(size)
      const width = roomFor(text.textContent ?? '') * size
      const x = lengthOf(text, 'x')
      const left = text.getAttribute('text-anchor') === 'end' ? x - width : x
      expect(left).toBeGreaterThanOrEqual(0)
      expect(left + width).toBeLessThanOrEqual(look.width)
      const y = text.getAttribute('y') ?? ''
      lines.set(y, [...(lines.get(y) ?? []), { left, right: left + width }])
      expect(lengthOf(text, 'y')).toBeLessThan(drawing.height)
    }
    for (const words of lines.values()) {
      const [first, second] = words.sort((one, other) => one.left - other.left)
      if (first && second) expect(second.left).toBeGreaterThan(first.right)
    }
    expect([...lines.values()].flat()).toHaveLength(6)
  })

  test('what is there is seen beside a hundred times as much, and what is not has no length', () => {
    const counts = [5_000, 1, 0].map((value) => ({ key: String(value), label: '事', text: `${value}`, value }))
    const [, one, none] = boxesIn(drawBars(counts, 5_000, usual), usual.inks.brand).map((bar) => lengthOf(bar, 'width'))
    expect(one).toBe(3)
    expect(none).toBe(0)
  })

  test('no word of a label is taken for markup', () => {
    const drawing = drawBars([{ key: 'a', label: '<b>&"', text: '1', value: 1 }], 1, usual)
    expect(parse(drawing).querySelector('parsererror')).toBeNull()
    expect(textsIn(drawing)[0]?.textContent).toBe('<b>&"')
  })
})

describe('parts of a whole', () => {
  test('fill it, one beginning where the other ends', () => {
    const parts = [
      { key: 'open', label: '在办', text: '3 件', value: 3, tone: 'wait' },
      { key: 'closed', label: '已办结', text: '6 件', value: 6, tone: 'brand' },
      { key: 'other', label: '并案或撤回', text: '1 件', value: 1, tone: 'second' },
    ] as const
    const drawing = drawParts(parts, usual)
    const bars = [...parse(drawing).querySelectorAll('rect')].filter((box) => lengthOf(box, 'y') === 0)
    expect(bars.map((bar) => lengthOf(bar, 'x') / usual.width)).toEqual([
      0,
      expect.closeTo(0.3, 3),
      expect.closeTo(0.9, 3),
    ])
    const last = bars.at(-1)
    expect(last && lengthOf(last, 'x') + lengthOf(last, 'width')).toBeCloseTo(usual.width, 1)
  })
})

describe('a ring', () => {
  const arcsOf = (share: number | null) => [...parse(drawRing(share, '90%', usual)).querySelectorAll('path')]

  test('is closed as far as the share goes', () => {
    // A quarter of the way round, clockwise from the top, lies due right of the middle.
    const path = arcsOf(0.25)[1]?.getAttribute('d') ?? ''
    expect(path).toMatch(new RegExp(`^M[^A]*A${usual.font * 4},${usual.font * 4},0,0,1,${usual.font * 4},`))
    expect(arcsOf(1)).toHaveLength(2)
  })

  test.each([[null], [0]])('%s: nothing of it is inked', (share) => {
    expect(arcsOf(share)).toHaveLength(1)
  })
})

describe('the look', () => {
  test.each(['light', 'dark'] as const)('%s: the inks are those of the page', (theme) => {
    const tokens = readFileSync(join(process.cwd(), 'src/styles/_tokens.scss'), 'utf8')
    const block = tokens.split(`@mixin ${theme} {`)[1]?.split('}')[0] ?? ''
    const token = (name: string) => block.match(new RegExp(`--linli-${name}: (#[0-9a-f]{6});`))?.[1]
    const { inks } = lookOf({ elder: false, dark: theme === 'dark' })
    expect(inks).toEqual({
      brand: token('brand'),
      wait: token('wait'),
      alert: token('alert'),
      text: token('text'),
      second: token('text-second'),
      fill: token('fill'),
    })
  })

  test('a picture is one address without a character that some end would take for its end', () => {
    const address = addressOf(drawBars(LEVELS, 1, usual))
    expect(address).toMatch(/^data:image\/svg\+xml,[A-Za-z0-9%!'()*._~-]+$/)
    expect(decodeURIComponent(address)).toContain('网格 · 目标 60%')
  })
})
