import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Receipts } from '../../../src/contract'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { noticeBody, placesOf, writeNotice } from './notice-body'

let t: TestApp
let places: ReturnType<typeof placesOf>
beforeAll(async () => {
  t = await buildTestApp()
  places = placesOf(t)
})
afterAll(() => t.close())

const asking = (ids: string[], changes: Parameters<typeof noticeBody>[1] = {}) =>
  noticeBody(ids, { level: 'important', needsReceipt: true, ...changes })

async function receiptsOf(app: TestApp, id: string, query = ''): Promise<Receipts> {
  const { status, body } = await (await app.as('secretary-zhang')).get(`/api/v1/notices/${id}/receipts${query}`)
  expect(status).toBe(200)
  return body
}

describe('a resident confirms', () => {
  test('once and again is once, and changes what may be done', async () => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1, places.grid2]))
    const li = await t.as('resident-li')
    expect((await li.get(`/api/v1/notices/${id}`)).body).toMatchObject({
      confirmed: false,
      can: { confirm: true, seeReceipts: false, remind: false },
    })
    const answers = await Promise.all(Array.from({ length: 20 }, () => li.put(`/api/v1/notices/${id}/receipt`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(204))
    expect(await t.deps.store.read.prisma.noticeReceipt.count({ where: { noticeId: id } })).toBe(1)
    expect((await li.get(`/api/v1/notices/${id}`)).body).toMatchObject({ confirmed: true, can: { confirm: false } })
    expect((await (await t.as('resident-zhou')).get(`/api/v1/notices/${id}`)).body.confirmed).toBe(false)
  })

  test.each([
    ['resident-li', 204],
    ['resident-zhou', 204],
    ['resident-0600', 204],
    ['grid-officer-wang', 403],
    ['secretary-zhang', 403],
    ['street-he', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
    ['grid-officer-2', 404],
    ['newcomer', 404],
    ['partner-bakery', 404],
  ])('%s gets %i', async (persona, status) => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1]))
    expect((await (await t.as(persona)).put(`/api/v1/notices/${id}/receipt`)).status).toBe(status)
    expect(await t.deps.store.read.prisma.noticeReceipt.count({ where: { noticeId: id } })).toBe(status === 204 ? 1 : 0)
  })

  test('a notice of the street or of the community is confirmed by those below', async () => {
    for (const [persona, place] of [
      ['street-he', places.street],
      ['secretary-zhang', places.community1],
    ] as const) {
      const id = await writeNotice(t, persona, asking([place]))
      expect((await (await t.as('resident-li')).put(`/api/v1/notices/${id}/receipt`)).status).toBe(204)
    }
  })

  test('a notice to a building is confirmed by those who live in it; the rest of the grid may read it', async () => {
    const [first = ''] = places.buildings
    const id = await writeNotice(t, 'secretary-zhang', asking([first]))
    expect((await (await t.as('resident-0001')).put(`/api/v1/notices/${id}/receipt`)).status).toBe(204)
    const elsewhere = await t.as('resident-0600')
    expect((await elsewhere.get(`/api/v1/notices/${id}`)).status).toBe(200)
    expect(await elsewhere.put(`/api/v1/notices/${id}/receipt`)).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    })
  })

  test.each([
    ['none is asked for', { needsReceipt: false }, 'resident-li', 409],
    ['it is not published', { publishAt: '2026-11-21T00:00:00Z' }, 'resident-li', 404],
    ['it is not published', { publishAt: '2026-11-21T00:00:00Z' }, 'secretary-zhang', 403],
  ])('not where %s', async (_, changes, persona, status) => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1], changes))
    expect((await (await t.as(persona)).put(`/api/v1/notices/${id}/receipt`)).status).toBe(status)
  })

  test('still after the end, when the phone was offline', async () => {
    const app = await buildTestApp()
    const id = await writeNotice(app, 'secretary-zhang', asking([places.grid1], { expiresAt: '2026-11-20T02:00:00Z' }))
    app.clock.advance({ hours: 3 })
    expect((await (await app.as('resident-li')).put(`/api/v1/notices/${id}/receipt`)).status).toBe(204)
    await app.close()
  })

  test('nobody who is not signed in, none that is not there', async () => {
    expect((await t.stranger.put(`/api/v1/notices/${newId()}/receipt`)).status).toBe(401)
    expect((await (await t.as('resident-li')).put(`/api/v1/notices/${newId()}/receipt`)).status).toBe(404)
  })
})

