import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { API, act, draftPoll, expectStatus } from './polling'

const DAY_MS = 86_400_000
const GRID = '桂花苑第二网格'

let t: TestApp
let secretary: Client
let officer: Client
beforeAll(async () => {
  t = await buildTestApp()
  secretary = await t.as('secretary-zhang')
  officer = await t.as('grid-officer-wang')
})
afterAll(() => t.close())

/** Announced, and to be corrected for three days. */
async function displayPoll(changes: Record<string, unknown> = {}): Promise<string> {
  const inDays = (days: number) => new Date(t.clock.now().getTime() + days * DAY_MS).toISOString()
  const id = await draftPoll(t, { opensAt: inDays(3), closesAt: inDays(9), ...changes })
  expectStatus(await secretary.post(`${API}/polls/${id}/actions`, act('announce')), 200)
  return id
}

const propose = (client: Client, pollId: string, id: string, change: object) =>
  client.put(`${API}/polls/${pollId}/corrections/${id}`, { reason: '核实后更正', ...change })
const decide = (client: Client, pollId: string, id: string, action: string) =>
  client.post(`${API}/polls/${pollId}/corrections/${id}/actions`, act(action))

async function moveIn(displayName: string): Promise<Client> {
  const person = await t.as('newcomer')
  expectStatus(await person.patch(`${API}/me`, { displayName }), 200)
  const doors = await person.get(`${API}/places/${placesOf(t).buildings[0]}/households`)
  const membershipId = newId()
  const request = { householdId: doors.body.items[0].id, relation: 'tenant' }
  expectStatus(await person.put(`${API}/memberships/${membershipId}`, request), 201)
  expectStatus(await officer.post(`${API}/memberships/${membershipId}/actions`, act('verify')), 200)
  return person
}

test('who was verified after the announcement is found by name, named to both, and put on by two', async () => {
  const id = await displayPoll()
  expect((await officer.get(`${API}/polls/${id}/roll/candidates`)).body.items).toEqual([])
  const person = await moveIn('迟来的小方')
  const found = (await officer.get(`${API}/polls/${id}/roll/candidates?q=${encodeURIComponent('小方')}`)).body.items
  expect(found).toEqual([
    { id: person.personId, kind: 'person', label: '', names: ['迟来的小方'], area: null, can: { add: true } },
  ])
  expect((await officer.get(`${API}/polls/${id}/roll/candidates?q=nobody`)).body.items).toEqual([])

  const correction = newId()
  const added = { change: 'add', label: '', names: ['迟来的小方'], area: null }
  const proposed = expectStatus(await propose(officer, id, correction, { add: [{ personId: person.personId }] }), 201)
  expect(proposed.body).toMatchObject({ lines: [added], state: 'proposed', can: { confirm: false, refuse: true } })
  expect((await secretary.get(`${API}/polls/${id}/corrections`)).body.items).toMatchObject([
    { id: correction, lines: [added], can: { confirm: true } },
  ])
  expect((await decide(secretary, id, correction, 'confirm')).body).toMatchObject({ state: 'made', version: 2 })
  expect((await person.get(`${API}/polls/${id}/roll`)).body.mine.eligible).toBe(true)
  expect((await officer.get(`${API}/polls/${id}/roll/candidates`)).body.items).toEqual([])
})

