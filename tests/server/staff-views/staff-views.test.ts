import { afterEach, beforeEach, expect, test } from 'vitest'
import { runDeleteExpired } from '../../../server/jobs/delete-expired'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { read, report } from '../appeals/case-steps'
import { say } from '../feed/speak'
import { placesOf } from '../notices/notice-body'
import { rowsOf } from '../personal-data/database-scan'

const API = '/api/v1'
let t: TestApp
let officer: Client
beforeEach(async () => {
  t = await buildTestApp()
  officer = await t.as('grid-officer-wang')
})
afterEach(() => t.close())

/** Somebody asks to be let in next door. */
async function ask(persona: string): Promise<Client> {
  const person = await t.as(persona)
  const doors = await person.get(`${API}/places/${placesOf(t).buildings[0]}/households`)
  const body = { householdId: doors.body.items[3].id, relation: 'tenant' }
  const { status } = await person.put(`${API}/memberships/${newId()}`, body)
  if (status !== 201) throw new Error('not asked')
  return person
}

const look = async (client: Client) => {
  const { status } = await client.get(`${API}/places/${placesOf(t).grid1}/memberships`)
  expect(status).toBe(200)
}
const seen = async (person: Client) => (await person.get(`${API}/me/staff-views`)).body.items

test('who looked, in which office, in what, when, and how often that day', async () => {
  const person = await ask('newcomer')
  expect(await seen(person)).toEqual([])
  await look(officer)
  const first = t.clock.now().toISOString()
  t.clock.advance({ hours: 1 })
  await look(officer)
  expect(await seen(person)).toEqual([
    {
      id: expect.any(String),
      kind: 'membership',
      viewerName: '王网格员',
      role: 'grid_officer',
      place: { id: placesOf(t).grid1, kind: 'grid', name: '桂花苑第一网格' },
      times: 2,
      firstAt: first,
      lastAt: t.clock.now().toISOString(),
    },
  ])
  expect(await seen(officer)).toEqual([])
  t.clock.advance({ days: 1 })
  await look(officer)
  await look(await t.as('secretary-zhang'))
  expect((await seen(person)).map(({ role, times }: { role: string; times: number }) => [role, times])).toEqual([
    ['secretary', 1],
    ['grid_officer', 1],
    ['grid_officer', 2],
  ])
})

test('page by page, newest first', async () => {
  const person = await ask('newcomer')
  for (let day = 0; day < 5; day += 1) {
    await look(officer)
    t.clock.advance({ days: 1 })
  }
  const days: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await person.get(`${API}/me/staff-views?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    expect(body.items.length).toBeLessThanOrEqual(2)
    days.push(...body.items.map(({ firstAt }: { firstAt: string }) => firstAt.slice(0, 10)))
    cursor = body.nextCursor
  }
  expect(days).toEqual(['2026-11-24', '2026-11-23', '2026-11-22', '2026-11-21', '2026-11-20'])
})

test('a case that names nobody to neighbours: its reporter reads that the office looked, and nobody else does', async () => {
  const li = await t.as('resident-li')
  const id = await report(t, { anonymousToPublic: true })
  await read(t, 'resident-zhou', id)
  expect(await seen(li)).toEqual([])
  await read(t, 'grid-officer-wang', id)
  expect(await seen(li)).toMatchObject([{ kind: 'case', role: 'grid_officer', times: 1 }])
  expect(await seen(await t.as('resident-zhou'))).toEqual([])
})

test('what neighbours see of one another is no look of an office, also where staff read it', async () => {
  const li = await t.as('resident-li')
  await say(t, li)
  for (const persona of ['resident-zhou', 'grid-officer-wang'])
    await (await t.as(persona)).get(`${API}/places/${placesOf(t).grid1}/feed`)
  expect(await seen(li)).toEqual([])
})

test('many at once are counted exactly', async () => {
  const person = await ask('newcomer')
  const secretary = await t.as('secretary-zhang')
  await Promise.all(Array.from({ length: 20 }, (_, n) => look(n % 2 ? officer : secretary)))
  expect((await seen(person)).map(({ times }: { times: number }) => times)).toEqual([10, 10])
})

test('whoever leaves takes the lines about them along, and is not written about any more; what they looked at stays, nameless', async () => {
  const [person, second] = [await ask('newcomer'), await ask('resident-0021')]
  await look(officer)
  expect((await person.del(`${API}/me`)).status).toBe(204)
  expect(await rowsOf(t, 'StaffView', { personId: person.personId })).toEqual([])
  expect((await officer.del(`${API}/me`)).status).toBe(204)
  expect(await seen(second)).toMatchObject([{ viewerName: '已注销的邻居', role: 'grid_officer' }])
})

test('a line is kept for thirteen months', async () => {
  const person = await ask('newcomer')
  await look(officer)
  t.clock.advance({ days: 394 })
  await runDeleteExpired(t.deps)
  expect(await rowsOf(t, 'StaffView', { personId: person.personId })).toHaveLength(1)
  t.clock.advance({ days: 3 })
  await runDeleteExpired(t.deps)
  expect(await rowsOf(t, 'StaffView', {})).toEqual([])
})

test('an answer whose line cannot be written does not go out', async () => {
  await ask('newcomer')
  await t.deps.store.write((tx) => tx.sql.run('DROP TABLE "StaffView"'))
  expect((await officer.get(`${API}/places/${placesOf(t).grid1}/memberships`)).status).toBe(500)
})
