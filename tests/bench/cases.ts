import { startChild } from './child'
import { scratch } from './fill'
import { fillCases } from './fill-cases'
import { atMost, type Goal, type Measurement, type PartResult, type Round, summarise } from './measure'
import type { Options } from './options'

/** How many cases the street has, the few before the many. */
const CASES = [2_000, 200_000] as const

/** What is asked of a street, and how much longer it may take with a hundred times as many cases; null where nobody set a bound. */
const WORKS: readonly [work: string, bound: number | null][] = [
  ['desk of the street', 1.5],
  ['counts of the desk', null],
  ['page of the street', 1.5],
  ['page of the street, a quarter', 1.5],
  ['cases of the street', 1.5],
  ['similar, by a point', 2],
  ['similar, by the building', 2],
]

/** A street with few and with many cases, in turns, so that what else the machine does meets both. */
export async function measureCases(options: Options): Promise<PartResult> {
  const children = new Map<number, Awaited<ReturnType<typeof startChild>>>()
  for (const cases of CASES) {
    const file = await fillCases(cases, options)
    children.set(cases, await startChild('in-process-cases', [file, scratch(`cases-${cases}`)], options.profile))
  }
  const measurements: Measurement[] = []
  for (const [work] of WORKS) {
    options.say(`cases: ${work} …`)
    const rounds = new Map<number, Round[]>(CASES.map((cases) => [cases, []]))
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const [cases, child] of children) {
        const measured = await child.ask<Round>({ work })
        if (round > 0) rounds.get(cases)?.push(measured)
      }
    }
    for (const [posts, measured] of rounds)
      measurements.push(summarise({ part: 'cases', work, posts, contender: 'linli' }, measured))
  }
  await Promise.all([...children.values()].map((child) => child.stop()))
  return { measurements, goals: goalsOf(measurements) }
}

function goalsOf(measurements: readonly Measurement[]): Goal[] {
  const [few, many] = CASES
  return WORKS.flatMap(([work, bound]) => {
    const timeOf = (cases: number) =>
      measurements.find((one) => one.work === work && one.posts === cases)?.median.cpuMicroseconds ?? Number.NaN
    const name = `${work}: time at ${many.toLocaleString('en')} cases against ${few.toLocaleString('en')}`
    return bound === null ? [] : [atMost(name, bound, timeOf(many) / timeOf(few), '×')]
  })
}
