import { type CallUpRadius, LIMITS } from '../../../src/contract'
import { Problem } from '../../kernel/problem'

export interface Ready {
  personId: string
  buildingId: string
  skills: readonly string[]
}

/**
 * Whom a call reaches: who agreed to be called, has the skill where one is asked for, and is not the caller; those in the same building first.
 * At most so many: more could not be looked after.
 */
export function chooseCalled<Person extends Ready>(
  ready: readonly Person[],
  wanted: { skill: string | null; buildingId: string | null; callerId: string },
): Person[] {
  const { skill, buildingId, callerId } = wanted
  const able = ready.filter(
    ({ personId, skills }) => personId !== callerId && (skill === null || skills.includes(skill)),
  )
  const near = (person: Person) => Number(person.buildingId !== buildingId)
  return able.sort((a, b) => near(a) - near(b)).slice(0, LIMITS.callUpPeople)
}

/** Skills of those who can be called, the commonest first. One that fewer than three have is not shown: it would name them. */
export function countSkills(ready: readonly Ready[]): { skill: string; people: number }[] {
  const people = new Map<string, number>()
  for (const { skills } of ready) for (const skill of new Set(skills)) people.set(skill, (people.get(skill) ?? 0) + 1)
  return [...people]
    .map(([skill, count]) => ({ skill, people: count }))
    .filter((one) => one.people >= 3)
    .sort((a, b) => b.people - a.people || (a.skill < b.skill ? -1 : 1))
    .slice(0, 50)
}

interface PlaceOnTree {
  id: string
  kind: string
  parentId: string | null
  communityId: string | null
}

/**
 * Where the people of a call live: in the place's building, its grid, or its community.
 * @throws Problem invalid_request for a place that has no such surroundings
 */
export function surroundings(
  place: PlaceOnTree,
  radius: CallUpRadius,
): { communityId: string; gridId: string | null; buildingId: string | null } {
  const refuse = (path: string, message: string) => new Problem('invalid_request', { fields: [{ path, message }] })
  const { communityId } = place
  if (communityId === null || place.kind === 'department') throw refuse('placeId', 'nobody lives there')
  if (radius === 'community') return { communityId, gridId: null, buildingId: null }
  const gridId = place.kind === 'building' ? place.parentId : place.kind === 'grid' ? place.id : null
  if (gridId === null) throw refuse('radius', 'wider than that for this place')
  if (radius === 'grid') return { communityId, gridId, buildingId: null }
  if (place.kind !== 'building') throw refuse('radius', 'wider than that for this place')
  return { communityId, gridId, buildingId: place.id }
}
