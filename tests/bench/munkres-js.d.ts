// The package brings no types.
declare module 'munkres-js' {
  /** Pairs of row and column; the table is left as it was. */
  export default function computeMunkres(costs: number[][]): [row: number, column: number][]
}
