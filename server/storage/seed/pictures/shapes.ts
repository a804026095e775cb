/** Small pieces of SVG, as text. Lengths are in units of the stage: 1,000 to the shorter edge of a picture. */

export interface Look {
  fill?: string
  stroke?: string
  width?: number
  opacity?: number
  turn?: number
}

const round = (value: number) => Math.round(value * 10) / 10

function attributes({ fill = 'none', stroke, width = 8, opacity, turn }: Look, x: number, y: number): string {
  return [
    ` fill="${fill}"`,
    stroke === undefined
      ? ''
      : ` stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`,
    opacity === undefined ? '' : ` opacity="${opacity}"`,
    turn === undefined ? '' : ` transform="rotate(${round(turn)} ${round(x)} ${round(y)})"`,
  ].join('')
}

/** A rectangle by its corner, with rounded corners. It turns about its middle. */
export function box(x: number, y: number, w: number, h: number, fill: string, radius = 0, look: Look = {}): string {
  const rest = attributes({ fill, ...look }, x + w / 2, y + h / 2)
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${radius}"${rest}/>`
}

export function oval(x: number, y: number, rx: number, ry: number, fill: string, look: Look = {}): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}"${attributes({ fill, ...look }, x, y)}/>`
}

export function disc(x: number, y: number, r: number, fill: string, look: Look = {}): string {
  return oval(x, y, r, r, fill, look)
}

export function shape(d: string, fill: string, look: Look = {}): string {
  return `<path d="${d}"${attributes({ fill, ...look }, 0, 0)}/>`
}

export function stroke(d: string, colour: string, width: number, opacity?: number): string {
  return `<path d="${d}"${attributes({ stroke: colour, width, ...(opacity === undefined ? {} : { opacity }) }, 0, 0)}/>`
}

export function ring(x: number, y: number, r: number, colour: string, width: number): string {
  return disc(x, y, r, 'none', { stroke: colour, width })
}

/** Its parts are drawn about (0, 0), then scaled, turned and moved. */
export function at(x: number, y: number, content: string, { turn = 0, scale = 1, flip = false } = {}): string {
  const mirrored = `${flip ? -scale : scale} ${scale}`
  return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(turn)}) scale(${mirrored})">${content}</g>`
}

/** What lies under a thing that stands on something. */
export function shadow(x: number, y: number, rx: number, ry = rx * 0.16): string {
  return oval(x, y, rx, ry, '#2b2420', { opacity: 0.16 })
}

/** A pointed leaf that grows from (0, 0) upwards. */
export function leaf(length: number, breadth: number, fill: string): string {
  const blade = `M0 0 C${breadth} ${-length * 0.3} ${breadth * 0.8} ${-length * 0.75} 0 ${-length}`
  const back = `C${-breadth * 0.8} ${-length * 0.75} ${-breadth} ${-length * 0.3} 0 0Z`
  return (
    shape(`${blade} ${back}`, fill) +
    stroke(`M0 ${-length * 0.08} L0 ${-length * 0.82}`, '#ffffff', Math.max(2, breadth * 0.06), 0.28)
  )
}

/** Moves a colour `#rrggbb` towards black (below 0) or white (above 0), by a part of the way. */
export function tone(colour: string, amount: number): string {
  const target = amount < 0 ? 0 : 255
  const parts = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16)
    return Math.round(part + (target - part) * Math.abs(amount))
      .toString(16)
      .padStart(2, '0')
  })
  return `#${parts.join('')}`
}

/** One piece for each of a number of steps. */
export function repeat(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join('')
}
