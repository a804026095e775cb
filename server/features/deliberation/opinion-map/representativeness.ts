import type { GroupVotes } from './group-votes'

/** One-sided, at 90 %. */
const Z_MIN = 1.2816
const REPRESENTATIVE_MAX = 5

/** How a group stands to a statement, against all other groups together. */
export interface Representativeness {
  statement: number
  /** What it stands for: that of agreement and disagreement in which the group differs more from the others. */
  for: 'agree' | 'disagree'
  agrees: number
  disagrees: number
  seen: number
  /** The share with +1 and +2, and z of its being above one half. */
  share: number
  shareZ: number
  /** The share over that of the other groups, and z of the difference. */
  repness: number
  repnessZ: number
}

interface Side {
  share: number
  shareZ: number
  repness: number
  repnessZ: number
}

interface Stats {
  statement: number
  agrees: number
  disagrees: number
  seen: number
  agree: Side
  disagree: Side
}

/** z of a share being above one half, with +1 on both counts. */
export function oneProportionZ(successes: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)
}

/** z of a share being above another, with +1 on all four counts; 0 where both are whole. */
export function twoProportionZ(successes: number, trials: number, otherSuccesses: number, otherTrials: number): number {
  const [s, n, t, m] = [successes + 1, trials + 1, otherSuccesses + 1, otherTrials + 1]
  const pooled = (s + t) / (n + m)
  return pooled === 1 ? 0 : (s / n - t / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
}

function sideOf(own: number, seen: number, others: number, othersSeen: number): Side {
  const share = (own + 1) / (seen + 2)
  return {
    share,
    shareZ: oneProportionZ(own, seen),
    repness: share / ((others + 1) / (othersSeen + 2)),
    repnessZ: twoProportionZ(own, seen, others, othersSeen),
  }
}

function statsOf(votes: GroupVotes, group: number, statement: number): Stats {
  const others = { agrees: 0, disagrees: 0, seen: 0 }
  for (let other = 0, place = statement; other < votes.groups; other += 1, place += votes.statements) {
    if (other === group) continue
    others.agrees += votes.agrees[place] as number
    others.disagrees += votes.disagrees[place] as number
    others.seen += votes.seen[place] as number
  }
  const place = group * votes.statements + statement
  const [agrees, disagrees] = [votes.agrees[place] as number, votes.disagrees[place] as number]
  const seen = votes.seen[place] as number
  return {
    statement,
    agrees,
    disagrees,
    seen,
    agree: sideOf(agrees, seen, others.agrees, others.seen),
    disagree: sideOf(disagrees, seen, others.disagrees, others.seen),
  }
}

function decide(stats: Stats): Representativeness {
  const { statement, agrees, disagrees, seen } = stats
  const stand = stats.agree.repnessZ > stats.disagree.repnessZ ? 'agree' : 'disagree'
  return { statement, for: stand, agrees, disagrees, seen, ...stats[stand] }
}

const isSignificant = ({ shareZ, repnessZ }: Side) => repnessZ > Z_MIN && shareZ > Z_MIN
const weightOf = ({ share, shareZ, repness, repnessZ }: Side) => repness * repnessZ * share * shareZ
const likelihoodOf = ({ share, shareZ }: Side) => share * shareZ

/** Whether it says better than the best so far what the group agrees on. */
function isBetterAgreed(stats: Stats, best: Stats | null): boolean {
  const { agree } = stats
  if (stats.agrees === 0 && stats.disagrees === 0) return false
  if (best === null) return agree.shareZ > Z_MIN || (agree.repness > 1 && agree.share > 0.5)
  if (best.agree.repness > 1) return weightOf(agree) > weightOf(best.agree)
  return likelihoodOf(agree) > likelihoodOf(best.agree)
}

const greaterZ = ({ agree, disagree }: Stats) => Math.max(agree.repnessZ, disagree.repnessZ)

/** Everything a group says: what represents it, in order, and the rest, what differs most first. */
export interface GroupSays {
  representative: Representativeness[]
  rest: Representativeness[]
}

/**
 * The statements that represent a group: those whose share and difference are both significant, by share · z · repness · z, the greatest
 * first; before them what the group agrees on best; five at most, agreement before disagreement. Where none is significant, what it agrees
 * on best, else what it differs in most. Statements that `isOut` are left aside.
 */
export function representativesOf(votes: GroupVotes, group: number, isOut: Uint8Array | null): GroupSays {
  const all: Stats[] = []
  for (let statement = 0; statement < votes.statements; statement += 1)
    if (!isOut?.[statement]) all.push(statsOf(votes, group, statement))
  let [bestAgreed, mostDifferent] = [null as Stats | null, null as Stats | null]
  for (const stats of all) {
    if (isBetterAgreed(stats, bestAgreed)) bestAgreed = stats
    if (stats.seen > 0 && (mostDifferent === null || greaterZ(stats) > greaterZ(mostDifferent))) mostDifferent = stats
  }
  const significant = all
    .filter((stats) => stats !== bestAgreed && (isSignificant(stats.agree) || isSignificant(stats.disagree)))
    .map(decide)
    .sort((a, b) => weightOf(b) - weightOf(a) || a.statement - b.statement)
  const head = bestAgreed ?? (significant.length > 0 ? null : mostDifferent)
  const chosen = [...(head ? [decide(head)] : []), ...significant].slice(0, REPRESENTATIVE_MAX)
  const isChosen = new Set(chosen.map(({ statement }) => statement))
  const rest = all.filter(({ statement }) => !isChosen.has(statement)).map(decide)
  return {
    representative: [
      ...chosen.filter((said) => said.for === 'agree'),
      ...chosen.filter((said) => said.for === 'disagree'),
    ],
    rest: rest.sort(
      (a, b) => Number(b.seen > 0) - Number(a.seen > 0) || b.repnessZ - a.repnessZ || a.statement - b.statement,
    ),
  }
}