describe('how far a notice has come', () => {
  test('1 of N households, and one more by the second door', async () => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1, places.grid2]))
    expect(await receiptsOf(t, id)).toMatchObject({ residents: 626, read: 0, households: 324, householdsReached: 0 })
    for (const persona of ['resident-0001', 'resident-0002'])
      await (await t.as(persona)).put(`/api/v1/notices/${id}/receipt`)
    expect(await receiptsOf(t, id)).toMatchObject({ residents: 626, read: 2, households: 324, householdsReached: 1 })
    await (await t.as('resident-0003')).put(`/api/v1/notices/${id}/receipt`)
    expect(await receiptsOf(t, id)).toMatchObject({ read: 3, householdsReached: 2 })
  })

  test('each person and each door once, though the grid and its community are both addressed', async () => {
    const id = await writeNotice(
      t,
      'secretary-zhang',
      asking([places.community1, places.grid1, places.buildings[0] ?? '']),
    )
    await (await t.as('resident-0001')).put(`/api/v1/notices/${id}/receipt`)
    expect(await receiptsOf(t, id)).toMatchObject({ residents: 650, read: 1, households: 348, householdsReached: 1 })
  })

  test('two buildings are two buildings', async () => {
    const id = await writeNotice(t, 'secretary-zhang', asking(places.buildings.slice(0, 2)))
    const { residents, households, unread } = await receiptsOf(t, id, '?limit=50')
    // 60 doors a building; resident-li has her door in the third.
    expect([residents, households]).toEqual([240, 120])
    expect(new Set(unread.map(({ building }) => building.name))).toEqual(new Set(['1 号楼']))
  })

  test('somebody with two homes is one person, reaches two doors and stands at the first', async () => {
    const app = await buildTestApp()
    const li = await app.as('resident-li')
    const id = await writeNotice(app, 'secretary-zhang', asking([places.grid1, places.grid2]))
    const second = app.demo.communities[0]?.grids[1]?.buildings[0]?.id
    const households = await li.get(`/api/v1/places/${second}/households`)
    const membershipId = newId()
    await li.put(`/api/v1/memberships/${membershipId}`, { householdId: households.body.items[0].id, relation: 'owner' })
    await (await app.as('grid-officer-2')).post(`/api/v1/memberships/${membershipId}/actions`, {
      id: newId(),
      action: 'verify',
    })
    expect((await receiptsOf(app, id)).residents).toBe(626)
    expect((await allUnread(app, id)).filter(({ personId }) => personId === li.personId)).toHaveLength(1)
    await li.put(`/api/v1/notices/${id}/receipt`)
    expect(await receiptsOf(app, id)).toMatchObject({ read: 1, householdsReached: 2 })
    await app.close()
  })

  test('who has not confirmed, door by door, page by page, each once', async () => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid2, places.grid1]))
    for (const persona of ['resident-0001', 'resident-0100', 'resident-li'])
      await (await t.as(persona)).put(`/api/v1/notices/${id}/receipt`)
    const unread = await allUnread(t, id)
    expect(unread).toHaveLength(623)
    expect(new Set(unread.map(({ personId }) => personId)).size).toBe(623)
    const inGrid1 = unread.filter(({ building }) => places.buildings.includes(building.id))
    expect(inGrid1).toHaveLength(599)
    expect([...new Set(inGrid1.map(({ building }) => building.name))]).toEqual([
      '1 号楼',
      '2 号楼',
      '3 号楼',
      '4 号楼',
      '5 号楼',
    ])
    const doors = inGrid1.filter(({ building }) => building.name === '2 号楼').map(({ household }) => household.number)
    expect([...new Set(doors)].slice(0, 4)).toEqual(['1-101', '1-102', '1-201', '1-202'])
    expect(doors.indexOf('1-902')).toBeLessThan(doors.indexOf('1-1001'))
    expect(Object.keys(unread[0] ?? {}).sort()).toEqual(['building', 'displayName', 'household', 'personId'])
  })

  test.each([
    ['secretary-zhang', 200],
    ['street-he', 200],
    ['grid-officer-wang', 200],
    ['resident-li', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
    ['newcomer', 404],
  ])('shown to %s: %i', async (persona, status) => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1]))
    expect((await (await t.as(persona)).get(`/api/v1/notices/${id}/receipts`)).status).toBe(status)
  })

  test('a secretary does not learn names of another community from a notice of the street', async () => {
    const id = await writeNotice(t, 'street-he', asking([places.community1, places.community2]))
    expect(await (await t.as('secretary-zhang')).get(`/api/v1/notices/${id}/receipts`)).toMatchObject({ status: 403 })
  })

  test.each([
    'x',
    Buffer.from('["a","1","b"]').toString('base64url'),
    Buffer.from(JSON.stringify([newId(), '1', newId()])).toString('base64url'),
  ])('a cursor that is not ours: %s', async (cursor) => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1]))
    expect((await (await t.as('secretary-zhang')).get(`/api/v1/notices/${id}/receipts?cursor=${cursor}`)).status).toBe(
      400,
    )
  })
})

