import { copyFileSync } from 'node:fs'
import { startChild } from './child'
import { assertRoom, fillDatabase, removeDatabase, scratch } from './fill'
import {
  atLeast,
  type Goal,
  loadRound,
  type Measurement,
  type PartResult,
  Positions,
  type Round,
  summarise,
  warmUp,
} from './measure'
import type { Options } from './options'
import type { Work } from './requests'

/** Writes are measured in a database of this size: its people are many enough that nobody's rate is reached. */
export const WRITE_POSTS = 1_000_000
const CONNECTIONS = 64
const WORKS: Work[] = ['post', 'comment', 'like', 'receipt']
const WRITERS = ['linli', 'peer'] as const
type Writer = (typeof WRITERS)[number]

/** Writes through HTTP, each answered after it is durable, against the peer on a copy of the same file. */
export async function measureWrites(options: Options): Promise<PartResult> {
  const source = await fillDatabase(WRITE_POSTS, options)
  assertRoom(4e9)
  const files = { linli: scratch('linli.db'), peer: scratch('peer.db') }
  for (const file of Object.values(files)) copyFileSync(source, file)
  const linli = await startChild('linli-server', [files.linli, scratch('data')], options.profile)
  const peer = await startChild('peer-server', [files.peer])
  const load = await startChild('load')
  const positions = new Positions()
  const measurements: Measurement[] = []
  for (const work of WORKS) {
    options.say(`writes: ${work} …`)
    const rounds: Record<Writer, Round[]> = { linli: [], peer: [] }
    const settings = { connections: CONNECTIONS, seconds: options.seconds, positions }
    const measure = (contender: Writer) =>
      loadRound(load, contender === 'linli' ? linli : peer, { work, posts: WRITE_POSTS, contender }, settings)
    for (const contender of WRITERS) await warmUp(() => measure(contender))
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contender of WRITERS) rounds[contender].push(await measure(contender))
    }
    for (const contender of WRITERS) {
      measurements.push(summarise({ part: 'writes', work, posts: WRITE_POSTS, contender }, rounds[contender]))
    }
  }
  await Promise.all([linli.stop(), peer.stop(), load.stop()])
  for (const file of Object.values(files)) removeDatabase(file)
  return { measurements, goals: goalsOf(measurements) }
}

function goalsOf(measurements: readonly Measurement[]): Goal[] {
  const of = (contender: string, work: Work) =>
    measurements.find((one) => one.contender === contender && one.work === work)?.median.perCoreSecond ?? Number.NaN
  return WORKS.flatMap((work) => [
    atLeast(`${work}, durable`, 10_000, of('linli', work), ' a core second'),
    atLeast(`${work}, durable, against Express + Prisma`, 10, of('linli', work) / of('peer', work), '×'),
  ])
}
