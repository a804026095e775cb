import type { StaffViewKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { dayOf } from '../../kernel/working-days'
import type { Reader } from '../../storage/store'
import { listSighters } from '../alerts'
import { listReporters } from '../appeals'
import { findDuties } from '../hand-overs'
import { findStandings } from '../membership'
import { listPeopleOfShares } from '../mutual-aid'
import { listVotersOfEntries } from '../polls'
import { insertViews, listPresentPeople } from './repository'
import { findShown, type NamingThing, officeOver } from './rules'

/** What somebody is about to be shown. */
export interface StaffViewCommand {
  viewerId: string
  kind: StaffViewKind
  /** What the address names: a poll, a place … */
  subjectId: string
  /** As it will be sent. */
  answer: unknown
}

const WHO_IS_NAMED: Record<
  NamingThing,
  (reader: Reader, ids: readonly string[], subjectId: string) => Promise<string[]>
> = {
  appeal: listReporters,
  sighting: listSighters,
  giftShare: listPeopleOfShares,
  rollEntry: listVotersOfEntries,
}

/**
 * Writes down for each person in an answer that a member of staff looked: who, in which office, when, in what. Nothing where the caller has no
 * office, or sees themselves. On disk before the answer goes out: nobody looks without a line.
 */
export async function recordStaffView(deps: Deps, view: StaffViewCommand): Promise<void> {
  const { read } = deps.store
  const { viewerId, kind } = view
  const now = deps.clock.now()
  const { roles } = await findDuties(read, viewerId, now)
  if (roles.length === 0) return
  const people = (await peopleIn(read, view)).filter((id) => id !== viewerId)
  const standings = await findStandings(read, people)
  const views = people.flatMap((personId) => {
    const office = officeOver(roles, standings.get(personId)?.homes.map(({ gridPath }) => gridPath) ?? [])
    if (office === undefined) return []
    const { role, placeId } = office
    return { personId, id: newId(now), viewerId, kind, role, placeId, day: dayOf(now), firstAt: now, lastAt: now }
  })
  if (views.length > 0) await deps.store.write((tx) => insertViews(tx, views))
}

async function peopleIn(reader: Reader, { answer, subjectId }: StaffViewCommand): Promise<string[]> {
  const { personIds, things } = findShown(answer)
  const people = new Set(personIds)
  for (const [thing, ids] of Object.entries(things)) {
    if (ids.size === 0) continue
    for (const personId of await WHO_IS_NAMED[thing as NamingThing](reader, [...ids], subjectId)) people.add(personId)
  }
  return people.size === 0 ? [] : listPresentPeople(reader, [...people])
}
