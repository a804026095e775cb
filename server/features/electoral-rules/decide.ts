import { type Fraction, isAtLeast, isMoreThan, writeFraction, writePerCent } from './fraction'
import type { Tally, Weight } from './tally'

export type RuleKind = 'plurality' | 'majority' | 'civil_code_278_ordinary' | 'civil_code_278_special' | 'custom'

export interface PollRule {
  kind: RuleKind
  /** Of those on the roll; custom alone. */
  quorum: Fraction | null
  /** Of those taking part; custom alone. */
  threshold: Fraction | null
}

export const HALF: Fraction = { numerator: 1, denominator: 2 }
export const TWO_THIRDS: Fraction = { numerator: 2, denominator: 3 }
export const THREE_QUARTERS: Fraction = { numerator: 3, denominator: 4 }

export type Measure = 'heads' | 'area'

export type ReasonCode =
  | 'nobody_voted'
  | 'took_part_at_least'
  | 'assented_more_than'
  | 'assented_at_least'
  | 'leads'
  | 'tied'
  | 'led_by_another'

export type Article = 'civil_code_278' | 'poll_rule'

/** One line of the reasoning. Figures of `area` are cm². */
export interface Reason {
  code: ReasonCode
  isMet: boolean
  article: Article
  measure: Measure
  part: number
  whole: number
  /** "2/3", or null where nothing is compared with a share. */
  bound: string | null
  /** Cut to a tenth of a per cent. */
  share: string
  /** The place of the option spoken of, or null. */
  option: number | null
}

export interface Decision {
  passed: boolean
  /** Places of the options that carry the day; empty where none does. */
  chosen: readonly number[]
  reasons: readonly Reason[]
}

export interface Question {
  rule: PollRule
  /** Whether area is weighed beside heads. */
  weighsArea: boolean
  /** The place of the option that means yes, or null where options compete. A statute's poll has one. */
  assent: number | null
  /** All on the roll. */
  electorate: Weight
}

/**
 * Whether a poll has passed, line by line. Civil Code art. 278: two thirds of the area and of the heads must take part (以上, the figure included: art. 1259);
 * ordinary matters take more than half of both of those taking part, special ones at least three quarters of both.
 */
export function decide(question: Question, tally: Tally): Decision {
  const { kind } = question.rule
  if (kind === 'civil_code_278_ordinary' || kind === 'civil_code_278_special') return decideStatute(question, tally)
  if (tally.takingPart.heads === 0) return nobodyVoted(question)
  if (kind === 'custom') return decideCustom(question, tally)
  return decideByHeads(question, tally)
}

function nobodyVoted({ electorate: { heads } }: Question): Decision {
  const article = 'poll_rule'
  const line = { measure: 'heads', part: 0, whole: heads, bound: null, share: '0%', option: null } as const
  return { passed: false, chosen: [], reasons: [{ code: 'nobody_voted', isMet: false, article, ...line }] }
}

function decideStatute({ rule, assent, electorate }: Question, tally: Tally): Decision {
  const article = 'civil_code_278'
  const option = assent ?? 0
  const votes = tally.options[option] ?? { heads: 0, area: 0 }
  const isSpecial = rule.kind === 'civil_code_278_special'
  const reasons = [
    ...bothMeasures((measure) =>
      compare(article, 'took_part_at_least', measure, tally.takingPart, electorate, TWO_THIRDS, null),
    ),
    ...bothMeasures((measure) =>
      isSpecial
        ? compare(article, 'assented_at_least', measure, votes, tally.takingPart, THREE_QUARTERS, option)
        : compare(article, 'assented_more_than', measure, votes, tally.takingPart, HALF, option),
    ),
  ]
  return concluded(reasons, [option])
}

/** A quorum and a threshold of the poll's own; where area is weighed both count twice. Whoever is level with another has not won. */
function decideCustom({ rule, weighsArea, assent, electorate }: Question, tally: Tally): Decision {
  const article = 'poll_rule'
  const measures: readonly Measure[] = weighsArea ? ['area', 'heads'] : ['heads']
  const { quorum, threshold } = rule
  const took =
    quorum === null
      ? []
      : measures.map((measure) =>
          compare(article, 'took_part_at_least', measure, tally.takingPart, electorate, quorum, null),
        )
  const option = assent ?? leadersOf(tally)[0] ?? 0
  const votes = tally.options[option] ?? { heads: 0, area: 0 }
  const assented =
    threshold === null
      ? []
      : measures.map((measure) =>
          compare(article, 'assented_at_least', measure, votes, tally.takingPart, threshold, option),
        )
  return concluded([...took, ...assented, leadership(tally, assent)], [option])
}

function decideByHeads({ rule, assent }: Question, tally: Tally): Decision {
  const option = assent ?? leadersOf(tally)[0] ?? 0
  const votes = tally.options[option] ?? { heads: 0, area: 0 }
  if (rule.kind === 'plurality') return concluded([leadership(tally, assent)], [option])
  const line = compare('poll_rule', 'assented_more_than', 'heads', votes, tally.takingPart, HALF, option)
  return concluded([line], [option])
}

function leadersOf({ options }: Tally): number[] {
  const most = Math.max(...options.map(({ heads }) => heads))
  return options.flatMap(({ heads }, place) => (heads === most ? [place] : []))
}

function leadership(tally: Tally, assent: number | null): Reason {
  const leaders = leadersOf(tally)
  const [leader = 0] = leaders
  const { heads } = tally.options[leader] ?? { heads: 0 }
  const whole = tally.takingPart.heads
  const isTied = leaders.length > 1
  const isMet = !isTied && heads > 0 && (assent === null || assent === leader)
  const code: ReasonCode = isTied ? 'tied' : isMet ? 'leads' : 'led_by_another'
  const figures = { measure: 'heads', part: heads, whole, bound: null, share: writePerCent(heads, whole) } as const
  return { code, isMet, article: 'poll_rule', ...figures, option: isTied ? null : leader }
}

/** The law names area before heads. */
function bothMeasures(line: (measure: Measure) => Reason): Reason[] {
  return [line('area'), line('heads')]
}

function compare(
  article: Article,
  code: ReasonCode,
  measure: Measure,
  part: Weight,
  whole: Weight,
  bound: Fraction,
  option: number | null,
): Reason {
  const [some, all] = [part[measure], whole[measure]]
  const isMet = all > 0 && (code === 'assented_more_than' ? isMoreThan : isAtLeast)(some, all, bound)
  const figures = { part: some, whole: all, bound: writeFraction(bound), share: writePerCent(some, all) }
  return { code, isMet, article, measure, ...figures, option }
}

function concluded(reasons: readonly Reason[], chosen: readonly number[]): Decision {
  const passed = reasons.every(({ isMet }) => isMet)
  return { passed, chosen: passed ? chosen : [], reasons }
}
