import { turnToAxes } from './axes'
import { seededFractions } from './seeded-fractions'
import type { VoteTable } from './votes'

/** The directions in which people differ most. Each of the two is of length 1, or all zeros where there is no difference left. */
export interface Components {
  /** The mean of the votes on each statement; 0 where there is none. */
  means: Float64Array
  first: Float64Array
  second: Float64Array
}

const ITERATIONS_MAX = 1_000
/** A direction is found when no entry of it moves by more in one step. */
const MOVE_MIN = 1e-11
/** Two are wanted; two more beside them make these settle sooner. */
const DIRECTIONS = 4
/** Variance below this share of the whole is rounding. */
const SHARE_MIN = 1e-12
/** A table of statements by statements of this size takes 32 MB. */
const STATEMENTS_OF_TABLE_MAX = 2_000
const SEED = 0x4c696e6c

/**
 * Two principal components of the votes, a missing vote being the mean of its statement: less the means that is 0, so only the votes that
 * were cast are visited. Power iteration of a few directions at once, kept at right angles and turned to the axes of what they span
 * (Rutishauser, “Computational aspects of F. L. Bauer's simultaneous iteration method”, Numer. Math. 13 (1969) 4–13), from where the last map
 * ended, else from a fixed beginning. The sign is that of the last map, else the greatest entry is positive.
 * O(iterations · min(votes, statements²)) time.
 */
export function findComponents(
  table: VoteTable,
  last: { first: Float64Array; second: Float64Array } | null,
): Components {
  const means = meansOf(table)
  const values = new Float64Array(table.votes.length)
  let variance = 0
  for (let at = 0; at < values.length; at += 1) {
    const value = (table.votes[at] as number) - (means[table.statementOf[at] as number] as number)
    values[at] = value
    variance += value * value
  }
  const multiply = worthATable(table) ? multiplyByTable(table, values) : multiplyByVotes(table, values)
  const lengthMin = SHARE_MIN * variance
  const directions = iterate(multiply, beginningOf(table.statements, last), lengthMin)
  const componentOf = (at: number, before: Float64Array | undefined) =>
    withSign(directions[at] ?? new Float64Array(table.statements), before ?? null)
  return { means, first: componentOf(0, last?.first), second: componentOf(1, last?.second) }
}

/** A statement that is new since the last map has no entry in it; a little of the fixed beginning leads out of a direction that was lost. */
function beginningOf(statements: number, last: { first: Float64Array; second: Float64Array } | null): Float64Array[] {
  const random = seededFractions(SEED)
  return Array.from({ length: Math.min(DIRECTIONS, statements) }, (_, at) => {
    const before = [last?.first, last?.second][at]
    const scale = before ? 1e-6 : 1
    return Float64Array.from({ length: statements }, (_, entry) => (before?.[entry] ?? 0) + scale * (random() - 0.5))
  })
}

/** Those that are shorter than `lengthMin` after a step have no variance, and are all zeros. */
function iterate(multiply: Multiply, beginning: Float64Array[], lengthMin: number): Float64Array[] {
  let directions = beginning
  straighten(directions, 0)
  const products = directions.map((direction) => direction.slice())
  for (let turn = 0; turn < ITERATIONS_MAX; turn += 1) {
    for (const [at, direction] of directions.entries()) multiply(direction, products[at] as Float64Array)
    const axes = turnToAxes(directions.map((one) => products.map((product) => dot(one, product))))
    directions = combine(directions, axes)
    const next = combine(products, axes)
    straighten(next, lengthMin)
    const move = Math.max(0, ...directions.slice(0, 2).map((direction, at) => farthestMove(direction, next[at])))
    directions = next
    if (move < MOVE_MIN) break
  }
  return directions
}

/** Makes each 1 long and at a right angle to those before it (Gram and Schmidt); all zeros where no more than `lengthMin` is left of it. */
function straighten(directions: Float64Array[], lengthMin: number): void {
  for (const [at, direction] of directions.entries()) {
    for (const other of directions.slice(0, at)) {
      const along = dot(other, direction)
      for (let entry = 0; entry < direction.length; entry += 1)
        direction[entry] = (direction[entry] as number) - along * (other[entry] as number)
    }
    const length = Math.sqrt(dot(direction, direction))
    for (let entry = 0; entry < direction.length; entry += 1)
      direction[entry] = length > lengthMin ? (direction[entry] as number) / length : 0
  }
}

