import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgres, startPostgres } from '../support/postgres.mjs'
import { createDatabase, dropDatabase } from '../support/postgres-databases'
import { startChild } from './child'
import { removeDatabase, scratch } from './fill'
import { atLeast, type Goal, type Measurement, type PartResult, type Round, summarise } from './measure'
import type { Options } from './options'

/** Between how many accounts: `one` is given to by everybody at once. */
export type Spread = 'spread' | 'hot' | 'one'

/** What the child is asked: so many transfers in each round, by so many at once. */
export interface LedgerCommand {
  spread: Spread
  clients: number
  transfers: number
  rounds: number
}

type Answer = { contender: string; rounds: Round[] }[]

const CLIENTS = 16
const TRANSFERS = 20_000
const QUICK_TRANSFERS = 6_000
const GOALS = { sqlite: 18_000, postgres: 8_000 } as const
/** Of a hand-written append that keeps no leaf, no sequence and no trigger, with as many at the same account. */
const HAND_SHARE = 0.5
const BY_HAND = 'by hand, one by one'

const ACCOUNTS: Record<Spread, string> = { spread: '2,000 accounts', hot: '20 accounts', one: 'one hot account' }

/** Appends to the points ledger in process, each durable before it is answered: between many accounts, between twenty, and all to one. */
export async function measureLedger(options: Options): Promise<PartResult> {
  const measurements: Measurement[] = []
  const goals: Goal[] = []
  const run = async (dialect: 'sqlite' | 'postgres', url: string) => {
    const child = await startChild('ledger-child', [url, scratch('data')], options.profile)
    for (const spread of ['spread', 'hot', 'one'] as const) {
      options.say(`ledger: ${dialect}, ${ACCOUNTS[spread]} …`)
      const transfers = options.isQuick ? QUICK_TRANSFERS : TRANSFERS
      const answer = await child.ask<Answer>({ spread, clients: CLIENTS, transfers, rounds: options.rounds })
      const work = `${dialect}, ${ACCOUNTS[spread]}`
      const measured = answer.map(({ contender, rounds }) =>
        summarise({ part: 'ledger', work, posts: transfers, contender }, rounds),
      )
      measurements.push(...measured)
      const speedOf = (contender: string) => measured.find((one) => one.contender === contender)?.median.perSecond
      const ours = speedOf('linli') ?? 0
      const byHand = speedOf(BY_HAND)
      goals.push(atLeast(`ledger transfers, ${work}`, GOALS[dialect], ours, '/s'))
      if (spread === 'one' && byHand !== undefined)
        goals.push(atLeast(`ledger transfers, ${work}, of those ${BY_HAND}`, HAND_SHARE, ours / byHand, '×'))
    }
    await child.stop()
  }
  const file = join(tmpdir(), `linli-bench-ledger-${process.pid}.db`)
  await run('sqlite', `file:${file}`)
  for (const name of [file, `${file}.hand`]) removeDatabase(name)
  if (existsSync(scratch('data'))) rmSync(scratch('data'), { recursive: true })
  await onPostgres(options, (url) => run('postgres', url))
  return { measurements, goals }
}

/** On a server of LINLI_TEST_POSTGRES, else on one of our own; said, where there is none. */
export async function onPostgres(options: Options, work: (url: string) => Promise<void>): Promise<void> {
  const given = process.env.LINLI_TEST_POSTGRES
  const bin = given ? null : findPostgres()
  if (!given && !bin) return options.say('there is no PostgreSQL on this machine')
  const own = bin ? await startPostgres(bin) : null
  const server = given ?? own?.url ?? ''
  process.env.LINLI_TEST_POSTGRES = server
  const url = await createDatabase(server)
  try {
    await work(url)
  } finally {
    await dropDatabase(url)
    await own?.stop()
  }
}
