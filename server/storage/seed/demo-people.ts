import type { Tx } from '../store'
import { type DemoCity, type DemoGrid, type DemoHousehold, FOUNDED_AT } from './demo-places'
import { drawName } from './names'
import { namedId, SeededRandom } from './random'
import { insertRows, type Row } from './rows'

export interface DemoPerson {
  id: string
  code: string
  displayName: string
}

/** Who can sign in with one tap, and what they are for (api.md, Signing in). */
export const PERSONAS = [
  { code: 'resident-li', displayName: '李晓梅', about: '业主，桂花苑第一网格' },
  { code: 'resident-zhou', displayName: '周子涵', about: '租户，桂花苑第一网格' },
  { code: 'resident-far', displayName: '方远', about: '业主，梧桐里社区' },
  { code: 'newcomer', displayName: '林悦', about: '刚搬来，还没有加入网格' },
  { code: 'grid-officer-wang', displayName: '王网格员', about: '网格员，桂花苑第一网格' },
  { code: 'secretary-zhang', displayName: '张书记', about: '社区书记，桂花苑社区' },
  { code: 'secretary-other', displayName: '郑书记', about: '社区书记，梧桐里社区' },
  { code: 'street-he', displayName: '何主任', about: '街道工作人员，桂花街道' },
  { code: 'department-water', displayName: '供水公司城东站', about: '部门工作人员，供水公司' },
  { code: 'partner-bakery', displayName: '春晓面包房', about: '共建单位，桂花苑社区' },
] as const

const NUMBERED = 600

/** The name of whoever can be signed in by this code; null where the demo knows no such person. */
export function nameOfPersona(code: string): string | null {
  const named = PERSONAS.find((persona) => persona.code === code)
  if (named) return named.displayName
  const number = Number(/^resident-(\d{4})$/.exec(code)?.[1] ?? 0)
  return number >= 1 && number <= NUMBERED ? `居民${number}` : null
}

export interface Resident {
  person: DemoPerson
  household: DemoHousehold
  relation: 'owner' | 'family' | 'tenant'
}

export interface PeoplePlan {
  people: readonly DemoPerson[]
  byCode: ReadonlyMap<string, DemoPerson>
  /** Everybody who was verified when the demo city was founded. */
  residents: readonly Resident[]
  roles: readonly Row[]
}

/** The personas, two people behind each door of grid 1, one behind each of the others, and an officer in every grid. */
export function planPeople(city: DemoCity): PeoplePlan {
  const random = new SeededRandom(7)
  const grids = city.communities.flatMap((community) => community.grids)
  const first = need(grids[0])
  const named = PERSONAS.map(({ code, displayName }) => personOf(code, displayName))
  const numbered = Array.from({ length: NUMBERED }, (_, index) =>
    personOf(`resident-${String(index + 1).padStart(4, '0')}`, drawName(random)),
  )
  const officers = grids
    .slice(1)
    .map((_, index) => personOf(`grid-officer-${index + 2}`, `${drawName(random).slice(0, 1)}网格员`))
  const elsewhere = grids.slice(1).flatMap((grid) =>
    grid.households.map((household, index) => ({
      person: personOf(`neighbour-${grid.name}-${index}`, drawName(random)),
      household,
    })),
  )
  const people = [...named, ...numbered, ...officers, ...elsewhere.map(({ person }) => person)]
  const byCode = new Map(people.map((person) => [person.code, person]))
  const residents: Resident[] = [
    ...numbered.map((person, index) => ({
      person,
      household: need(first.households[Math.floor(index / 2)]),
      relation: index % 2 === 0 ? ('owner' as const) : ('family' as const),
    })),
    ...elsewhere.map(({ person, household }) => ({ person, household, relation: 'owner' as const })),
    { person: need(byCode.get('resident-li')), household: need(first.households[149]), relation: 'owner' },
    { person: need(byCode.get('resident-zhou')), household: need(first.households[150]), relation: 'tenant' },
    { person: need(byCode.get('resident-far')), household: need(grids[3]?.households[5]), relation: 'owner' },
  ]
  return { people, byCode, residents, roles: planRoles(city, grids, byCode) }
}

export async function insertPeople(tx: Tx, { people, byCode, residents, roles }: PeoplePlan): Promise<void> {
  await insertRows(
    tx,
    'Person',
    people.map(({ id, displayName }) => ({ id, displayName, createdAt: FOUNDED_AT })),
  )
  await insertRows(
    tx,
    'Identity',
    people.map(({ id, code }) => ({ provider: 'demo', subject: code, personId: id, createdAt: FOUNDED_AT })),
  )
  await insertRows(tx, 'Membership', planMemberships(residents, need(byCode.get('grid-officer-wang')).id))
  await insertRows(tx, 'StaffRole', roles)
}

function personOf(code: string, displayName: string): DemoPerson {
  return { id: namedId(`person ${code}`, FOUNDED_AT), code, displayName }
}

function planMemberships(residents: readonly Resident[], decidedById: string): Row[] {
  return residents.map(({ person, household, relation }) => ({
    id: namedId(`membership ${person.code}`, FOUNDED_AT),
    communityId: household.communityId,
    personId: person.id,
    householdId: household.id,
    buildingId: household.buildingId,
    gridId: household.gridId,
    relation,
    state: 'verified',
    decidedById,
    createdAt: FOUNDED_AT,
    decidedAt: FOUNDED_AT,
    requestHash: 'seed',
  }))
}

function planRoles(city: DemoCity, grids: readonly DemoGrid[], byCode: ReadonlyMap<string, DemoPerson>): Row[] {
  const [first, second] = city.communities
  const held: [code: string, role: string, placeId: string][] = [
    ['grid-officer-wang', 'grid_officer', need(grids[0]).id],
    ...grids
      .slice(1)
      .map((grid, index): [string, string, string] => [`grid-officer-${index + 2}`, 'grid_officer', grid.id]),
    ['secretary-zhang', 'secretary', need(first).id],
    ['secretary-other', 'secretary', need(second).id],
    ['street-he', 'street_staff', city.streetId],
    ['department-water', 'department_staff', city.departmentId],
    ['partner-bakery', 'partner', need(first).id],
  ]
  return held.map(([code, role, placeId]) => ({
    id: namedId(`role ${code}`, FOUNDED_AT),
    personId: need(byCode.get(code)).id,
    role,
    placeId,
    grantedAt: FOUNDED_AT,
  }))
}

export function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the demo city is not as its seed believes')
  return value
}