test('a unit whose area the register corrected is taken off as it stood and put on as it is now', async () => {
  const question = { placeId: placesOf(t).grid2, electorate: 'owners', rule: { kind: 'civil_code_278_ordinary' } }
  const id = await displayPoll(question)
  const street = await t.as('street-he')
  const before = (await secretary.get(`${API}/polls/${id}/roll`)).body
  const entries = (await secretary.get(`${API}/polls/${id}/roll/entries?q=1-101`)).body.items
  const old = entries.find(({ label }: { label: string }) => label === '1 号楼 1-101')
  const file = ['building,number,area,source,code,owner,grid', `1 号楼,1-101,89.12,register,O1,王一,${GRID}`].join('\n')
  const register = `${API}/places/${placesOf(t).community1}/owners-imports/${newId()}`
  expectStatus(await secretary.put(register, Buffer.from(file), { 'content-type': 'text/csv' }), 201)

  const [now, ...others] = (await secretary.get(`${API}/polls/${id}/roll/candidates`)).body.items
  expect(others).toEqual([])
  expect(now).toMatchObject({ kind: 'household', label: '1 号楼 1-101', area: '89.12' })
  const correction = newId()
  const change = { remove: [old.id], add: [{ householdId: now.id }] }
  const { body } = expectStatus(await propose(secretary, id, correction, change), 201)
  expect(body.lines).toMatchObject([
    { change: 'remove', label: '1 号楼 1-101', area: old.area },
    { change: 'add', label: '1 号楼 1-101', area: '89.12' },
  ])
  expectStatus(await decide(street, id, correction, 'confirm'), 200)
  const after = (await secretary.get(`${API}/polls/${id}/roll`)).body
  expect(after).toMatchObject({ size: before.size, version: 2 })
  const square = (area: string) => Math.round(Number(area) * 10_000)
  expect(square(after.area) - square(before.area)).toBe(square('89.12') - square(old.area))
  // What was done stands in words, without an area that may have moved on since.
  const [made] = (await secretary.get(`${API}/polls/${id}/corrections`)).body.items
  expect(made.lines).toMatchObject([{ area: old.area }, { area: null }])
})

test.each([
  ['whose owner changed', ['1-102,77,register,O11,冯一', '1-102,77,register,O12,陈二']],
  ['whose area changed', ['1-201,77,register,O13,褚三', '1-201,78,register,O13,褚三']],
])('a unit %s is not put on beside its old entry, only in its place', async (_, [before = '', after = '']) => {
  const register = async (row: string) => {
    const file = ['building,number,area,source,code,owner,grid', `1 号楼,${row},${GRID}`].join('\n')
    const path = `${API}/places/${placesOf(t).community1}/owners-imports/${newId()}`
    expect((await secretary.put(path, Buffer.from(file), { 'content-type': 'text/csv' })).body.refused).toEqual([])
  }
  await register(before)
  const id = await displayPoll({
    placeId: placesOf(t).grid2,
    electorate: 'owners',
    rule: { kind: 'civil_code_278_ordinary' },
  })
  const street = await t.as('street-he')
  const roll = async () => (await secretary.get(`${API}/polls/${id}/roll`)).body
  const { size } = await roll()
  const { items } = (await secretary.get(`${API}/polls/${id}/roll/entries?limit=50`)).body
  const old = items.find(({ label }: { label: string }) => label === `1 号楼 ${before.slice(0, 5)}`)
  await register(after)
  const [now] = (await secretary.get(`${API}/polls/${id}/roll/candidates`)).body.items
  const beside = newId()
  expectStatus(await propose(secretary, id, beside, { add: [{ householdId: now.id }] }), 201)
  expect(await decide(street, id, beside, 'confirm')).toMatchObject({ status: 409, body: { code: 'unit_on_roll' } })
  expect(await roll()).toMatchObject({ size, version: 1 })
  const instead = newId()
  // Named twice it is put on once.
  const add = [{ householdId: now.id }, { householdId: now.id }]
  expectStatus(await propose(secretary, id, instead, { remove: [old.id], add }), 201)
  expectStatus(await decide(street, id, instead, 'confirm'), 200)
  expect(await roll()).toMatchObject({ size, version: 2 })
})

test('many are found a page at a time, each once', async () => {
  const id = await displayPoll()
  const { items } = (await officer.get(`${API}/polls/${id}/roll/entries?limit=5`)).body
  const remove = items.map((entry: { id: string }) => entry.id)
  const correction = newId()
  expectStatus(await propose(officer, id, correction, { remove }), 201)
  expectStatus(await decide(secretary, id, correction, 'confirm'), 200)
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const next: string = cursor === '' ? '' : `&cursor=${cursor}`
    const { body }: Answer = await officer.get(`${API}/polls/${id}/roll/candidates?limit=2${next}`)
    seen.push(...body.items.map((candidate: { id: string }) => candidate.id))
    cursor = body.nextCursor
  }
  expect(new Set(seen).size).toBe(5)
  expect(seen).toHaveLength(5)
})

