import type { SeededRandom } from '../random'
import { box, disc, oval, repeat, shape, stroke, tone } from './shapes'

export interface Palette {
  wall: string
  table: string
  main: string
  second: string
  third: string
  leaf: string
  dark: string
  light: string
}

/** What a motif draws with: the same seed and palette draw the same picture. */
export interface Scene {
  random: SeededRandom
  palette: Palette
}

export type Motif = (scene: Scene) => string

export const PALETTES: readonly Palette[] = [
  {
    wall: '#f5ebdd',
    table: '#d9a679',
    main: '#d9643a',
    second: '#2f6f73',
    third: '#e9b44c',
    leaf: '#5b8266',
    dark: '#36413e',
    light: '#fffaf0',
  },
  {
    wall: '#dce6e1',
    table: '#b98b6a',
    main: '#e0a13a',
    second: '#b6523b',
    third: '#f2d7a0',
    leaf: '#4f7a5b',
    dark: '#2e3b46',
    light: '#fbf7ee',
  },
  {
    wall: '#f3d9c6',
    table: '#a5684a',
    main: '#3f7d7a',
    second: '#c9503c',
    third: '#f2c568',
    leaf: '#6b8f5e',
    dark: '#3b3340',
    light: '#fff6e9',
  },
  {
    wall: '#cfdde6',
    table: '#e4c9a2',
    main: '#c65a46',
    second: '#34577a',
    third: '#f0be5b',
    leaf: '#5e8b6e',
    dark: '#2b3547',
    light: '#fdfaf3',
  },
  {
    wall: '#e9e2ee',
    table: '#c69c7b',
    main: '#8a5a83',
    second: '#d98e73',
    third: '#eec170',
    leaf: '#6d8b6a',
    dark: '#3a3145',
    light: '#fff9f2',
  },
  {
    wall: '#f6e2ae',
    table: '#c77f52',
    main: '#b8453a',
    second: '#3c6e71',
    third: '#fff3d6',
    leaf: '#557a4e',
    dark: '#3a352f',
    light: '#fffbef',
  },
]

/** The stage and all that a wide or a tall picture shows beside it. */
export function backdrop(fill: string): string {
  return box(-500, -500, 2_000, 2_000, fill)
}

/** Everything below a height. */
export function ground(y: number, fill: string): string {
  return box(-500, y, 2_000, 1_500 - y, fill)
}

/** A wall with the light of a window on it, and a table before it. */
export function tableScene({ random, palette }: Scene, edge = 640): string {
  const left = random.between(-120, 420)
  const pane = (x: number, y: number) => shape(`M${x} ${y} l170 -40 l0 190 l-170 40Z`, palette.light, { opacity: 0.42 })
  const light =
    random.next() < 0.75 ? pane(left, 150) + pane(left + 190, 105) + pane(left, 370) + pane(left + 190, 325) : ''
  return (
    backdrop(palette.wall) +
    light +
    ground(edge, palette.table) +
    ground(edge, tone(palette.table, 0.18)) +
    ground(edge + 14, palette.table)
  )
}

/** The same table seen from above, with the grain of its wood. */
export function tableFromAbove({ random, palette }: Scene): string {
  const grain = repeat(7, (index) => {
    const y = -300 + index * 230 + random.between(-40, 40)
    return stroke(
      `M-500 ${y} C0 ${y + random.between(-30, 30)} 600 ${y + random.between(-40, 40)} 1500 ${y}`,
      tone(palette.table, -0.1),
      5,
      0.5,
    )
  })
  return backdrop(palette.table) + grain
}

/** A wall and a floor that meet. */
export function room({ palette }: Scene, edge = 720): string {
  return (
    backdrop(palette.wall) + ground(edge, tone(palette.table, 0.35)) + box(-500, edge - 26, 2_000, 26, palette.light)
  )
}

export function cloud(x: number, y: number, scale: number, fill: string): string {
  const s = scale
  return `<g opacity="0.85">${oval(x, y, 130 * s, 34 * s, fill)}${disc(x - 40 * s, y - 26 * s, 46 * s, fill)}${disc(x + 36 * s, y - 34 * s, 58 * s, fill)}</g>`
}

/** A round-headed tree that stands at (x, y). */
export function tree(x: number, y: number, height: number, colour: string): string {
  const r = height * 0.34
  const trunk = shape(
    `M${x - height * 0.035} ${y} L${x - height * 0.02} ${y - height * 0.6} L${x + height * 0.02} ${y - height * 0.6} L${x + height * 0.035} ${y}Z`,
    '#7a5a48',
  )
  const crown =
    oval(x, y - height * 0.68, r, r * 1.08, colour) + oval(x - r * 0.55, y - height * 0.52, r * 0.62, r * 0.6, colour)
  const lit = oval(x + r * 0.28, y - height * 0.8, r * 0.5, r * 0.46, tone(colour, 0.16))
  const twigs = stroke(
    `M${x} ${y - height * 0.42} L${x + r * 0.42} ${y - height * 0.62} M${x} ${y - height * 0.5} L${x - r * 0.36} ${y - height * 0.66}`,
    '#7a5a48',
    Math.max(4, height * 0.016),
  )
  return trunk + crown + oval(x + r * 0.5, y - height * 0.5, r * 0.56, r * 0.54, colour) + lit + twigs
}

/** A block of flats whose foot is at `base`. Some windows are lit at night. */
export function flats(
  { random, palette }: Scene,
  {
    x,
    base,
    w,
    floors,
    wall,
    isNight = false,
  }: { x: number; base: number; w: number; floors: number; wall: string; isNight?: boolean },
): string {
  const floor = 92
  const columns = Math.max(2, Math.floor(w / 86))
  const top = base - floors * floor - 40
  const step = (w - 36) / columns
  const pane = (column: number, row: number) => {
    const [px, py] = [x + 18 + column * step + step * 0.18, top + 44 + row * floor]
    const isLit = isNight && random.next() < 0.42
    const glass = isNight ? (isLit ? palette.third : tone(wall, -0.35)) : tone(palette.second, 0.62)
    const curtain = !isNight && random.next() < 0.4 ? box(px, py, step * 0.24, 50, palette.light) : ''
    const sill = box(px - 5, py + 50, step * 0.64 + 10, 9, tone(wall, -0.16))
    const plants = !isNight && random.next() < 0.28 ? oval(px + step * 0.3, py + 47, step * 0.26, 11, palette.leaf) : ''
    return box(px, py, step * 0.64, 50, glass, 3) + curtain + sill + plants
  }
  const windows = repeat(floors, (row) => repeat(columns, (column) => pane(column, row)))
  const side = box(x + w - 22, top, 22, base - top, tone(wall, -0.1))
  return box(x, top, w, base - top, wall) + side + box(x - 10, top - 16, w + 20, 22, tone(wall, -0.22), 4) + windows
}

export function potted(x: number, y: number, w: number, colour: string): string {
  const h = w * 0.82
  const pot = shape(
    `M${x - w / 2} ${y - h} L${x + w / 2} ${y - h} L${x + w * 0.36} ${y} L${x - w * 0.36} ${y}Z`,
    colour,
  )
  return pot + box(x - w * 0.56, y - h - w * 0.06, w * 1.12, w * 0.2, tone(colour, 0.12), 6)
}
