import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, type TestApp } from '../../../support/build-test-app'
import { makeWorld, OF_WECHAT, OPERATIONS, type World } from '../operations'
import { ROLE_NAMES, ROLES, type RoleName, type Standing, signedInAnew } from '../roles'
import { readTable, type Table, writeTable } from '../who-may'

const API = '/api/v1'
const isWriting = process.env.LINLI_WRITE_MATRIX === '1'
const OUTSIDERS = ROLE_NAMES.filter((role) => isOutsider(role))
const INSIDERS = ROLE_NAMES.filter((role) => !isOutsider(role))

function isOutsider(role: RoleName): boolean {
  const standing: Standing = ROLES[role]
  return standing.isOutsider === true
}

const RESIDENTS = ['newcomer', 'far', 'sibling', 'asking', 'tenant', 'owner', 'volunteer'] as const
const ELSEWHERE = ['newcomer', 'far', 'officer_far', 'secretary_far', 'department_far', 'partner_far'] as const
/** About nobody's place: the caller themselves, what is the same everywhere, and what a newcomer needs to find their door. */
const FOR_ALL =
  / \/(me|sessions|images|voices|signals|certificates)\b|-categories$|appeal-guesses|appeals\/actions|household|PUT \/memberships/

/** Residents propose; the secretary alone lifts a topic out of what people say. */
const PROPOSING = 'PUT /topics/{id}'

/** A world that is made once; who may change it asks in a copy of their own. */
let left: TestApp
let world: World
let shared: TestApp
let summaries: Map<string, string>
const found: Partial<Record<RoleName, Record<string, number>>> = {}
beforeAll(async () => {
  left = await buildTestApp(OF_WECHAT)
  world = await makeWorld(left)
  const { paths } = (await left.stranger.get(`${API}/openapi.json`)).body
  summaries = new Map(
    Object.entries<Record<string, { summary?: string }>>(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary = '' }]): [string, string] => [
        `${method.toUpperCase()} ${path.replace(API, '')}`,
        summary,
      ]),
    ),
  )
  await left.stop()
  shared = await buildTestApp({ ...OF_WECHAT, copyOf: left.database })
})
afterAll(async () => {
  await shared.close()
  await left.database.drop()
})

async function send(t: TestApp, client: Client, name: string): Promise<number> {
  const { url, body, headers } = OPERATIONS[name]?.request(world) ?? { url: '' }
  const [method = 'GET'] = name.split(' ')
  const answer = await t.app.inject({
    method: method as 'GET',
    url: `${API}${url}`,
    headers: { ...(client.token ? { authorization: `Bearer ${client.token}` } : {}), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  if (answer.statusCode === 404) expect(answer.json(), name).toMatchObject({ code: 'not_found' })
  return answer.statusCode
}

async function answersTo(t: TestApp, role: RoleName): Promise<Record<string, number>> {
  const standing: Standing = ROLES[role]
  await standing.before?.(t, world)
  const client = await standing.sign(t)
  // In one order by all: reads, then what is made, acts, what takes away, and what ends the caller at the end.
  const order = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE']
  // What is inside goes before what it is in.
  const depth = (name: string) => (name.startsWith('DELETE') ? name.split('/').length / 10 : 0)
  const rank = (name: string) =>
    OPERATIONS[name]?.endsCaller ? 9 : order.indexOf(name.split(' ')[0] ?? '') - depth(name)
  const answers: Record<string, number> = {}
  for (const name of Object.keys(OPERATIONS).sort((a, b) => rank(a) - rank(b))) {
    const caller = OPERATIONS[name]?.endsCaller ? await signedInAnew(t, client) : client
    answers[name] = await send(t, caller, name)
  }
  return answers
}

async function inOwnCopy(role: RoleName): Promise<Record<string, number>> {
  const own = await buildTestApp({ ...OF_WECHAT, copyOf: left.database })
  try {
    return await answersTo(own, role)
  } finally {
    await own.close()
  }
}

const columnOf = (table: Table, role: RoleName) =>
  Object.fromEntries(Object.entries(table).map(([name, answers]) => [name, answers[role]]))

test.skipIf(isWriting)('the table has a line for each operation of the document, and no line too many', () => {
  expect(Object.keys(readTable()).sort()).toEqual([...summaries.keys()].sort())
})

describe.skipIf(isWriting)('what no line of the table may say', () => {
  const without = (table: Table, roles: readonly RoleName[], statuses: readonly number[]) =>
    Object.entries(table).flatMap(([name, answers]) =>
      roles.filter((role) => !statuses.includes(answers[role])).map((role) => `${name} ${role}: ${answers[role]}`),
    )

  test('that staff alone may do something, and residents too', () => {
    const ofStaff = Object.entries(readTable()).filter(
      ([name]) => name !== PROPOSING && /\((staff|budget holders|secretary)\)/.test(summaries.get(name) ?? ''),
    )
    expect(ofStaff.length).toBeGreaterThan(20)
    expect(without(Object.fromEntries(ofStaff), RESIDENTS, [403, 404])).toEqual([])
  })

  test('that those from elsewhere are told of something here', () => {
    const here = Object.entries(readTable()).filter(([name, { nobody }]) => nobody === 401 && !FOR_ALL.test(name))
    expect(here.length).toBeGreaterThan(150)
    expect(without(Object.fromEntries(here), ELSEWHERE, [404])).toEqual([])
  })

  test('that it is an error of ours', () => {
    expect(without(readTable(), ROLE_NAMES, [200, 201, 202, 204, 400, 401, 403, 404, 409])).toEqual([])
  })
})

describe('every operation, asked for by every role', () => {
  test.each(OUTSIDERS)('%s, who changes nothing of grid 1', async (role) => {
    found[role] = await answersTo(shared, role)
    if (!isWriting) expect(found[role]).toEqual(columnOf(readTable(), role))
  })

  test('and nothing was changed by any of them', async () => {
    const resident = await shared.as('resident-li')
    const post = { state: 'shown', likes: 0, comments: 1 }
    expect((await resident.get(`${API}/posts/${world.postId}`)).body).toMatchObject(post)
    const officer = await shared.as('grid-officer-wang')
    expect((await officer.get(`${API}/reports/${world.reportId}`)).body).toMatchObject({ state: 'open', reports: 1 })
    expect((await officer.get(`${API}/appeals/${world.appealId}`)).body).toMatchObject({ state: 'submitted' })
    expect((await officer.get(`${API}/polls/${world.pollId}`)).body).toMatchObject({ state: 'open' })
    const waiting = await officer.get(`${API}/places/${world.grid}/memberships?limit=50`)
    expect(waiting.body.items.map(({ id }: { id: string }) => id)).toContain(world.membershipId)
  })

  test.each(INSIDERS)('%s, in a world of their own', async (role) => {
    found[role] = await inOwnCopy(role)
    if (!isWriting) expect(found[role]).toEqual(columnOf(readTable(), role))
  })

  if (isWriting)
    test('the table is written anew', () => {
      const rowOf = (name: string) => Object.fromEntries(ROLE_NAMES.map((role) => [role, found[role]?.[name] ?? 0]))
      writeTable(Object.fromEntries([...summaries.keys()].map((name) => [name, rowOf(name)])) as Table)
    })
})
