import { writeFileSync } from 'node:fs'
import { drawFairness } from './fairness-plot'
import { liveThrough, type Outcome, POLICIES, type Policy } from './fairness-run'
import { makeTown } from './fairness-town'
import { atLeast, atMost, type Goal, median, type PartResult } from './measure'
import type { Options } from './options'

const PLOT = 'docs/matching-fairness.svg'

/** A town, and how many requests within seven days make a helper half as willing as when rested. */
interface Life {
  seed: number
  tiredAt: number
}

/** The first is the one that the goals and the plot are of; the others show what hangs on it. */
const LIVES: readonly Life[] = [
  { seed: 26, tiredAt: 4 },
  { seed: 27, tiredAt: 4 },
  { seed: 28, tiredAt: 4 },
  { seed: 26, tiredAt: 8 },
  { seed: 26, tiredAt: Number.POSITIVE_INFINITY },
]

export interface FairnessFigures {
  seed: number
  /** Null where nobody tires. */
  tiredAt: number | null
  policy: Policy
  needs: number
  percentMet: number
  medianWaitMinutes: number
  requestsPerHelper: number
  requestsOfMostAsked: number
  /** Of the requests of each helper: 0 where all are asked alike, 1 where one is asked alone. */
  gini: number
}

export interface Lived {
  figures: FairnessFigures
  outcome: Outcome
}

/** Half a year of a town, lived through under each way of asking; the same figures at every run and on every machine. */
export async function measureFairness(options: Options): Promise<PartResult & { fairness: FairnessFigures[] }> {
  const lived: Lived[] = []
  for (const life of options.isQuick ? LIVES.slice(0, 1) : LIVES) {
    const town = makeTown(life.seed)
    for (const policy of POLICIES) {
      options.say(`fairness: town ${life.seed}, tired at ${life.tiredAt}, ${policy} …`)
      const outcome = liveThrough(town, policy, life.tiredAt)
      lived.push({ figures: figuresOf(life, policy, town.needs.length, outcome), outcome })
    }
  }
  const first = lived.slice(0, POLICIES.length)
  if (!options.isQuick) writeFileSync(PLOT, drawFairness(first))
  return { measurements: [], goals: goalsOf(first), fairness: lived.map(({ figures }) => figures) }
}

function goalsOf(lived: readonly Lived[]): Goal[] {
  const of = (policy: Policy) => lived.find(({ figures }) => figures.policy === policy)?.figures
  const own = of('linli')
  return POLICIES.filter((policy) => policy !== 'linli').flatMap((policy) => {
    const other = of(policy)
    const [met, gini] = [other?.percentMet ?? Number.NaN, other?.gini ?? Number.NaN]
    return [
      atLeast(`share of needs met, against ${policy}`, met, own?.percentMet ?? Number.NaN, ' %'),
      atMost(`Gini coefficient of requests, against ${policy}`, gini, own?.gini ?? Number.NaN, ''),
    ]
  })
}

function figuresOf(life: Life, policy: Policy, needs: number, outcome: Outcome): FairnessFigures {
  const { met, waitMinutes, requests } = outcome
  return {
    seed: life.seed,
    tiredAt: Number.isFinite(life.tiredAt) ? life.tiredAt : null,
    policy,
    needs,
    percentMet: rounded((100 * met) / needs, 2),
    medianWaitMinutes: rounded(median(waitMinutes), 1),
    requestsPerHelper: rounded(sum(requests) / requests.length, 1),
    requestsOfMostAsked: Math.max(...requests),
    gini: rounded(giniOf(requests), 3),
  }
}

/** After Gini (1912), over the sorted counts: `2 Σ i·x / (n Σ x) − (n + 1) / n`. */
function giniOf(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b)
  const weighted = sorted.reduce((total, count, place) => total + (place + 1) * count, 0)
  return (2 * weighted) / (sorted.length * sum(sorted)) - (sorted.length + 1) / sorted.length
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
