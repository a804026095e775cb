import type { Appearance } from '../appearance'

/** The colours of a drawing, as styles/_tokens.scss has them: inside a picture no variable of the page is known. */
export interface Inks {
  brand: string
  wait: string
  alert: string
  text: string
  second: string
  fill: string
}

export type ChartTone = 'brand' | 'wait' | 'alert'

const LIGHT: Inks = {
  brand: '#0b6e55',
  wait: '#9a5b00',
  alert: '#b4351c',
  text: '#1f2421',
  second: '#5b635e',
  fill: '#e8eae8',
}

const DARK: Inks = {
  brand: '#4fc3a1',
  wait: '#e5b567',
  alert: '#f08a73',
  text: '#e6eae7',
  second: '#9ba5a0',
  fill: '#333c3f',
}

/** In points of a phone that is 375 wide: what a card has between its margins there, and how large words and bars are in it. */
export interface Look {
  width: number
  font: number
  /** From one line of words to the next. */
  lead: number
  bar: number
  gap: number
  inks: Inks
}

const CARD_WIDTH = 309

export function lookOf({ elder, dark }: Pick<Appearance, 'elder' | 'dark'>): Look {
  const sizes = elder ? { font: 22, lead: 34, bar: 20, gap: 20 } : { font: 15, lead: 24, bar: 12, gap: 12 }
  return { width: CARD_WIDTH, ...sizes, inks: dark ? DARK : LIGHT }
}
