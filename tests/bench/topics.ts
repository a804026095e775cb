import { CITY, residentOf, uuid } from './city'

/** Topics of the benchmarks: like the rest of the city they follow from numbers (city.ts). */
export const AT_MS: number = Date.UTC(2026, 0, 1)
/** What residents of every grid vote on. */
export const STATEMENTS_PER_TOPIC = 20
/** Who asks for the map of the one large topic; the voters have no rows but their votes. */
export const READER = 0

export const topicIdOf = (grid: number) => uuid(AT_MS + grid, 51, grid)
export const statementIdOf = (grid: number, number: number) =>
  uuid(AT_MS + grid, 52, grid * STATEMENTS_PER_TOPIC + number)

/** The `index`-th vote: another person at each, and each vote one that was not there. */
export function voteOf(index: number): { grid: number; person: number; statement: number } {
  const grid = index % CITY.grids
  const turn = Math.floor(index / CITY.grids)
  const statement = Math.floor(turn / CITY.peoplePerGrid) % STATEMENTS_PER_TOPIC
  return { grid, person: residentOf(grid, turn), statement }
}
