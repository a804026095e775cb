import { startChild } from './child'
import { depthAt } from './city'
import { fillDatabase, scratch } from './fill'
import {
  atLeast,
  atMost,
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
import type { Contender, Work } from './requests'

const CONNECTIONS = 32
const WORKS: Work[] = ['page 1, one grid', 'page 1, every grid', 'page at depth']
const CONTENDERS: Contender[] = ['linli', 'peer', 'bare peer', 'bytes']

/** The feed through HTTP, at each size, against the peer on the same file. */
export async function measureReads(options: Options): Promise<PartResult> {
  const measurements: Measurement[] = []
  for (const posts of options.sizes) {
    const file = await fillDatabase(posts, options)
    measurements.push(...(await measureSize(file, posts, options)))
  }
  return { measurements, goals: goalsOf(measurements, options) }
}

async function measureSize(file: string, posts: number, options: Options): Promise<Measurement[]> {
  const linli = await startChild('linli-server', [file, scratch('data')], options.profile)
  const peer = await startChild('peer-server', [file])
  const load = await startChild('load')
  const positions = new Positions()
  const measurements: Measurement[] = []
  for (const work of WORKS) {
    options.say(`reads: ${work} of ${posts.toLocaleString('en')} posts …`)
    const rounds = new Map<Contender, Round[]>(CONTENDERS.map((contender) => [contender, []]))
    const settings = { connections: CONNECTIONS, seconds: options.seconds, positions }
    const measure = (contender: Contender) =>
      loadRound(load, contender === 'linli' ? linli : peer, { work, posts, contender }, settings)
    for (const contender of CONTENDERS) await warmUp(() => measure(contender))
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contender of CONTENDERS) rounds.get(contender)?.push(await measure(contender))
    }
    const name = work === 'page at depth' ? `page at depth ${depthAt(posts).toLocaleString('en')}` : work
    for (const [contender, measured] of rounds)
      measurements.push(summarise({ part: 'reads', work: name, posts, contender }, measured))
  }
  await Promise.all([linli.stop(), peer.stop(), load.stop()])
  return measurements
}

function goalsOf(measurements: readonly Measurement[], { sizes }: Options): Goal[] {
  const of = (contender: Contender, posts: number, work: string) =>
    measurements.find((one) => one.contender === contender && one.posts === posts && one.work.startsWith(work))?.median
      .perCoreSecond ?? Number.NaN
  const goals = sizes.flatMap((posts) => {
    const at = `of ${posts.toLocaleString('en')} posts`
    const [kept, fresh] = [of('linli', posts, 'page 1, one'), of('linli', posts, 'page 1, every')]
    return [
      atLeast(`page 1 ${at}, kept in memory`, 8_000, kept, ' a core second'),
      atLeast(
        `page 1 ${at}, kept in memory, against Express + Prisma`,
        15,
        kept / of('peer', posts, 'page 1, one'),
        '×',
      ),
      atLeast(
        `page 1 ${at}, kept in memory, against findMany alone`,
        15,
        kept / of('bare peer', posts, 'page 1, one'),
        '×',
      ),
      atLeast(`page 1 ${at}, from the database`, 2_700, fresh, ' a core second'),
      atLeast(
        `page 1 ${at}, from the database, against Express + Prisma`,
        5,
        fresh / of('peer', posts, 'page 1, every'),
        '×',
      ),
      atLeast(
        `page 1 ${at}, from the database, against findMany alone`,
        5,
        fresh / of('bare peer', posts, 'page 1, every'),
        '×',
      ),
    ]
  })
  const [small = 0, large = 0] = [sizes.at(0), sizes.at(-1)]
  if (small === large) return goals
  const growth = WORKS.map((work) => {
    const name = `${work}: time at ${large.toLocaleString('en')} posts against ${small.toLocaleString('en')}`
    return atMost(name, 1.5, of('linli', small, work) / of('linli', large, work), '×')
  })
  return [...goals, ...growth]
}
