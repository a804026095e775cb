import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endOverdueCallUps } from '../../../server/features/call-ups'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { API, act, communityOf, gridOf, resident } from '../volunteering/make-shift'

let t: TestApp
/** The building of each resident who is asked in these tests. */
const buildings = new Map<number, string>()
beforeAll(async () => {
  t = await buildTestApp()
  for (const number of [1, 2, 3, 4, 200]) {
    const me = await (await t.as(resident(number))).get(`${API}/me`)
    buildings.set(number, me.body.memberships[0].building.id)
  }
  await agree(1, ['急救'])
  await agree(2, ['急救', '电工'])
  await agree(3, ['急救'])
  await agree(200, ['急救'])
  await (await t.as(resident(4))).put(`${API}/me/volunteer-profile`, {
    skills: ['急救'],
    canBeCalled: false,
    birthMonth: null,
  })
})
afterAll(() => t.close())

async function agree(number: number, skills: string[]): Promise<void> {
  const body = { skills, canBeCalled: true, birthMonth: null }
  const answer = await (await t.as(resident(number))).put(`${API}/me/volunteer-profile`, body)
  expect(answer.body).toMatchObject(body)
}

const callBody = (more: object = {}) => ({
  placeId: gridOf(t),
  radius: 'grid',
  text: '3 号楼有老人摔倒，请会急救的邻居来帮忙。',
  ...more,
})

async function call(more: object = {}) {
  const id = newId()
  const answer = await (await t.as('grid-officer-wang')).put(`${API}/call-ups/${id}`, callBody(more))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}

describe('calling', () => {
  test('reaches those who agreed and have the skill, and tells them', async () => {
    const made = await call({ skill: '急救' })
    expect(made).toMatchObject({
      called: 4,
      coming: 0,
      state: 'open',
      can: { answer: false, end: true, seePeople: true },
    })
    const names = made.people.map((one: { person: { id: string } }) => one.person.id)
    expect(names).not.toContain((await t.as(resident(4))).personId)
    const inbox = await (await t.as(resident(1))).get(`${API}/me/notifications`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'call_up', subject: { kind: 'call_up', id: made.id } })
    expect((await call({ skill: '电工' })).called).toBe(1)
    expect((await call({ skill: '开锁' })).called).toBe(0)
  })

  test('within a building reaches that building', async () => {
    const placeId = buildings.get(1) ?? ''
    const expected = [1, 2, 3, 200].filter((number) => buildings.get(number) === placeId).length
    expect((await call({ placeId, radius: 'building' })).called).toBe(expected)
    expect((await call({ placeId, radius: 'community' })).called).toBe(4)
  })

  test('shows nobody nearer than the building', async () => {
    const made = await call()
    for (const { building } of made.people)
      expect(building).toMatchObject({ kind: 'building', name: expect.stringMatching(/号楼$/) })
    expect(JSON.stringify(made)).not.toMatch(/household|number|floor/)
  })

  test('the same request again calls nobody twice', async () => {
    const made = await call()
    const officer = await t.as('grid-officer-wang')
    expect((await officer.put(`${API}/call-ups/${made.id}`, callBody())).status).toBe(200)
    const inbox = await (await t.as(resident(1))).get(`${API}/me/notifications`)
    const lines = inbox.body.items.filter((line: { subject: { id: string } }) => line.subject.id === made.id)
    expect(lines).toHaveLength(1)
    expect((await officer.put(`${API}/call-ups/${made.id}`, callBody({ text: '别的' }))).body.code).toBe('id_taken')
  })

  test.each([
    ['resident-li', 403],
    ['partner-bakery', 404],
    ['resident-far', 404],
    ['newcomer', 404],
    ['secretary-other', 404],
  ])('%s cannot: %i', async (persona, status) => {
    const answer = await (await t.as(persona)).put(`${API}/call-ups/${newId()}`, callBody())
    expect(answer.status).toBe(status)
    expect((await (await t.as(persona)).get(`${API}/places/${gridOf(t)}/readiness?radius=grid`)).status).toBe(status)
    expect((await (await t.as(persona)).get(`${API}/places/${gridOf(t)}/call-ups`)).status).toBe(status)
  })

  test.each([
    ['an unknown radius', { radius: 'city' }],
    ['a building around a grid', { radius: 'building' }],
    ['no words', { text: ' ' }],
    ['an unknown field', { colour: 'red' }],
  ])('%s is refused', async (_what, more) => {
    const answer = await (await t.as('grid-officer-wang')).put(`${API}/call-ups/${newId()}`, callBody(more))
    expect(answer.status).toBe(400)
  })

  test('an officer of a grid calls from their grid, not from the community', async () => {
    const officer = await t.as('grid-officer-wang')
    const answer = await officer.put(
      `${API}/call-ups/${newId()}`,
      callBody({ placeId: communityOf(t), radius: 'community' }),
    )
    expect(answer.status).toBe(404)
  })

  test('shows beforehand how many would come, and no skill that names somebody', async () => {
    const officer = await t.as('grid-officer-wang')
    const { body } = await officer.get(`${API}/places/${gridOf(t)}/readiness?radius=grid`)
    expect(body).toEqual({ ready: 4, skills: [{ skill: '急救', people: 4 }] })
    const one = await officer.get(
      `${API}/places/${gridOf(t)}/readiness?radius=grid&skill=${encodeURIComponent('电工')}`,
    )
    expect(one.body.ready).toBe(1)
  })
})

