import { copyFileSync } from 'node:fs'
import { startChild } from './child'
import { fillDatabase, removeDatabase, scratch } from './fill'
import type { InProcessCommand } from './in-process'
import {
  atLeast,
  atMost,
  type Goal,
  loadAmount,
  type Measurement,
  type PartResult,
  type Round,
  summarise,
} from './measure'
import type { Options } from './options'
import { assertExact, openShifts, STAMPEDE } from './shifts'

/** People are the same at every size, and posts play no part. */
const POSTS = 10_000
const CONNECTIONS = 200
/** Stampedes before those that count, until the code has been compiled. */
const WARM_ROUNDS = 3
const SECONDS_MAX = 0.6
const CPU_MICROSECONDS_MAX = 120

/** 2,200 people for 50 places, all at once: through the door, and in process beside the bare conditional update. */
export async function measureStampede(options: Options): Promise<PartResult> {
  const source = await fillDatabase(POSTS, options)
  const rounds = WARM_ROUNDS + options.rounds
  const throughDoor = await stampedeOverHttp(source, rounds, options)
  const inside = await stampedeInProcess(source, rounds, options)
  return { measurements: [throughDoor, ...inside], goals: goalsOf(throughDoor, inside) }
}

async function stampedeOverHttp(source: string, rounds: number, options: Options): Promise<Measurement> {
  const file = scratch('stampede.db')
  copyFileSync(source, file)
  openShifts(file, rounds)
  const linli = await startChild('linli-server', [file, scratch('data')], options.profile)
  const load = await startChild('load')
  const asked = { work: 'sign-up', posts: POSTS, contender: 'linli' } as const
  const measured: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    options.say(`stampede: round ${round + 1} of ${rounds} …`)
    const from = round * STAMPEDE.people
    const one = await loadAmount(load, linli, asked, { connections: CONNECTIONS, amount: STAMPEDE.people, from })
    assertExact(file, round)
    if (round >= WARM_ROUNDS) measured.push(one)
  }
  await Promise.all([linli.stop(), load.stop()])
  removeDatabase(file)
  return summarise(
    { part: 'stampede', work: `${STAMPEDE.people} for ${STAMPEDE.places}`, posts: POSTS, contender: 'linli' },
    measured,
  )
}

async function stampedeInProcess(source: string, rounds: number, options: Options): Promise<Measurement[]> {
  const file = scratch('stampede-inside.db')
  copyFileSync(source, file)
  // The floor has shifts of its own.
  openShifts(file, 2 * rounds)
  const child = await startChild('in-process', [file, scratch('data')], options.profile)
  const command: InProcessCommand = { what: 'stampede', posts: POSTS, rounds, batch: WARM_ROUNDS }
  const answer = await child.ask<{ contender: string; rounds: Round[] }[]>(command)
  await child.stop()
  for (let round = 0; round < 2 * rounds; round += 1) assertExact(file, round)
  removeDatabase(file)
  const work = `${STAMPEDE.people} for ${STAMPEDE.places}`
  return answer.map(({ contender, rounds: measured }) =>
    summarise({ part: 'stampede, in process', work, posts: POSTS, contender }, measured),
  )
}

function goalsOf({ median }: Measurement, inside: readonly Measurement[]): Goal[] {
  const perSecond = (contender: string) =>
    inside.find((one) => one.contender === contender)?.median.perSecond ?? Number.NaN
  const seconds = STAMPEDE.people / (median.perSecond ?? Number.NaN)
  return [
    atMost(`${STAMPEDE.people} sign-ups over HTTP for ${STAMPEDE.places} places`, SECONDS_MAX, seconds, ' s'),
    atMost('a sign-up over HTTP, CPU', CPU_MICROSECONDS_MAX, median.cpuMicroseconds, ' µs'),
    atLeast('sign-ups in process', STAMPEDE.people / SECONDS_MAX, perSecond('linli'), '/s'),
    atLeast(
      'sign-ups in process, against the bare conditional update',
      0.1,
      perSecond('linli') / perSecond('bare update'),
      '×',
    ),
  ]
}
