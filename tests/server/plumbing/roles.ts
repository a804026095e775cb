import { insertRows, type Row } from '../../../server/storage/seed/rows'
import { type Client, clientOf, newId, type TestApp } from '../../support/build-test-app'
import { WAYS, walkCase } from '../appeals/case-steps'
import { placesOf } from '../notices/notice-body'
import type { World } from './operations'

/** Somebody whose answers the table gives, and how they come to stand as they do towards grid 1, to which all things of the world belong. */
export interface Standing {
  about: string
  sign: (t: TestApp) => Promise<Client>
  /** Done to the world before they ask. */
  before?: (t: TestApp, world: World) => Promise<unknown>
  /** Changes nothing that is not their own, so that all of these ask in one world, one after another. */
  isOutsider?: true
}

const persona = (code: string) => (t: TestApp) => t.as(code)

/** A person with that role at a place, and nothing else. */
const holder = (role: string, placeOf: (t: TestApp) => string | Promise<string>) => async (t: TestApp) => {
  const code = `holder-${newId()}`
  await addPerson(t, code, async (personId) => ({
    table: 'StaffRole',
    row: { id: newId(), personId, role, placeId: await placeOf(t), grantedAt: t.clock.now() },
  }))
  return t.as(code)
}

async function addPerson(t: TestApp, code: string, tie: (id: string) => Promise<{ table: string; row: Row }>) {
  const [id, createdAt] = [newId(), t.clock.now()]
  const { table, row } = await tie(id)
  await t.deps.store.write(async (tx) => {
    await insertRows(tx, 'Person', [{ id, displayName: '某人', createdAt }])
    await insertRows(tx, 'Identity', [{ provider: 'demo', subject: code, personId: id, createdAt }])
    await insertRows(tx, table, [row])
  })
}

/** A place like that of the demo and beside it: another street, another department. */
async function placeBeside(t: TestApp, placeId: string, name: string): Promise<string> {
  const id = newId()
  await t.deps.store.write(async (tx) => {
    const { kind, path, parentId } = await tx.prisma.place.findUniqueOrThrow({ where: { id: placeId } })
    const beside = { id, kind, parentId, name, path: path.replace(placeId, id), isDemo: true }
    await insertRows(tx, 'Place', [beside])
  })
  return id
}

const endRoleOf = (code: string) => async (t: TestApp) => {
  const { personId } = await t.as(code)
  const ended = [t.clock.now(), personId] as const
  await t.deps.store.write((tx) => tx.sql.run('UPDATE "StaffRole" SET "endedAt" = ? WHERE "personId" = ?', [...ended]))
}

/** The columns of the table, in its order. */
export const ROLES = {
  nobody: {
    about: 'without a token, or with one that was signed out or ran out',
    isOutsider: true,
    sign: async (t) => t.stranger,
  },
  newcomer: { about: 'signed in, tied to no place', isOutsider: true, sign: persona('newcomer') },
  far: { about: 'owner in another community', isOutsider: true, sign: persona('resident-far') },
  sibling: {
    about: 'owner in another grid of the community',
    isOutsider: true,
    sign: persona('neighbour-桂花苑第二网格-0'),
  },
  asking: {
    about: 'asked for a home in the grid, not verified yet',
    sign: persona('newcomer'),
    before: async (t, { membershipId }) => {
      const { personId } = await t.as('newcomer')
      await t.deps.store.write((tx) =>
        tx.sql.run('UPDATE "Membership" SET "personId" = ? WHERE "id" = ?', [personId, membershipId]),
      )
    },
  },
  tenant: { about: 'tenant in the grid', sign: persona('resident-zhou') },
  owner: { about: 'owner in the grid, with hours of service', sign: persona('resident-0023') },
  author: { about: 'owner in the grid, whose own most of these things are', sign: persona('resident-li') },
  volunteer: {
    about: 'owner in the grid and verified volunteer',
    sign: persona('resident-0043'),
    before: async (t, { grid }) => {
      const { personId } = await t.as('resident-0043')
      await (await t.as('grid-officer-wang')).put(`/api/v1/places/${grid}/volunteers/${personId}`)
    },
  },
  leader: {
    about: 'micro-grid leader of a building of the grid',
    sign: holder('micro_grid_leader', (t) => placesOf(t).buildings[0] ?? ''),
  },
  leader_sibling: {
    about: 'micro-grid leader in another grid of the community',
    isOutsider: true,
    sign: holder('micro_grid_leader', (t) => t.demo.communities[0]?.grids[1]?.buildings[0]?.id ?? ''),
  },
  officer: { about: 'officer of the grid', sign: persona('grid-officer-wang') },
  officer_sibling: {
    about: 'officer of another grid of the community',
    isOutsider: true,
    sign: persona('grid-officer-2'),
  },
  officer_far: {
    about: 'officer of a grid of another community',
    isOutsider: true,
    sign: holder('grid_officer', (t) => placesOf(t).grid4),
  },
  demoted: {
    about: 'was officer of the grid, whose own some of these things are',
    sign: persona('grid-officer-wang'),
    before: endRoleOf('grid-officer-wang'),
  },
  secretary: { about: 'secretary of the community', sign: persona('secretary-zhang') },
  secretary_far: { about: 'secretary of another community', isOutsider: true, sign: persona('secretary-other') },
  street: { about: 'staff of the street', sign: persona('street-he') },
  street_far: {
    about: 'staff of another street',
    isOutsider: true,
    sign: holder('street_staff', (t) => placeBeside(t, t.demo.streetId, '另一街道')),
  },
  city: { about: 'staff of the city above', sign: holder('street_staff', (t) => t.demo.cityId) },
  asked: {
    about: 'staff of the department that has the case',
    sign: persona('department-water'),
    before: (t, { appealId }) => walkCase(t, appealId, WAYS.assigned ?? []),
  },
  department: {
    about: 'staff of a department that has none of them',
    isOutsider: true,
    sign: persona('department-water'),
  },
  department_far: {
    about: 'staff of another department',
    isOutsider: true,
    sign: holder('department_staff', (t) => placeBeside(t, t.demo.departments[0]?.id ?? '', '另一部门')),
  },
  partner: { about: 'partner of the community', isOutsider: true, sign: persona('partner-bakery') },
  partner_far: {
    about: 'partner of another community',
    isOutsider: true,
    sign: holder('partner', (t) => placesOf(t).community2),
  },
} as const satisfies Record<string, Standing>

export type RoleName = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as RoleName[]

/** A client of their own, for what ends the caller. */
export async function signedInAnew(t: TestApp, client: Client): Promise<Client> {
  if (client.token === '') return client
  const { subject } = await t.deps.store.read.prisma.identity.findFirstOrThrow({ where: { personId: client.personId } })
  const { body } = await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: subject })
  return clientOf(t.app, body.token, body.person.id)
}