function combine(directions: Float64Array[], axes: number[][]): Float64Array[] {
  return axes.map((axis) => {
    const sum = new Float64Array(directions[0]?.length ?? 0)
    for (const [at, direction] of directions.entries()) {
      const share = axis[at] ?? 0
      for (let entry = 0; entry < sum.length; entry += 1)
        sum[entry] = (sum[entry] as number) + share * (direction[entry] as number)
    }
    return sum
  })
}

function farthestMove(from: Float64Array, to: Float64Array | undefined): number {
  let farthest = 0
  for (let entry = 0; entry < from.length; entry += 1)
    farthest = Math.max(farthest, Math.abs((from[entry] as number) - (to?.[entry] ?? 0)))
  return farthest
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number)
  return sum
}

function withSign(direction: Float64Array, last: Float64Array | null): Float64Array {
  const along = last === null ? 0 : direction.reduce((sum, value, at) => sum + value * (last[at] ?? 0), 0)
  const greatest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
  return (along === 0 ? greatest : along) < 0 ? direction.map((value) => -value) : direction
}

function meansOf({ statements, statementOf, votes }: VoteTable): Float64Array {
  const sums = new Float64Array(statements)
  const counts = new Int32Array(statements)
  for (let at = 0; at < votes.length; at += 1) {
    const statement = statementOf[at] as number
    sums[statement] = (sums[statement] as number) + (votes[at] as number)
    counts[statement] = (counts[statement] as number) + 1
  }
  return sums.map((sum, statement) => (counts[statement] === 0 ? 0 : sum / (counts[statement] as number)))
}

type Multiply = (direction: Float64Array, product: Float64Array) => void

/** Whether the products of all pairs of votes of a person, once, take less than going through the votes a hundred times. */
function worthATable({ people, statements, starts, votes }: VoteTable): boolean {
  if (statements > STATEMENTS_OF_TABLE_MAX) return false
  let pairs = 0
  for (let person = 0; person < people; person += 1)
    pairs += ((starts[person + 1] as number) - (starts[person] as number)) ** 2 / 2
  return pairs < 100 * votes.length
}

/** The matrix of votes by its own transpose, as one table of statements by statements. */
function multiplyByTable({ people, statements, starts, statementOf }: VoteTable, values: Float64Array): Multiply {
  const table = new Float64Array(statements * statements)
  for (let person = 0; person < people; person += 1) {
    const end = starts[person + 1] as number
    for (let at = starts[person] as number; at < end; at += 1) {
      const value = values[at] as number
      const row = (statementOf[at] as number) * statements
      for (let other = at; other < end; other += 1) {
        const place = row + (statementOf[other] as number)
        table[place] = (table[place] as number) + value * (values[other] as number)
      }
    }
  }
  for (let row = 0; row < statements; row += 1)
    for (let column = 0; column < row; column += 1)
      table[row * statements + column] = table[column * statements + row] as number
  return (direction, product) => {
    for (let row = 0, place = 0; row < statements; row += 1) {
      let sum = 0
      for (let column = 0; column < statements; column += 1, place += 1)
        sum += (table[place] as number) * (direction[column] as number)
      product[row] = sum
    }
  }
}

/** The same, vote by vote. */
function multiplyByVotes({ people, starts, statementOf }: VoteTable, values: Float64Array): Multiply {
  return (direction, product) => {
    product.fill(0)
    for (let person = 0; person < people; person += 1) {
      const [start, end] = [starts[person] as number, starts[person + 1] as number]
      let along = 0
      for (let at = start; at < end; at += 1)
        along += (values[at] as number) * (direction[statementOf[at] as number] as number)
      for (let at = start; at < end; at += 1) {
        const statement = statementOf[at] as number
        product[statement] = (product[statement] as number) + along * (values[at] as number)
      }
    }
  }
}
