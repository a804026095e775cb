import { SeededRandom } from '../random'
import * as animals from './animals'
import * as belongings from './belongings'
import * as food from './food'
import * as nature from './nature'
import * as pastimes from './pastimes'
import * as places from './places'
import { type Motif, PALETTES } from './scene'
import * as things from './things'

const MOTIFS = { ...nature, ...animals, ...food, ...things, ...belongings, ...places, ...pastimes } satisfies Record<
  string,
  Motif
>

export type MotifName = keyof typeof MOTIFS

export const MOTIF_NAMES = Object.keys(MOTIFS) as MotifName[]

const SHORT_EDGE_PIXELS = 1_000

const FORMATS = [
  { width: 1_152, height: 864 },
  { width: 1_000, height: 1_000 },
  { width: 864, height: 1_152 },
] as const

/** The picture of a motif as SVG. Each variant of a motif has colours, format and arrangement of its own. */
export function composePicture(motif: MotifName, variant: number): string {
  const index = MOTIF_NAMES.indexOf(motif)
  const random = new SeededRandom(index * 1_009 + variant * 31 + 5)
  const palette = PALETTES[(index + variant) % PALETTES.length] ?? PALETTES[0]
  const { width, height } = FORMATS[(index + variant * 2) % FORMATS.length] ?? FORMATS[0]
  if (palette === undefined) throw new Error('there is no palette')
  const scale = Math.min(width, height) / SHORT_EDGE_PIXELS
  const [left, top] = [(width - SHORT_EDGE_PIXELS * scale) / 2, (height - SHORT_EDGE_PIXELS * scale) / 2]
  const stage = `<g transform="translate(${left} ${top}) scale(${scale})">${MOTIFS[motif]({ random, palette })}</g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${stage}</svg>`
}