describe('answering', () => {
  test('coming in ten minutes: the officer sees who comes, soonest first', async () => {
    const { id } = await call({ skill: '急救' })
    const answer = async (number: number, body: object) =>
      (await t.as(resident(number))).post(`${API}/call-ups/${id}/actions`, body)
    const coming = act('coming', { minutes: 10 })
    const own = await answer(1, coming)
    expect(own.body).toMatchObject({ mine: { answer: 'coming', minutes: 10 }, people: [], can: { seePeople: false } })
    expect((await answer(1, coming)).status).toBe(200)
    await answer(2, act('coming', { minutes: 5 }))
    await answer(3, act('cannot'))
    const seen = (await (await t.as('grid-officer-wang')).get(`${API}/call-ups/${id}`)).body
    expect(seen).toMatchObject({ coming: 2, cannot: 1 })
    expect(
      seen.people.map(({ answer: said, minutes }: { answer: string; minutes: number }) => [said, minutes]),
    ).toEqual([
      ['coming', 5],
      ['coming', 10],
      [null, null],
      ['cannot', null],
    ])
    await answer(1, act('cannot'))
    expect((await (await t.as('grid-officer-wang')).get(`${API}/call-ups/${id}`)).body).toMatchObject({
      coming: 1,
      cannot: 2,
    })
    const mine = await (await t.as(resident(3))).get(`${API}/me/call-ups`)
    expect(mine.body.items.map((one: { id: string }) => one.id)).toContain(id)
  })

  test('is for whoever was called; it says when, or no', async () => {
    const { id } = await call({ skill: '电工' })
    const url = `${API}/call-ups/${id}/actions`
    expect((await (await t.as(resident(1))).post(url, act('coming', { minutes: 5 }))).status).toBe(404)
    expect((await (await t.as(resident(1))).get(`${API}/call-ups/${id}`)).status).toBe(404)
    expect((await (await t.as('grid-officer-wang')).post(url, act('coming', { minutes: 5 }))).status).toBe(403)
    expect((await (await t.as(resident(2))).post(url, act('end'))).status).toBe(403)
    expect((await (await t.as(resident(2))).post(url, act('coming'))).status).toBe(400)
    expect((await (await t.as(resident(2))).post(url, act('cannot', { minutes: 5 }))).status).toBe(400)
    expect((await (await t.as(resident(2))).post(url, act('coming', { minutes: 241 }))).status).toBe(400)
  })
})

describe('the end', () => {
  const places = (id: string) =>
    t.deps.store.read.sql.all(
      `SELECT "buildingId" FROM "CallUpPerson" WHERE "callUpId" = ? AND "buildingId" IS NOT NULL`,
      [id],
    )

  test('forgets where everybody was, and nobody answers any more', async () => {
    const { id } = await call()
    expect(await places(id)).toHaveLength(4)
    const officer = await t.as('grid-officer-wang')
    const ended = await officer.post(`${API}/call-ups/${id}/actions`, act('end'))
    expect(ended.body).toMatchObject({ state: 'ended', can: { end: false } })
    for (const { building } of ended.body.people) expect(building).toBeNull()
    expect(await places(id)).toEqual([])
    const late = await (await t.as(resident(1))).post(`${API}/call-ups/${id}/actions`, act('coming', { minutes: 5 }))
    expect(late.body.code).toBe('wrong_state')
    expect((await officer.post(`${API}/call-ups/${id}/actions`, act('end'))).body.code).toBe('wrong_state')
  })

  test('comes by itself after twelve hours', async () => {
    const { id } = await call()
    t.clock.advance({ hours: 12 })
    await endOverdueCallUps(t.deps)
    expect((await (await t.as('grid-officer-wang')).get(`${API}/call-ups/${id}`)).body.state).toBe('ended')
    expect(await places(id)).toEqual([])
  })

  test('whoever takes back their consent is not called again', async () => {
    await (await t.as(resident(2))).put(`${API}/me/volunteer-profile`, {
      skills: ['电工'],
      canBeCalled: false,
      birthMonth: null,
    })
    expect((await call({ skill: '电工' })).called).toBe(0)
    expect((await (await t.as(resident(2))).get(`${API}/me/volunteer-profile`)).body).toEqual({
      skills: ['电工'],
      canBeCalled: false,
      birthMonth: null,
      can: { change: true },
    })
  })
})
