import { startChild } from './child'
import { atLeast, atMost, type Goal, type Measurement, type PartResult, type Round, summarise } from './measure'
import type { Options } from './options'

const WORKS = [
  'sparse 1,000 × 1,200',
  'dense 500 × 500',
  'dense 700 × 700',
  'community 20,000 × 24,000',
  'one need among 100,000 offers',
  'map 2,000 × 900 × 225,000',
  'map 33,000 × 800 × 2,000,000',
] as const
type Work = (typeof WORKS)[number]

export interface CoreCommand {
  work: Work
  rounds: number
}

export interface CoreAnswer {
  contenders: { contender: string; rounds: Round[]; result: number }[]
  mebibytes: number
}

/** What the project computes itself: assignment, matching and the opinion map. */
export async function measureCores(options: Options): Promise<PartResult> {
  const measurements: Measurement[] = []
  const goals: Goal[] = []
  for (const work of WORKS) {
    options.say(`cores: ${work} …`)
    const child = await startChild('cores-child', [], options.profile)
    const answer = await child.ask<CoreAnswer>({ work, rounds: options.rounds } satisfies CoreCommand)
    await child.stop()
    for (const { contender, rounds } of answer.contenders)
      measurements.push(summarise({ part: 'cores', work, posts: 0, contender }, rounds))
    const seconds = (contender: string) =>
      (measurements.find((one) => one.work === work && one.contender === contender)?.median.cpuMicroseconds ??
        Number.NaN) / 1e6
    const result = (contender: string) =>
      answer.contenders.find((one) => one.contender === contender)?.result ?? Number.NaN
    goals.push(...goalsOf(work, { seconds, result, mebibytes: answer.mebibytes }))
  }
  return { measurements, goals }
}

interface Measured {
  seconds(contender: string): number
  result(contender: string): number
  mebibytes: number
}

function goalsOf(work: Work, { seconds, result, mebibytes }: Measured): Goal[] {
  const ms = seconds('linli') * 1_000
  const more = 100 * (result('linli') / result('greedy') - 1)
  switch (work) {
    case 'sparse 1,000 × 1,200':
      return [atMost(`assignment, ${work}`, 10, ms, ' ms')]
    case 'dense 500 × 500':
      return [
        atLeast(`assignment, ${work}, against munkres-js`, 30, seconds('munkres-js') / seconds('linli'), '×'),
        atMost(`assignment, ${work}, cost above that of munkres-js`, 0, result('linli') - result('munkres-js'), ''),
      ]
    case 'dense 700 × 700':
      return [atMost(`assignment, ${work}`, 200, ms, ' ms')]
    case 'community 20,000 × 24,000':
      return [
        atMost(`matching, ${work}, candidates included`, 2, seconds('linli'), ' s'),
        atLeast(`matching, ${work}, more than greedy`, 4, more, ' %'),
        atMost(`matching, ${work}, memory`, 500, mebibytes, ' MiB'),
      ]
    case 'one need among 100,000 offers':
      return [atMost(`matches of ${work}, p99`, 20, result('linli'), ' ms')]
    case 'map 2,000 × 900 × 225,000':
      return [atMost(`opinion ${work}`, 1, seconds('linli'), ' s')]
    case 'map 33,000 × 800 × 2,000,000':
      return [
        atMost(`opinion ${work}`, 5, seconds('linli'), ' s'),
        atMost(`opinion ${work}, memory`, 1_024, mebibytes, ' MiB'),
      ]
  }
}
