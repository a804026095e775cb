import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgres, startPostgres } from '../support/postgres.mjs'
import { createDatabase, dropDatabase } from '../support/postgres-databases'
import { startChild } from './child'
import { removeDatabase, scratch } from './fill'
import { atLeast, type Goal, type Measurement, type PartResult, type Round, summarise } from './measure'
import type { Options } from './options'

/** What the child is asked: so many transfers in each round, by so many at once. */
export interface LedgerCommand {
  spread: 'spread' | 'hot'
  clients: number
  transfers: number
  rounds: number
}

type Answer = { contender: string; rounds: Round[] }[]

const CLIENTS = 16
const TRANSFERS = 20_000
const QUICK_TRANSFERS = 6_000
const GOALS = { sqlite: 18_000, postgres: 8_000 } as const

/** Appends to the points ledger in process, each durable before it is answered: between many accounts, and between twenty. */
export async function measureLedger(options: Options): Promise<PartResult> {
  const measurements: Measurement[] = []
  const goals: Goal[] = []
  const run = async (dialect: 'sqlite' | 'postgres', url: string) => {
    const child = await startChild('ledger-child', [url, scratch('data')], options.profile)
    for (const spread of ['spread', 'hot'] as const) {
      options.say(`ledger: ${dialect}, ${spread === 'spread' ? 'many accounts' : '20 accounts'} …`)
      const transfers = options.isQuick ? QUICK_TRANSFERS : TRANSFERS
      const answer = await child.ask<Answer>({ spread, clients: CLIENTS, transfers, rounds: options.rounds })
      for (const { contender, rounds } of answer) {
        const work = `${dialect}, ${spread === 'spread' ? '2,000 accounts' : '20 accounts'}`
        const measured = summarise({ part: 'ledger', work, posts: transfers, contender }, rounds)
        measurements.push(measured)
        if (contender === 'linli')
          goals.push(atLeast(`ledger transfers, ${work}`, GOALS[dialect], measured.median.perSecond ?? 0, '/s'))
      }
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
