import { randomBytes, randomInt } from 'node:crypto'
import { writeRollLeaf, writeRollSubject } from '../../../src/proof/poll-log'
import { hashText, rootOfLeaves } from '../../kernel/hash-text'
import { newId } from '../../kernel/ids'
import { dayOf } from '../../kernel/shanghai'
import type { Reader } from '../../storage/store'
import { addArea } from '../electoral-rules'
import { listOwnersHeads } from '../owners'
import {
  type DoorRow,
  listDoors,
  listMembers,
  type MemberRow,
  type NewEntry,
  type RollPlace,
  type VoterRow,
} from './roll-repository'

/** One who votes, before the roll is made of them. */
export interface PlannedEntry {
  kind: 'resident' | 'household' | 'owner' | 'developer'
  /** Who it is, exactly: held by the entry's commitment. */
  subject: string
  /** Doors, for people to read; of a resident nothing, because the name is the person's and goes with them. */
  label: string
  /** cm², 0 where it is not weighed. */
  area: number
  personIds: readonly string[]
}

export interface RollQuestion {
  place: RollPlace
  electorate: string
  weighsArea: boolean
  opensAt: Date
}

/** Who votes, as the place's residents, doors and owners are now: residents of age, one per household, or owners by heads. */
export async function planRoll(reader: Reader, question: RollQuestion): Promise<PlannedEntry[]> {
  const { place, electorate, weighsArea, opensAt } = question
  const members = await listMembers(reader, place, dayOf(opensAt))
  if (electorate === 'residents') return residentsOf(members)
  const doors = await listDoors(reader, place)
  if (electorate === 'households') return householdsOf(doors, members)
  const heads = await listOwnersHeads(reader, place.communityId, doors, members)
  return heads.map((head) => ({ ...head, area: weighsArea ? head.area : 0 }))
}

function residentsOf(members: readonly MemberRow[]): PlannedEntry[] {
  return [...new Set(members.map(({ personId }) => personId))].map((personId) => ({
    kind: 'resident',
    subject: JSON.stringify(['person', personId]),
    label: '',
    area: 0,
    personIds: [personId],
  }))
}

function householdsOf(doors: readonly DoorRow[], members: readonly MemberRow[]): PlannedEntry[] {
  const people = new Map<string, string[]>()
  for (const { householdId, personId } of members)
    people.set(householdId, [...(people.get(householdId) ?? []), personId])
  return doors.map(({ householdId, building, number }) => ({
    kind: 'household',
    subject: JSON.stringify(['household', householdId]),
    label: `${building} ${number}`,
    area: 0,
    personIds: people.get(householdId) ?? [],
  }))
}

/** Rows of the roll. They come in no order, so that neither an id nor the file tells who is who. */
export function makeEntries(
  poll: { communityId: string; id: string },
  planned: readonly PlannedEntry[],
  version: number,
  now: Date,
): { entries: NewEntry[]; voters: VoterRow[] } {
  const { communityId, id: pollId } = poll
  const entries: NewEntry[] = []
  const voters: VoterRow[] = []
  for (const { kind, subject, label, area, personIds } of shuffled(planned)) {
    const id = newId(now)
    const salt = randomBytes(16).toString('base64')
    const commitment = hashText(writeRollSubject(pollId, salt, subject))
    entries.push({ communityId, pollId, id, kind, subject, label, area, salt, commitment, sinceVersion: version })
    for (const personId of personIds) voters.push({ communityId, pollId, personId, entryId: id })
  }
  return { entries, voters }
}

/** Fisher–Yates with the system's own lots. */
export function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const chosen = randomInt(last + 1)
    const [a, b] = [mixed[last] as T, mixed[chosen] as T]
    mixed[last] = b
    mixed[chosen] = a
  }
  return mixed
}

export interface RollSum {
  size: number
  area: number
  hash: string
}

/** Size, area and hash of a roll: the root over its entries in the order of their ids. */
export function sumRoll(
  pollId: string,
  entries: readonly { id: string | number; area: string | number; commitment: string | number }[],
): RollSum {
  const inOrder = [...entries].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
  return {
    size: inOrder.length,
    area: inOrder.reduce((sum, { area }) => addArea(sum, Number(area)), 0),
    hash: rootOfLeaves(
      inOrder.map(({ id, area, commitment }) => writeRollLeaf(pollId, String(id), Number(area), String(commitment))),
    ),
  }
}
