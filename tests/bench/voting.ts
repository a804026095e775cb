import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startChild } from './child'
import { removeDatabase, scratch } from './fill'
import { onPostgres } from './ledger'
import { atLeast, atMost, type Goal, type Measurement, type PartResult, type Round, summarise } from './measure'
import type { Options } from './options'

/** What the child is asked: so many of a kind of work, in so many rounds. */
export interface VotingCommand {
  what: 'open' | 'secret' | 'tally' | 'verify'
  count: number
  clients: number
  rounds: number
}

type Answer = { contender: string; rounds: Round[] }[]

const here = dirname(fileURLToPath(import.meta.url))
const OPEN_PER_SECOND = 50_000
const CLIENTS = 16
/** Of what one RSA operation each and one durable write for all of a batch would let through: we write twice, and gather ballots for a moment. */
const FLOOR_SHARE = 0.4

/** Ballots of both kinds in process, each durable before it is answered; a tally; a recount; and what a phone without a compiler does. */
export async function measureVoting(options: Options): Promise<PartResult> {
  const measurements: Measurement[] = []
  const goals: Goal[] = []
  const run = async (name: string, url: string, commands: readonly VotingCommand[]) => {
    const child = await startChild('voting-child', [url, scratch('data')], options.profile)
    for (const command of commands) {
      options.say(`voting: ${name}, ${command.what} …`)
      const measured = (await child.ask<Answer>(command)).map(({ contender, rounds }) =>
        summarise({ part: 'voting', work: `${name}, ${command.what}`, posts: command.count, contender }, rounds),
      )
      measurements.push(...measured)
      const [ours = 0, floor = 0] = measured.map(({ median }) => median.perSecond ?? 0)
      goals.push(...goalsOf(name, command, ours, floor))
    }
    await child.stop()
  }
  const few = options.isQuick
  const open: VotingCommand = { what: 'open', count: few ? 10_000 : 50_000, clients: 1_000, rounds: options.rounds }
  const secret: VotingCommand = { what: 'secret', count: few ? 500 : 2_000, clients: CLIENTS, rounds: options.rounds }
  const file = join(tmpdir(), `linli-bench-voting-${process.pid}.db`)
  await run('sqlite', `file:${file}`, [
    open,
    secret,
    { what: 'tally', count: 1_000_000, clients: 1, rounds: options.rounds },
    { what: 'verify', count: few ? 10_000 : 100_000, clients: 1, rounds: 1 },
  ])
  removeDatabase(file)
  if (existsSync(scratch('data'))) rmSync(scratch('data'), { recursive: true })
  await onPostgres(options, (url) => run('postgres', url, [open, secret]))
  goals.push(measureBlinding(options))
  return { measurements, goals }
}

function goalsOf(name: string, { what, count }: VotingCommand, perSecond: number, floorPerSecond: number): Goal[] {
  const seconds = count / perSecond
  if (what === 'open') return [atLeast(`open ballots in process, ${name}`, OPEN_PER_SECOND, perSecond, '/s')]
  if (what === 'secret')
    return [
      atLeast(`secret ballots, both steps, ${name}, against the floor`, FLOOR_SHARE, perSecond / floorPerSecond, '×'),
    ]
  if (what === 'tally') return [atMost('a tally of 1,000,000 ballots with area', 1, seconds, ' s')]
  if (what === 'verify')
    return [atMost(`verify-poll of ${count.toLocaleString('en')} ballots`, (count / 100_000) * 30, seconds, ' s')]
  return []
}

/** In Node without its compiler, as the engine of a mini program on a phone has none. */
function measureBlinding(options: Options): Goal {
  options.say('voting: blinding without a compiler …')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--jitless', join(here, 'blinding-child.mjs')], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`blinding: ${stderr}`)
  return atMost('blinding a credential, --jitless', 1.5, JSON.parse(stdout).blindSeconds, ' s')
}
