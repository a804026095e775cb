import { copyFileSync } from 'node:fs'
import { startChild } from './child'
import { assertRoom, fillDatabase, removeDatabase, scratch } from './fill'
import { addTopics, type Conversation, fillConversation } from './fill-opinions'
import type { LoopDelay } from './loop-watch'
import {
  atMost,
  type Goal,
  loadRound,
  type Measurement,
  median,
  type PartResult,
  Positions,
  type Round,
  summarise,
  warmUp,
} from './measure'
import type { Options } from './options'
import { WRITE_POSTS } from './writes'

export type OpinionCommand =
  | { what: 'recompute'; rounds: number }
  | { what: 'writes'; posts: number; batch: number; rounds: number }

export interface RecomputeRound extends LoopDelay {
  /** From the vote until a reader was shown a map with it. */
  tookMs: number
  /** Of all threads. */
  cpuMicroseconds: number
}

/** The first of the rounds finds nothing kept of a map before. */
export interface RecomputeAnswer {
  rounds: RecomputeRound[]
  /** The same loop, as long, without anything to do. */
  idleMs: number
  mebibytes: number
}

const CONVERSATIONS: readonly (Conversation & { secondsMax: number })[] = [
  { people: 2_000, statements: 900, votes: 225_000, secondsMax: 1 },
  { people: 33_000, statements: 800, votes: 2_000_000, secondsMax: 5 },
]
const BLOCKED_MS_MAX = 50
/** A vote checks the topic, the statement and the home, a like the post and the home: as much more as that may cost. */
const TIMES_A_LIKE = 1.25
const CONNECTIONS = 64
const BATCH = 32
const WRITES = ['like', 'vote'] as const

/** The map of a large topic as its readers meet it, with the database and the thread; and a vote beside a like. */
export async function measureOpinions(options: Options): Promise<PartResult> {
  const measurements: Measurement[] = []
  const goals: Goal[] = []
  for (const conversation of options.isQuick ? CONVERSATIONS.slice(0, 1) : CONVERSATIONS) {
    const measured = await measureMap(conversation, options)
    measurements.push(...measured.measurements)
    goals.push(...measured.goals)
  }
  const source = await fillDatabase(WRITE_POSTS, options)
  assertRoom(2e9)
  const file = scratch('opinions.db')
  copyFileSync(source, file)
  addTopics(file)
  measurements.push(...(await writeInProcess(file, options)), ...(await writeOverHttp(file, options)))
  removeDatabase(file)
  return { measurements, goals: [...goals, ...goalsOfWrites(measurements)] }
}

async function measureMap(conversation: Conversation & { secondsMax: number }, options: Options): Promise<PartResult> {
  const { people, statements, votes, secondsMax } = conversation
  const work = `map of ${people.toLocaleString('en')} × ${statements} × ${votes.toLocaleString('en')}`
  options.say(`opinions: ${work} …`)
  const file = scratch('conversation.db')
  removeDatabase(file)
  await fillConversation(file, conversation)
  const child = await startChild('opinion-child', [file, scratch('data')], options.profile)
  const { rounds, idleMs, mebibytes } = await child.ask<RecomputeAnswer>({ what: 'recompute', rounds: options.rounds })
  await child.stop()
  removeDatabase(file)
  const asRounds = rounds.slice(1).map(({ cpuMicroseconds, tookMs }) => ({
    cpuMicroseconds,
    perCoreSecond: 1e6 / cpuMicroseconds,
    perSecond: 1e3 / tookMs,
    p50Ms: Math.round(tookMs),
    p99Ms: Math.round(tookMs),
  }))
  const longest = (of: keyof LoopDelay) => Math.max(...rounds.map((round) => round[of]))
  return {
    measurements: [summarise({ part: 'opinions', work, posts: 0, contender: 'linli' }, asRounds)],
    goals: [
      atMost(`${work}, shown with the latest vote`, secondsMax, median(rounds.map(({ tookMs }) => tookMs)) / 1e3, ' s'),
      atMost(`event loop blocked at most, ${work}`, BLOCKED_MS_MAX, longest('blockedMs'), ' ms'),
      atMost('of it by work of its own', BLOCKED_MS_MAX, longest('ownMs'), ' ms'),
      atMost('the same loop with nothing to do', BLOCKED_MS_MAX, idleMs, ' ms'),
      atMost(`memory of the whole server, ${work}`, 1_024, mebibytes, ' MiB'),
    ],
  }
}

async function writeInProcess(file: string, options: Options): Promise<Measurement[]> {
  options.say('opinions: a vote and a like in process …')
  const child = await startChild('opinion-child', [file, scratch('data')], options.profile)
  const command: OpinionCommand = { what: 'writes', posts: WRITE_POSTS, batch: BATCH, rounds: options.rounds }
  const answer = await child.ask<Record<(typeof WRITES)[number], Round[]>>(command)
  await child.stop()
  return WRITES.map((work) =>
    summarise({ part: 'opinions', work: `${work}, in process`, posts: WRITE_POSTS, contender: 'linli' }, answer[work]),
  )
}

async function writeOverHttp(file: string, options: Options): Promise<Measurement[]> {
  const linli = await startChild('linli-server', [file, scratch('data')], options.profile)
  const load = await startChild('load')
  const positions = new Positions()
  // Where those in process have been already.
  const from = 100_000
  const rounds = { like: [] as Round[], vote: [] as Round[] }
  const measure = (work: (typeof WRITES)[number]) => {
    const asked = { work, posts: WRITE_POSTS, contender: 'linli' as const }
    if (positions.from(asked) === 0) positions.reached(asked, from)
    return loadRound(load, linli, asked, { connections: CONNECTIONS, seconds: options.seconds, positions })
  }
  for (const work of WRITES) await warmUp(() => measure(work))
  for (let round = 0; round < options.rounds; round += 1) {
    for (const work of WRITES) {
      options.say(`opinions: ${work} over HTTP …`)
      rounds[work].push(await measure(work))
    }
  }
  await Promise.all([linli.stop(), load.stop()])
  return WRITES.map((work) =>
    summarise({ part: 'opinions', work: `${work}, HTTP`, posts: WRITE_POSTS, contender: 'linli' }, rounds[work]),
  )
}

function goalsOfWrites(measurements: readonly Measurement[]): Goal[] {
  const cpuOf = (work: string) => measurements.find((one) => one.work === work)?.median.cpuMicroseconds ?? Number.NaN
  return ['in process', 'HTTP'].map((where) =>
    atMost(`a vote against a like, ${where}`, TIMES_A_LIKE, cpuOf(`vote, ${where}`) / cpuOf(`like, ${where}`), '×'),
  )
}
