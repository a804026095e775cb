import computeMunkres from 'munkres-js'
import { computeOpinionMap, lastVotes } from '../../server/features/deliberation'
import { solveDense, solveSparse } from '../../server/features/mutual-aid'
import { findBestOffers, matchAll } from '../../server/features/mutual-aid/matching/find-matches'
import { OfferIndex } from '../../server/features/mutual-aid/matching/offer-index'
import type { CoreAnswer, CoreCommand } from './cores'
import { NOW, randomCity, randomConversation, randomPairs, randomTable } from './cores-data'
import { matchGreedily, solveHungarian } from './peers-of-assignment'

// One piece of work in a process of its own, so that its memory is its own too.
const CITY_METRES = 30_000
const BEST = 10
const everybody = () => true

type Prepared = { contender: string; run(): number }[]

function prepare({ work }: CoreCommand): Prepared {
  if (work === 'sparse 1,000 × 1,200') return sparse(1_000, 1_200)
  if (work === 'dense 500 × 500') return dense(500, true)
  if (work === 'dense 700 × 700') return dense(700, false)
  if (work === 'community 20,000 × 24,000') return community()
  if (work === 'one need among 100,000 offers') return atOnce()
  return work === 'map 2,000 × 900 × 225,000' ? opinion(2_000, 900, 225_000) : opinion(33_000, 800, 2_000_000)
}

function sparse(rows: number, columns: number): Prepared {
  const problem = randomPairs(rows, columns, 20)
  return [
    { contender: 'linli', run: () => solveSparse(problem).assigned },
    { contender: 'greedy', run: () => matchGreedily(problem) },
  ]
}

function dense(size: number, withMunkres: boolean): Prepared {
  const costs = randomTable(size)
  return [
    { contender: 'linli', run: () => solveDense({ rows: size, columns: size, costs }).cost },
    { contender: 'Hungarian', run: () => solveHungarian(size, costs) },
    ...(withMunkres ? [{ contender: 'munkres-js', run: () => solveByPackage(size, costs) }] : []),
  ]
}

/** The package of npm takes lists of lists; making them is not its work, but small beside it. */
function solveByPackage(size: number, costs: Float64Array): number {
  const table = Array.from({ length: size }, (_, row) => Array.from(costs.subarray(row * size, (row + 1) * size)))
  return computeMunkres(table).reduce((sum, [row, column]) => sum + (costs[row * size + column] ?? 0), 0)
}

/** The search for candidates included; greedy takes the best offer that is left for each need, in the order of asking. */
function community(): Prepared {
  const { needs, offers } = randomCity(20_000, 24_000, CITY_METRES / 2)
  const options = { now: NOW, mayMeet: everybody }
  return [
    { contender: 'linli', run: () => matchAll(needs, offers, options).length },
    {
      contender: 'greedy',
      run: () => {
        const taken = new Set<string>()
        const index = new OfferIndex(offers)
        for (const need of needs) {
          const [best] = findBestOffers(need, index, {
            ...options,
            count: 1,
            mayMeet: (_, offer) => !taken.has(offer.id),
          })
          if (best) taken.add(best.offer.id)
        }
        return taken.size
      },
    },
  ]
}

/** A thousand needs one by one; the index is made once, as it is when offers change. */
function atOnce(): Prepared {
  const { needs, offers } = randomCity(1_000, 100_000, CITY_METRES)
  const index = new OfferIndex(offers)
  const longest = (look: (need: (typeof needs)[number]) => unknown) => {
    const times = needs.map((need) => {
      const startedAt = performance.now()
      look(need)
      return performance.now() - startedAt
    })
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
  }
  return [
    {
      contender: 'linli',
      run: () => longest((need) => findBestOffers(need, index, { now: NOW, count: BEST, mayMeet: everybody })),
    },
  ]
}

function opinion(people: number, statements: number, count: number): Prepared {
  const cast = randomConversation(people, statements, count)
  return [
    { contender: 'linli', run: () => computeOpinionMap({ votes: lastVotes(cast) }).groups.length },
    { contender: 'one pass', run: () => lastVotes(cast).votes.length },
  ]
}

process.on('message', (command: CoreCommand | 'stop') => {
  if (command === 'stop') process.exit(0)
  const contenders = prepare(command)
  const answers: CoreAnswer['contenders'] = contenders.map(({ contender }) => ({ contender, rounds: [], result: 0 }))
  // The first round compiles, and is not counted.
  for (let round = 0; round <= command.rounds; round += 1) {
    for (const [at, { run }] of contenders.entries()) {
      const before = process.cpuUsage()
      const result = run()
      const { user, system } = process.cpuUsage(before)
      const answer = answers[at]
      if (answer === undefined) continue
      answer.result = result
      if (round > 0) answer.rounds.push({ cpuMicroseconds: user + system, perCoreSecond: 1e6 / (user + system) })
    }
  }
  const mebibytes = process.resourceUsage().maxRSS / 1_024
  process.send?.({ contenders: answers, mebibytes } satisfies CoreAnswer)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ address: '' })
