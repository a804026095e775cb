import { makeBaseClusters } from './base-clusters'
import { consensusOf, countGroupVotes, type GroupVotes, prioritiesOf } from './group-votes'
import { findGroups, foldSmallGroups, GROUP_SIZE_MIN, lettersOf } from './groups'
import { type Components, findComponents } from './principal-components'
import { extremityOf, type Points, projectPeople } from './projection'
import { type GroupSays, representativesOf } from './representativeness'
import { type VoteTable, votesOfPeople, withoutStatements } from './votes'

const VOTES_OF_MEMBER = 7
const MEMBERS_MIN = 15

/** What the next map goes on from: by the numbers of people and statements as they are now. */
export interface LastMap {
  /** Whether each person was in. */
  isIn: Uint8Array
  /** The letter of each person's group, 0 for A, or −1. */
  letterOf: Int32Array
  first: Float64Array
  second: Float64Array
}

export interface OpinionInput {
  votes: VoteTable
  /** 1 for a statement that moderation took out: a column of zeros, and shown nowhere. */
  isOut?: Uint8Array
  /** 1 for a statement that asks who somebody is. */
  isMeta?: Uint8Array
  last?: LastMap
}

export interface OpinionGroup {
  /** 0 for A. */
  letter: number
  size: number
  says: GroupSays
}

export interface OpinionMap extends LastMap {
  components: Components
  points: Points
  votes: GroupVotes
  /** By letter; the group `n` of `votes` is the `n`-th. None where fewer than `GROUP_SIZE_MIN` people are in. */
  groups: OpinionGroup[]
  /** For each statement; 1 throughout where there is no group. */
  consensus: Float64Array
  priorities: Float64Array
}

/**
 * The opinion map of a conversation, from the formulas of pol.is (Small, Bjorkegren, Erkkilä, Shaw, Megill, “Polis: scaling deliberation by
 * mapping high dimensional opinion spaces”, RECERCA 26 (2021)), from the last vote of each person on each statement. The same votes give the
 * same map; a warm start keeps the letters of groups and the sides of the picture.
 *
 * Two people with the same votes stand at one place. Nothing in it is ever NaN: without votes, without difference, or with a handful of people
 * there are fewer than two groups.
 */
export function computeOpinionMap({ votes, isOut, isMeta, last }: OpinionInput): OpinionMap {
  const shown = isOut ? withoutStatements(votes, isOut) : votes
  const isVoted = votedStatements(votes)
  const outCount = isVoted.reduce((sum, voted, statement) => sum + (voted && isOut?.[statement] ? 1 : 0), 0)
  const columns = isVoted.reduce((sum, voted) => sum + voted, 0)
  const components = findComponents(shown, last ?? null)
  const points = projectPeople(shown, components, { columns, outCount })
  const isIn = membersOf(votes, columns, last?.isIn ?? null)
  const { groupOf, letters } = groupPeople(isIn, points, last?.letterOf ?? null)
  const counts = countGroupVotes(votes, groupOf, letters.length)
  const extremity = extremityOf(components, columns)
  return {
    isIn,
    letterOf: groupOf.map((group) => (group === -1 ? -1 : (letters[group] as number))),
    first: components.first,
    second: components.second,
    components,
    points,
    votes: counts,
    groups: Array.from(letters, (letter, group) => ({
      letter,
      size: groupOf.reduce((sum, own) => sum + (own === group ? 1 : 0), 0),
      says: representativesOf(counts, group, isOut ?? null),
    })),
    consensus: consensusOf(counts),
    priorities: prioritiesOf(counts, extremity, isMeta ?? null),
  }
}

function votedStatements({ statements, statementOf }: VoteTable): Uint8Array {
  const isVoted = new Uint8Array(statements)
  for (const statement of statementOf) isVoted[statement] = 1
  return isVoted
}

/**
 * Who is in: everybody with 7 votes, or as many as there are statements; while these are fewer than 15, those with the most votes too; and who
 * was in before.
 */
export function membersOf(votes: VoteTable, statements: number, wasIn: Uint8Array | null): Uint8Array {
  const counts = votesOfPeople(votes)
  const enough = Math.max(1, Math.min(VOTES_OF_MEMBER, statements))
  const isIn = Uint8Array.from(counts, (count, person) => (count >= enough || wasIn?.[person] === 1 ? 1 : 0))
  const missing = MEMBERS_MIN - isIn.reduce((sum, is) => sum + is, 0)
  if (missing <= 0) return isIn
  const others = Array.from(counts.keys()).filter((person) => isIn[person] === 0 && (counts[person] as number) > 0)
  others.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
  for (const person of others.slice(0, missing)) isIn[person] = 1
  return isIn
}

/** The groups of those who are in, numbered by their letters; `letters` is in order. */
function groupPeople(
  isIn: Uint8Array,
  points: Points,
  last: Int32Array | null,
): { groupOf: Int32Array; letters: Int32Array } {
  const groupOf = new Int32Array(isIn.length).fill(-1)
  const people = Int32Array.from(isIn.keys()).filter((person) => isIn[person] === 1)
  if (people.length < GROUP_SIZE_MIN) return { groupOf, letters: new Int32Array(0) }
  const bases = makeBaseClusters(people, points)
  const { count, groupOfBase } = foldSmallGroups(bases, findGroups(bases, people, points, last))
  for (const [index, person] of people.entries()) groupOf[person] = groupOfBase[bases.baseOf[index] as number] as number
  const letters = lettersOf(groupOf, count, last)
  const inOrder = letters.slice().sort()
  return {
    groupOf: groupOf.map((group) => (group === -1 ? -1 : inOrder.indexOf(letters[group] as number))),
    letters: inOrder,
  }
}
