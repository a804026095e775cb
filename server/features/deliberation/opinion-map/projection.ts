import type { Components } from './principal-components'
import type { VoteTable } from './votes'

export interface Points {
  x: Float64Array
  y: Float64Array
}

/**
 * Where each person stands: their votes less the means, along the two components, times √(statements / votes), which brings those out who
 * have voted on little. `columns` is how many statements anybody voted on; of these `outCount` were taken out by moderation, and count as if
 * everybody had passed on them.
 */
export function projectPeople(
  table: VoteTable,
  { means, first, second }: Components,
  { columns, outCount }: { columns: number; outCount: number },
): Points {
  const { people, starts, statementOf, votes } = table
  const points = { x: new Float64Array(people), y: new Float64Array(people) }
  for (let person = 0; person < people; person += 1) {
    const [start, end] = [starts[person] as number, starts[person + 1] as number]
    let [x, y] = [0, 0]
    for (let at = start; at < end; at += 1) {
      const statement = statementOf[at] as number
      const value = (votes[at] as number) - (means[statement] as number)
      x += value * (first[statement] as number)
      y += value * (second[statement] as number)
    }
    const scale = Math.sqrt(columns / Math.max(end - start + outCount, 1))
    points.x[person] = x * scale
    points.y[person] = y * scale
  }
  return points
}

/** How far from the middle somebody stands whose only vote is agreement with the statement: √statements · |1 − mean| · length of its entries. */
export function extremityOf({ means, first, second }: Components, columns: number): Float64Array {
  const scale = Math.sqrt(columns)
  return means.map((mean, at) => scale * (1 - mean) * Math.hypot(first[at] as number, second[at] as number))
}
