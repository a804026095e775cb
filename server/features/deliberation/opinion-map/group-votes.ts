import type { VoteTable } from './votes'

/** How often each group agreed, disagreed and saw, one number a statement and group: `agrees[group * statements + statement]`. A pass is seen. */
export interface GroupVotes {
  groups: number
  statements: number
  agrees: Int32Array
  disagrees: Int32Array
  seen: Int32Array
}

/** `groupOf` gives each person's group, or −1 for one whose votes do not count here. O(votes). */
export function countGroupVotes(table: VoteTable, groupOf: Int32Array, groups: number): GroupVotes {
  const { people, statements, starts, statementOf, votes } = table
  const size = groups * statements
  const [agrees, disagrees, seen] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
  for (let person = 0; person < people; person += 1) {
    const group = groupOf[person] as number
    if (group < 0) continue
    for (let at = starts[person] as number; at < (starts[person + 1] as number); at += 1) {
      const place = group * statements + (statementOf[at] as number)
      seen[place] = (seen[place] as number) + 1
      if (votes[at] === 1) agrees[place] = (agrees[place] as number) + 1
      else if (votes[at] === -1) disagrees[place] = (disagrees[place] as number) + 1
    }
  }
  return { groups, statements, agrees, disagrees, seen }
}

/** Group-aware consensus: for each statement Π over the groups (agree + 1) / (seen + 2). */
export function consensusOf({ groups, statements, agrees, seen }: GroupVotes): Float64Array {
  const scores = new Float64Array(statements).fill(1)
  for (let group = 0, place = 0; group < groups; group += 1) {
    for (let statement = 0; statement < statements; statement += 1, place += 1)
      scores[statement] =
        ((scores[statement] as number) * ((agrees[place] as number) + 1)) / ((seen[place] as number) + 2)
  }
  return scores
}

/** A statement that asks who somebody is, not what they think: asked early. */
const META_PRIORITY = 7

/**
 * How much it is worth to ask for a vote on a statement: ((1 − passes) · (extremity + 1) · agrees · (1 + 8 · 2^(−seen / 5)))², passes and agrees being
 * shares with +1 and +2; what is new, or divides people, comes first, what is passed on comes last.
 */
export function priorityOf(
  counts: { agrees: number; disagrees: number; seen: number },
  extremity: number,
  isMeta: boolean,
): number {
  if (isMeta) return META_PRIORITY ** 2
  const { agrees, disagrees, seen } = counts
  const passShare = (seen - agrees - disagrees + 1) / (seen + 2)
  const agreeShare = (agrees + 1) / (seen + 2)
  return ((1 - passShare) * (extremity + 1) * agreeShare * (1 + 8 * 2 ** (-seen / 5))) ** 2
}

/** The priority of every statement, over the votes of all groups together. */
export function prioritiesOf(votes: GroupVotes, extremity: Float64Array, isMeta: Uint8Array | null): Float64Array {
  return extremity.map((ownExtremity, statement) => {
    const counts = { agrees: 0, disagrees: 0, seen: 0 }
    for (let group = 0, place = statement; group < votes.groups; group += 1, place += votes.statements) {
      counts.agrees += votes.agrees[place] as number
      counts.disagrees += votes.disagrees[place] as number
      counts.seen += votes.seen[place] as number
    }
    return priorityOf(counts, ownExtremity, isMeta?.[statement] === 1)
  })
}
