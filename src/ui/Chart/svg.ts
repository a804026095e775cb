/** A picture as text, and how large it is in the points of its look. */
export interface Drawing {
  svg: string
  width: number
  height: number
}

export interface Said {
  x: number
  /** The line that the letters stand on. */
  y: number
  text: string
  size: number
  ink: string
  anchor?: 'start' | 'middle' | 'end'
  bold?: boolean
}

const FAMILY = "-apple-system,'PingFang SC','HarmonyOS Sans SC',MiSans,'Noto Sans CJK SC','Microsoft YaHei',sans-serif"
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPED[character] ?? '')

/** Hundredths of a point are finer than any screen. */
export const rounded = (length: number): string => String(Math.round(length * 100) / 100)

/** Where words begin on a line whose letters hang from its top. */
export const baseline = (top: number, lead: number, size: number): number => top + (lead + size * 0.72) / 2

export function words({ x, y, text, size, ink, anchor = 'start', bold }: Said): string {
  const weight = bold ? " font-weight='600'" : ''
  return `<text x='${rounded(x)}' y='${rounded(y)}' font-size='${size}' fill='${ink}' text-anchor='${anchor}'${weight}>${escaped(text)}</text>`
}

export function box(x: number, y: number, width: number, height: number, ink: string, radius = 0): string {
  return `<rect x='${rounded(x)}' y='${rounded(y)}' width='${rounded(width)}' height='${rounded(height)}' rx='${rounded(radius)}' fill='${ink}'/>`
}

export function drawingOf(width: number, height: number, parts: readonly string[]): Drawing {
  const [wide, high] = [rounded(width), rounded(height)]
  const head = `<svg xmlns='http://www.w3.org/2000/svg' width='${wide}' height='${high}' viewBox='0 0 ${wide} ${high}'`
  const svg = `${head} font-family="${FAMILY}" style="font-variant-numeric:tabular-nums">${parts.join('')}</svg>`
  return { svg, width, height }
}

/** What an image shows on every end; percent signs instead of base64, whose encoder mini programs lack. */
export const addressOf = ({ svg }: Drawing): string => `data:image/svg+xml,${encodeURIComponent(svg)}`

const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/

/** How much room words take, at the most, in lengths of their size: a Chinese character is as wide as it is high. */
export const roomFor = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (WIDE.test(character) ? 1 : 0.62), 0)
