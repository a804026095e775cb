import { decide, type Question, type Reason } from './decide'
import { leastAbove, leastOf } from './fraction'
import type { Weight } from './tally'

/** What a poll would come to if so many took part and so many of them said yes. Shares are thousandths (610 = 61 %). */
export interface Scenario {
  headsTakingPart: number
  areaTakingPart: number
  assent: number
}

export interface Simulation {
  takingPart: Weight
  assenting: Weight
  passed: boolean
  reasons: readonly Reason[]
  /** What the first line that is not met still lacks, in its own measure; null where all are met. */
  lacking: { measure: 'heads' | 'area'; amount: number } | null
}

/** Counts a poll that has not been held. Whole heads and cm², cut downwards: a forecast never promises more than there is. */
export function simulate(question: Question, { headsTakingPart, areaTakingPart, assent }: Scenario): Simulation {
  const { electorate, weighsArea } = question
  const takingPart = {
    heads: cut(electorate.heads, headsTakingPart),
    area: weighsArea ? cut(electorate.area, areaTakingPart) : 0,
  }
  const assenting = { heads: cut(takingPart.heads, assent), area: cut(takingPart.area, assent) }
  const against = { heads: takingPart.heads - assenting.heads, area: takingPart.area - assenting.area }
  const options = [assenting, against].map((weight) => ({ ...weight, paperHeads: 0 }))
  const { passed, reasons } = decide({ ...question, assent: 0 }, { options, takingPart, paperHeads: 0 })
  return { takingPart, assenting, passed, reasons, lacking: lackingOf(reasons) }
}

function cut(whole: number, thousandths: number): number {
  return Number((BigInt(whole) * BigInt(thousandths)) / 1_000n)
}

function lackingOf(reasons: readonly Reason[]): Simulation['lacking'] {
  const missed = reasons.find(({ isMet }) => !isMet)
  if (missed === undefined) return null
  const { code, measure, part, whole, bound } = missed
  const [numerator = 1, denominator = 2] = (bound ?? '1/2').split('/').map(Number)
  const needed = (code === 'assented_more_than' || bound === null ? leastAbove : leastOf)(whole, {
    numerator,
    denominator,
  })
  return { measure, amount: Math.max(1, needed - part) }
}