async function allUnread(app: TestApp, id: string): Promise<Receipts['unread']> {
  const unread: Receipts['unread'] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await receiptsOf(app, id, `?limit=50${cursor ? `&cursor=${cursor}` : ''}`)
    unread.push(...page.unread)
    cursor = page.nextCursor
  }
  return unread
}

describe('a reminder', () => {
  const remind = async (app: TestApp, persona: string, id: string, actId = newId()) =>
    (await app.as(persona)).post(`/api/v1/notices/${id}/actions`, { id: actId, action: 'remind' })

  test('reaches those who have not confirmed, and is repeated by its id', async () => {
    const app = await buildTestApp()
    const id = await writeNotice(app, 'secretary-zhang', asking([places.grid1]))
    const li = await app.as('resident-li')
    await li.put(`/api/v1/notices/${id}/receipt`)
    const actId = newId()
    const reminded = { status: 200, body: { reminded: 601 } }
    expect(await remind(app, 'secretary-zhang', id, actId)).toMatchObject(reminded)
    await (await app.as('resident-zhou')).put(`/api/v1/notices/${id}/receipt`)
    expect(await remind(app, 'secretary-zhang', id, actId)).toMatchObject(reminded)
    expect(
      await app.deps.store.read.prisma.notification.count({ where: { subjectId: id, kind: 'notice_reminder' } }),
    ).toBe(601)
    expect(
      await app.deps.store.read.prisma.notification.count({
        where: { personId: li.personId, kind: 'notice_reminder' },
      }),
    ).toBe(0)
    await app.close()
  })

  test('at most once an hour', async () => {
    const app = await buildTestApp()
    const id = await writeNotice(app, 'secretary-zhang', asking([places.grid2]))
    expect((await remind(app, 'secretary-zhang', id)).status).toBe(200)
    const notice = await (await app.as('secretary-zhang')).get(`/api/v1/notices/${id}`)
    expect(notice.body.can).toEqual({ confirm: false, seeReceipts: true, remind: false })
    app.clock.advance({ minutes: 59 })
    expect(await remind(app, 'street-he', id)).toMatchObject({ status: 409, body: { code: 'reminded_recently' } })
    app.clock.advance({ minutes: 1 })
    expect((await remind(app, 'street-he', id)).status).toBe(200)
    await app.close()
  })

  test('of twenty at once, one goes out', async () => {
    const app = await buildTestApp()
    const id = await writeNotice(app, 'secretary-zhang', asking([places.grid2]))
    const answers = await Promise.all(Array.from({ length: 20 }, () => remind(app, 'secretary-zhang', id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)])
    expect(
      await app.deps.store.read.prisma.notification.count({ where: { subjectId: id, kind: 'notice_reminder' } }),
    ).toBe(24)
    await app.close()
  })

  test.each([
    ['secretary-zhang', 200],
    ['street-he', 200],
    ['grid-officer-wang', 403],
    ['resident-li', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
  ])('by %s: %i', async (persona, status) => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1]))
    expect((await remind(t, persona, id)).status).toBe(status)
  })

  test.each([
    ['asks for no receipt', { needsReceipt: false }],
    ['is not published', { publishAt: '2026-11-21T00:00:00Z' }],
  ])('not of a notice that %s', async (_, changes) => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1], changes))
    expect(await remind(t, 'secretary-zhang', id)).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    expect((await (await t.as('secretary-zhang')).get(`/api/v1/notices/${id}`)).body.can.remind).toBe(false)
  })

  test('not of a notice that has ended', async () => {
    const app = await buildTestApp()
    const id = await writeNotice(app, 'secretary-zhang', asking([places.grid1], { expiresAt: '2026-11-20T02:00:00Z' }))
    app.clock.advance({ hours: 2 })
    expect((await remind(app, 'secretary-zhang', id)).body.code).toBe('wrong_state')
    await app.close()
  })

  test.each([
    ['no id', { action: 'remind' }],
    ['another verb', { id: newId(), action: 'shout' }],
    ['an unknown field', { id: newId(), action: 'remind', to: 'all' }],
  ])('a body with %s is refused', async (_, body) => {
    const id = await writeNotice(t, 'secretary-zhang', asking([places.grid1]))
    expect((await (await t.as('secretary-zhang')).post(`/api/v1/notices/${id}/actions`, body)).status).toBe(400)
  })
})