test('a correction that is refused changes nothing, and nobody decides twice', async () => {
  const id = await displayPoll()
  const [entry] = (await officer.get(`${API}/polls/${id}/roll/entries?limit=1`)).body.items
  const correction = newId()
  expectStatus(await propose(officer, id, correction, { remove: [entry.id] }), 201)
  expect((await decide(secretary, id, correction, 'refuse')).body).toMatchObject({ state: 'refused', version: null })
  expect((await decide(secretary, id, correction, 'confirm')).body).toMatchObject({ code: 'wrong_state' })
  expect((await officer.get(`${API}/polls/${id}/roll`)).body.version).toBe(1)
})

test('two who confirm at once make one version', async () => {
  const id = await displayPoll()
  const [entry] = (await officer.get(`${API}/polls/${id}/roll/entries?limit=1`)).body.items
  const correction = newId()
  expectStatus(await propose(officer, id, correction, { remove: [entry.id] }), 201)
  const street = await t.as('street-he')
  const answers = await Promise.all(
    [secretary, street, secretary, street].map((client) => decide(client, id, correction, 'confirm')),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  expect((await officer.get(`${API}/polls/${id}/roll`)).body.version).toBe(2)
})

test('names on a roll are for the staff of the place, while they are staff', async () => {
  const id = await displayPoll()
  for (const [persona, status] of [
    ['resident-0001', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
  ] as const) {
    const client = await t.as(persona)
    expect((await client.get(`${API}/polls/${id}/roll/candidates`)).status).toBe(status)
    expect((await client.get(`${API}/polls/${id}/corrections`)).status).toBe(status)
  }
  const end = (at: Date | null) =>
    t.deps.store.write((tx) =>
      tx.sql.run('UPDATE "StaffRole" SET "endedAt" = ? WHERE "personId" = ?', [at, officer.personId]),
    )
  const correction = newId()
  const [entry] = (await officer.get(`${API}/polls/${id}/roll/entries?limit=1`)).body.items
  expectStatus(await propose(secretary, id, correction, { remove: [entry.id] }), 201)
  await end(t.clock.now())
  expect((await officer.get(`${API}/polls/${id}/roll/candidates`)).status).toBe(404)
  expect((await decide(officer, id, correction, 'confirm')).status).toBe(404)
  await end(null)
})

test('an objection names who raised it to staff alone', async () => {
  const id = await displayPoll()
  const resident = await t.as('resident-0081')
  const objection = newId()
  const said = { about: 'roll', text: '我家的面积不对' }
  expect((await resident.put(`${API}/polls/${id}/objections/${objection}`, said)).body.by).toBeNull()
  expect((await resident.get(`${API}/polls/${id}/objections`)).body.items).toMatchObject([{ by: null }])
  const { displayName } = (await resident.get(`${API}/me`)).body.person
  expect((await officer.get(`${API}/polls/${id}/objections`)).body.items).toMatchObject([{ by: displayName }])
  const newsOf = async (client: Client, kind: string) =>
    (await client.get(`${API}/me/notifications?limit=50`)).body.items.filter(
      (line: { kind: string; subject: { id: string } }) => line.kind === kind && line.subject.id === id,
    )
  for (const staff of [officer, secretary]) expect(await newsOf(staff, 'poll_objection_raised')).toHaveLength(1)
  const answer = act('dismiss', { answer: '与登记一致' })
  const path = `${API}/polls/${id}/objections/${objection}/actions`
  expect((await officer.post(path, answer)).body).toMatchObject({ state: 'dismissed', by: displayName })
  expect((await officer.post(path, answer)).status).toBe(200)
  const told = await newsOf(resident, 'poll_objection_answered')
  expect(told).toHaveLength(1)
  expect(told[0].text).toContain('与登记一致')
})
