import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const grid = () => t.demo.communities[0]?.grids[0] ?? expect.unreachable('grid 1')

async function firstHousehold(): Promise<string> {
  const newcomer = await t.as('newcomer')
  const { body } = await newcomer.get(`/api/v1/places/${grid().buildings[2]?.id}/households`)
  return body.items[0].id
}

describe('a newcomer joins a grid', () => {
  test('the poster leads to the grid before anybody has signed in', async () => {
    const { status, body } = await t.stranger.get(`/api/v1/places/by-code/${grid().code.toLowerCase()}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: grid().id,
      kind: 'grid',
      name: '桂花苑第一网格',
      can: { join: false, post: false },
    })
    expect(body.ancestors.map((place: { kind: string }) => place.kind)).toEqual([
      'city',
      'district',
      'street',
      'community',
    ])
  })

  test('grid 1 has 300 households, and a building shows number and floor alone', async () => {
    const newcomer = await t.as('newcomer')
    const lists = await Promise.all(grid().buildings.map(({ id }) => newcomer.get(`/api/v1/places/${id}/households`)))
    expect(lists.flatMap(({ body }) => body.items)).toHaveLength(300)
    expect(Object.keys(lists[0]?.body.items[0])).toEqual(['id', 'number', 'floor'])
  })

  test('asked, seen by the officer, verified', async () => {
    const newcomer = await t.as('newcomer')
    const officer = await t.as('grid-officer-wang')
    const id = newId()
    const request = { householdId: await firstHousehold(), relation: 'tenant' }
    expect(await newcomer.put(`/api/v1/memberships/${id}`, request)).toMatchObject({
      status: 201,
      body: { state: 'pending' },
    })
    expect(await newcomer.put(`/api/v1/memberships/${id}`, request)).toMatchObject({
      status: 200,
      body: { state: 'pending' },
    })
    expect(await newcomer.put(`/api/v1/memberships/${id}`, { ...request, relation: 'owner' })).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    const waiting = await officer.get(`/api/v1/places/${grid().id}/memberships?state=pending`)
    expect(waiting.body.items).toMatchObject([{ id, displayName: '林悦', can: { verify: true, refuse: true } }])
    const act = { id: newId(), action: 'verify' }
    expect(await officer.post(`/api/v1/memberships/${id}/actions`, act)).toMatchObject({
      status: 200,
      body: { state: 'verified' },
    })
    expect(await officer.post(`/api/v1/memberships/${id}/actions`, act)).toMatchObject({
      status: 200,
      body: { state: 'verified' },
    })
    expect(
      await officer.post(`/api/v1/memberships/${id}/actions`, { id: newId(), action: 'refuse', reason: '不是' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'wrong_state' },
    })
    const me = await newcomer.get('/api/v1/me')
    expect(me.body).toMatchObject({ memberships: [{ state: 'verified', grid: { id: grid().id } }], unread: 1 })
  })
})

describe('who may not', () => {
  test.each([
    ['resident-li', 403],
    ['resident-far', 404],
    ['newcomer', 403],
    ['secretary-other', 404],
    ['grid-officer-2', 404],
    ['partner-bakery', 404],
    ['secretary-zhang', 200],
    ['grid-officer-wang', 200],
  ])('%s listing the requests of grid 1 gets %i', async (persona, status) => {
    const client = await t.as(persona)
    expect((await client.get(`/api/v1/places/${grid().id}/memberships`)).status).toBe(status)
  })

  test('a demoted officer is stopped at the next call', async () => {
    const officer = await t.as('grid-officer-2')
    const second = t.demo.communities[0]?.grids[1]
    expect((await officer.get(`/api/v1/places/${second?.id}/memberships`)).status).toBe(200)
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.updateMany({ where: { personId: officer.personId }, data: { endedAt: t.clock.now() } }),
    )
    expect((await officer.get(`/api/v1/places/${second?.id}/memberships`)).status).toBe(404)
  })

  test('the same request from 50 parallel clients makes one membership', async () => {
    const client = await t.as('resident-far')
    const id = newId()
    const body = { householdId: await firstHousehold(), relation: 'family' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.put(`/api/v1/memberships/${id}`, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(49).fill(200), 201])
    expect(
      await t.deps.store.read.prisma.membership.count({ where: { personId: client.personId, state: 'pending' } }),
    ).toBe(1)
  })
})
