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
    const doors: { can: object }[] = []
    for (const { id } of grid().buildings) {
      const first = await newcomer.get(`/api/v1/places/${id}/households`)
      expect(first.body.items).toHaveLength(50)
      const second = await newcomer.get(`/api/v1/places/${id}/households?cursor=${first.body.nextCursor}`)
      expect(second.body.nextCursor).toBeNull()
      doors.push(...first.body.items, ...second.body.items)
    }
    expect(doors).toHaveLength(300)
    expect(Object.keys(doors[0] ?? {})).toEqual(['id', 'number', 'floor', 'can'])
    expect(doors[0]?.can).toEqual({ join: true })
    expect((await newcomer.get(`/api/v1/places/${grid().id}/household-count`)).body).toEqual({ households: 300 })
    expect((await newcomer.get(`/api/v1/places/${grid().buildings[0]?.id}/household-count`)).body).toEqual({
      households: 60,
    })
  })

  test('a request is read by whoever made it and by the staff of its grid, by nobody else', async () => {
    const asker = await t.as('resident-0041')
    const id = newId()
    await asker.put(`/api/v1/memberships/${id}`, { householdId: await firstHousehold(), relation: 'tenant' })
    const seenBy = async (persona: string) => (await t.as(persona)).get(`/api/v1/memberships/${id}`)
    expect((await asker.get(`/api/v1/memberships/${id}`)).body).toMatchObject({
      state: 'pending',
      can: { verify: false },
    })
    expect((await seenBy('grid-officer-wang')).body).toMatchObject({ id, can: { verify: true, refuse: true } })
    expect((await seenBy('secretary-zhang')).status).toBe(200)
    for (const persona of ['resident-li', 'grid-officer-2', 'newcomer'])
      expect((await seenBy(persona)).status).toBe(404)
    expect((await asker.post(`/api/v1/memberships/${id}/actions`, { id: newId(), action: 'end' })).status).toBe(200)
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

describe('the queue of those who ask', () => {
  const doors = async () => {
    const newcomer = await t.as('newcomer')
    const { body } = await newcomer.get(`/api/v1/places/${grid().buildings[3]?.id}/households?limit=9`)
    return body.items as { id: string }[]
  }
  const oldIds = ['01980000-0000-7000-8000-00000000000a', '01970000-0000-7000-8000-00000000000b'] as const

  test('is in the order in which they asked, whatever their phones say', async () => {
    const officer = await t.as('grid-officer-wang')
    const [door] = await doors()
    for (const [index, id] of oldIds.entries()) {
      t.clock.advance({ minutes: 1 })
      const asking = await t.as(`resident-005${index + 1}`)
      const { status } = await asking.put(`/api/v1/memberships/${id}`, { householdId: door?.id, relation: 'family' })
      expect(status).toBe(201)
    }
    const url = `/api/v1/places/${grid().id}/memberships?limit=50`
    const listed = (await officer.get(url)).body.items.map(({ id }: { id: string }) => id)
    expect(listed.slice(-2)).toEqual(oldIds)
    const pages: string[] = []
    for (let cursor = ''; cursor !== 'null'; ) {
      const { body } = await officer.get(`${url.replace('50', '1')}${cursor === '' ? '' : `&cursor=${cursor}`}`)
      pages.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = String(body.nextCursor)
    }
    expect(pages).toEqual(listed)
    const desk = await officer.get('/api/v1/me/desk?limit=50&kind=membership')
    expect(desk.body.items.map(({ id }: { id: string }) => id)).toEqual(listed)
  })

  test('a word that nobody would read is refused; the second officer is told that a colleague was faster', async () => {
    const officer = await t.as('grid-officer-wang')
    const act = (client: typeof officer, body: object) =>
      client.post(`/api/v1/memberships/${oldIds[0]}/actions`, { id: newId(), ...body })
    expect(await act(officer, { action: 'verify', reason: '没问题' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', fields: [{ path: 'reason' }] },
    })
    const leaving = await act(await t.as('resident-0051'), { action: 'end', reason: '搬走' })
    expect(leaving).toMatchObject({ status: 400, body: { fields: [{ path: 'reason' }] } })
    const street = await t.as('street-he')
    expect((await act(street, { action: 'verify' })).body.state).toBe('verified')
    expect(await act(officer, { action: 'verify' })).toMatchObject({
      status: 409,
      body: { code: 'wrong_state', detail: expect.stringContaining('其他工作人员') },
    })
  })

  test('an act id that was used for one request is not good for another', async () => {
    const officer = await t.as('grid-officer-wang')
    const [first, second] = [await t.as('resident-0061'), await t.as('resident-0063')]
    const [, a, b] = await doors()
    const ids = [newId(), newId()]
    await first.put(`/api/v1/memberships/${ids[0]}`, { householdId: a?.id, relation: 'family' })
    await second.put(`/api/v1/memberships/${ids[1]}`, { householdId: b?.id, relation: 'family' })
    const act = { id: newId(), action: 'verify' }
    expect((await officer.post(`/api/v1/memberships/${ids[0]}/actions`, act)).status).toBe(200)
    expect(await officer.post(`/api/v1/memberships/${ids[1]}/actions`, act)).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
  })

  test('my homes that count stand before those that have ended', async () => {
    const mover = await t.as('resident-0065')
    const [, , , door] = await doors()
    const kept = (await mover.get('/api/v1/me')).body.memberships[0].id
    t.clock.advance({ minutes: 1 })
    const id = newId()
    await mover.put(`/api/v1/memberships/${id}`, { householdId: door?.id, relation: 'tenant' })
    await mover.post(`/api/v1/memberships/${id}/actions`, { id: newId(), action: 'end' })
    const { memberships } = (await mover.get('/api/v1/me')).body
    expect(memberships.map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
      [kept, 'verified'],
      [id, 'ended'],
    ])
  })
})

test('what staff may do at a place leads somewhere', async () => {
  const officer = await t.as('grid-officer-wang')
  const building = grid().buildings[0]?.id
  expect((await officer.get(`/api/v1/places/${grid().id}`)).body.can).toMatchObject({
    verifyMembers: true,
    moderate: true,
  })
  expect((await officer.get(`/api/v1/places/${building}`)).body.can).toMatchObject({
    verifyMembers: false,
    moderate: false,
  })
  const children = (await officer.get(`/api/v1/places/${t.demo.communities[0]?.id}/children`)).body.items
  expect(children.map((child: { can: { moderate: boolean } }) => child.can.moderate)).toEqual([true, false, false])
})
