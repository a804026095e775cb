import type { Child } from './child'
import type { Asked } from './requests'
import type { Usage } from './usage'

/** One round of one contender. `core` figures are per second of the contender's own CPU time, all of its threads together. */
export interface Round {
  perCoreSecond: number
  cpuMicroseconds: number
  /** Through the door, with a client on the same machine. */
  perSecond?: number
  p50Ms?: number
  p99Ms?: number
  answered?: number
  refused?: number
  /** Writes in one transaction, on average. */
  batch?: number
}

export interface Measurement {
  part: string
  work: string
  posts: number
  contender: string
  rounds: Round[]
  median: Round
}

export interface Goal {
  name: string
  goal: string
  measured: number
  isMet: boolean
}

export interface PartResult {
  measurements: Measurement[]
  goals: Goal[]
}

interface LoadAnswer {
  answered: number
  refused: number
  statuses: Record<string, { count: number }>
  seconds: number
  p50Ms: number
  p99Ms: number
  next: number
}

/** Where the next write begins, so that no round repeats what another wrote. */
export class Positions {
  readonly #next = new Map<string, number>()

  from(asked: Asked): number {
    return this.#next.get(keyOf(asked)) ?? 0
  }

  reached(asked: Asked, next: number): void {
    this.#next.set(keyOf(asked), next)
  }
}

const keyOf = ({ work, contender }: Asked) => `${work}/${contender}`

/** What a server says that has too much to do. */
const OVERLOADED = ['429', '503']

/** Fewer answers than these say nothing: a round goes on until it has them. */
const ANSWERS_MIN = 50
const TRIES_MAX = 10

/** Loads a server for some seconds and reads what it cost the server. @throws Error where it refused anything, unless it had too much to do */
export async function loadRound(
  load: Child,
  server: Child,
  asked: Asked,
  { connections, seconds, positions }: { connections: number; seconds: number; positions: Positions },
): Promise<Round> {
  const before: Usage = await server.usage()
  const sum = { answered: 0, refused: 0, seconds: 0, p50Ms: 0, p99Ms: 0 }
  for (let tries = 0; sum.answered < ANSWERS_MIN; tries += 1) {
    const from = positions.from(asked)
    const answer = await load.ask<LoadAnswer>({ address: server.address, asked, connections, seconds, from })
    positions.reached(asked, answer.next)
    const statuses = Object.keys(answer.statuses)
    const isWrong = statuses.some((status) => !status.startsWith('2') && !OVERLOADED.includes(status))
    if (isWrong || tries === TRIES_MAX)
      throw new Error(`${asked.contender}, ${asked.work}: ${sum.answered} answered, ${JSON.stringify(answer.statuses)}`)
    sum.answered += answer.answered
    sum.refused += answer.refused
    sum.seconds += answer.seconds
    Object.assign(sum, { p50Ms: answer.p50Ms, p99Ms: answer.p99Ms })
  }
  const after = await server.usage()
  const { answered, refused, p50Ms, p99Ms } = sum
  const cpuMicroseconds = (after.cpuMicroseconds - before.cpuMicroseconds) / answered
  const commits = (after.commits ?? 0) - (before.commits ?? 0)
  return {
    perCoreSecond: 1e6 / cpuMicroseconds,
    cpuMicroseconds,
    perSecond: answered / sum.seconds,
    answered,
    p50Ms,
    p99Ms,
    refused,
    ...(commits > 0 ? { batch: answered / commits } : {}),
  }
}

/** The same for a fixed number of requests, all of which must be answered. */
export async function loadAmount(
  load: Child,
  server: Child,
  asked: Asked,
  { connections, amount, from }: { connections: number; amount: number; from: number },
): Promise<Round> {
  const before: Usage = await server.usage()
  const answer = await load.ask<LoadAnswer>({ address: server.address, asked, connections, amount, from })
  const after = await server.usage()
  if (answer.answered !== amount)
    throw new Error(`${asked.work}: ${answer.answered} of ${amount} answered, ${JSON.stringify(answer.statuses)}`)
  const cpuMicroseconds = (after.cpuMicroseconds - before.cpuMicroseconds) / amount
  const commits = (after.commits ?? 0) - (before.commits ?? 0)
  return {
    perCoreSecond: 1e6 / cpuMicroseconds,
    cpuMicroseconds,
    perSecond: amount / answer.seconds,
    answered: amount,
    p50Ms: answer.p50Ms,
    p99Ms: answer.p99Ms,
    ...(commits > 0 ? { batch: amount / commits } : {}),
  }
}

const WARM_ANSWERS = 5_000
const WARM_ROUNDS_MAX = 3

/** Rounds that are not counted, until the code has been compiled; a slow server gets as many as that takes, up to three. */
export async function warmUp(round: () => Promise<Round>): Promise<void> {
  let answered = 0
  for (let count = 0; count < WARM_ROUNDS_MAX && answered < WARM_ANSWERS; count += 1)
    answered += (await round()).answered ?? 0
}

export function summarise(description: Omit<Measurement, 'rounds' | 'median'>, rounds: Round[]): Measurement {
  const names = Object.keys(rounds[0] ?? {}) as (keyof Round)[]
  const medians = names.map((name) => [name, median(rounds.map((round) => round[name] ?? Number.NaN))])
  return { ...description, rounds, median: Object.fromEntries(medians) as Round }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

export function atLeast(name: string, goal: number, measured: number, unit: string): Goal {
  return { name, goal: `≥ ${goal.toLocaleString('en')}${unit}`, measured, isMet: measured >= goal }
}

export function atMost(name: string, goal: number, measured: number, unit: string): Goal {
  return { name, goal: `≤ ${goal.toLocaleString('en')}${unit}`, measured, isMet: measured <= goal }
}
