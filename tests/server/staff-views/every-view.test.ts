import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { rowsOf } from '../personal-data/database-scan'
import { makeWorld, OPERATIONS, type World } from '../plumbing/operations'

const API = '/api/v1'
const STAFF = ['grid-officer-wang', 'secretary-zhang', 'street-he', 'department-water'] as const
/** Whoever lives there sees as much of these people, so that no office is needed for it. */
const NEIGHBOURS = ['resident-zhou', 'resident-0203'] as const

let t: TestApp
let world: World
/** Names and ids of those who have no office: what is said of staff is their work. */
let residents: Map<string, string>
beforeAll(async () => {
  t = await buildTestApp()
  world = await makeWorld(t)
  const staff = new Set((await rowsOf(t, 'StaffRole', {})).map(({ personId }) => personId))
  const people = (await rowsOf(t, 'Person', {})).filter(({ id }) => !staff.has(id))
  residents = new Map(people.map(({ id }) => [String(id), `person-${String(id)}`]))
  // Names that nobody shares, so that a name alone gives somebody away.
  await t.deps.store.write(async (tx) => {
    for (const [id, name] of residents)
      await tx.sql.run('UPDATE "Person" SET "displayName" = ? WHERE "id" = ?', [name, id])
  })
})
afterAll(() => t.close())

async function answerTo(persona: string, name: string): Promise<string> {
  const { url, headers } = OPERATIONS[name]?.request(world) ?? { url: '' }
  const { status, body } = await (await t.as(persona)).get(`${API}${url}`, headers)
  return status === 200 && !Buffer.isBuffer(body) ? JSON.stringify(body) : ''
}

const peopleIn = (text: string) => [...residents].filter(([id, name]) => text.includes(id) || text.includes(name))

/** Reads of which no line is written, and why that is right. Whoever adds one says so here. */
const UNWRITTEN: Record<string, string> = {
  'GET /accounts/{id}/transfers': 'the book of the budget: what the office itself gave, and to whom',
}

test('whatever shows staff more of a resident than a neighbour is shown writes a line that the resident reads', async () => {
  const silent: string[] = []
  let shown = 0
  for (const name of Object.keys(OPERATIONS).filter((one) => one.startsWith('GET ') && !(one in UNWRITTEN))) {
    const known = new Set<string>()
    for (const neighbour of NEIGHBOURS) for (const [id] of peopleIn(await answerTo(neighbour, name))) known.add(id)
    for (const persona of STAFF) {
      const viewer = await t.as(persona)
      const people = peopleIn(await answerTo(persona, name)).filter(([id]) => !known.has(id))
      for (const [personId] of people) {
        shown += 1
        const lines = await rowsOf(t, 'StaffView', { personId, viewerId: viewer.personId })
        if (lines.length === 0) silent.push(`${name} as ${persona}`)
      }
      await t.deps.store.write((tx) => tx.sql.run('DELETE FROM "StaffView"'))
    }
  }
  expect([...new Set(silent)]).toEqual([])
  expect(shown).toBeGreaterThan(10)
})
