import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mergeWaiting } from '../../../server/features/desk/rules'
import { BEFORE_ALL_IDS } from '../../../server/kernel/ids'
import type { DeskItem } from '../../../src/contract'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeEach(async () => {
  t = await buildTestApp()
})
afterEach(() => t.close())

const gridAt = (community: number, index: number) =>
  t.demo.communities[community]?.grids[index] ?? expect.unreachable('no such grid')

/** Asks to be let in, a minute later than what was before. */
async function askToJoin(persona: string, grid = gridAt(0, 0), door = 0): Promise<string> {
  t.clock.advance({ minutes: 1 })
  const client = await t.as(persona)
  const { body } = await client.get(`/api/v1/places/${grid.buildings[0]?.id}/households`)
  const id = newId(t.clock.now())
  const answer = await client.put(`/api/v1/memberships/${id}`, { householdId: body.items[door].id, relation: 'tenant' })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return id
}

/** Somebody writes, somebody else reports it, a minute later than what was before. */
async function report(author: string, reporter: string, grid = gridAt(0, 0)): Promise<string> {
  t.clock.advance({ minutes: 1 })
  const postId = newId(t.clock.now())
  const post = await (await t.as(author)).put(`/api/v1/posts/${postId}`, {
    placeId: grid.id,
    kind: 'talk',
    text: '吵死了',
    imageIds: [],
  })
  const id = newId(t.clock.now())
  const answer = await (await t.as(reporter)).put(`/api/v1/reports/${id}`, {
    subject: { kind: 'post', id: postId },
    reason: '骂人',
  })
  if (post.status !== 201 || answer.status !== 201) throw new Error(JSON.stringify([post.body, answer.body]))
  return id
}

const desk = async (persona: string, query = '') => (await t.as(persona)).get(`/api/v1/me/desk${query}`)
const ids = (answer: { body: { items: DeskItem[] } }) => answer.body.items.map(({ id }) => id)
const counts = async (persona: string) => (await (await t.as(persona)).get('/api/v1/me/desk/counts')).body

describe('the desk', () => {
  test('holds what waits in my places, of both kinds, soonest due first', async () => {
    const first = await askToJoin('newcomer')
    const second = await report('resident-zhou', 'resident-li')
    const third = await askToJoin('resident-far')
    const elsewhere = await askToJoin('resident-0001', gridAt(0, 1))
    const far = await askToJoin('resident-0002', gridAt(1, 0))
    expect(ids(await desk('grid-officer-wang'))).toEqual([first, second, third])
    expect(ids(await desk('secretary-zhang'))).toEqual([first, second, third, elsewhere])
    expect(ids(await desk('secretary-other'))).toEqual([far])
    expect(await counts('grid-officer-wang')).toEqual({
      membership: 2,
      report: 1,
      appeal: 0,
      care_task: 0,
      activity: 0,
    })
    expect(await counts('secretary-zhang')).toEqual({ membership: 3, report: 1, appeal: 0, care_task: 0, activity: 0 })
  })

  test('says of each thing what it is and what I may do', async () => {
    const membership = await askToJoin('newcomer')
    const reported = await report('resident-zhou', 'resident-li')
    const { status, body } = await desk('grid-officer-wang')
    expect(status).toBe(200)
    expect(body.items).toMatchObject([
      {
        kind: 'membership',
        id: membership,
        waitingSince: '2026-11-20T01:01:00.000Z',
        membership: { id: membership, displayName: '林悦', state: 'pending', can: { verify: true, refuse: true } },
      },
      {
        kind: 'report',
        id: reported,
        waitingSince: '2026-11-20T01:02:00.000Z',
        report: {
          id: reported,
          state: 'open',
          reason: '骂人',
          subject: { text: '吵死了' },
          can: { hide: true, keep: true, warn: true },
        },
      },
    ])
  })

  test('by kind', async () => {
    const membership = await askToJoin('newcomer')
    const reported = await report('resident-zhou', 'resident-li')
    expect(ids(await desk('grid-officer-wang', '?kind=membership'))).toEqual([membership])
    expect(ids(await desk('grid-officer-wang', '?kind=report'))).toEqual([reported])
  })

  test('in pages that hold while other things come and go', async () => {
    const all = [
      await askToJoin('newcomer'),
      await report('resident-zhou', 'resident-li'),
      await askToJoin('resident-far'),
      await askToJoin('resident-far', gridAt(0, 0), 1),
      await report('resident-zhou', 'resident-0001'),
    ]
    const first = await desk('grid-officer-wang', '?limit=2')
    expect(ids(first)).toEqual(all.slice(0, 2))
    await (await t.as('grid-officer-wang')).post(`/api/v1/memberships/${all[0]}/actions`, {
      id: newId(),
      action: 'verify',
    })
    const second = await desk('grid-officer-wang', `?limit=2&cursor=${first.body.nextCursor}`)
    expect(ids(second)).toEqual(all.slice(2, 4))
    const third = await desk('grid-officer-wang', `?limit=2&cursor=${second.body.nextCursor}`)
    expect(ids(third)).toEqual(all.slice(4))
    expect(third.body.nextCursor).toBeNull()
    expect(await counts('grid-officer-wang')).toEqual({
      membership: 2,
      report: 2,
      appeal: 0,
      care_task: 0,
      activity: 0,
    })
  })

  test('what was decided is gone; an appeal waits for somebody else than who hid it', async () => {
    const membership = await askToJoin('newcomer')
    const reported = await report('resident-zhou', 'resident-li')
    const officer = await t.as('grid-officer-wang')
    await officer.post(`/api/v1/memberships/${membership}/actions`, {
      id: newId(),
      action: 'refuse',
      reason: '资料不全',
    })
    await officer.post(`/api/v1/reports/${reported}/actions`, { id: newId(), action: 'hide', reason: '请文明用语' })
    expect(await counts('grid-officer-wang')).toEqual({
      membership: 0,
      report: 0,
      appeal: 0,
      care_task: 0,
      activity: 0,
    })
    const appeal = await (await t.as('resident-zhou')).post(`/api/v1/reports/${reported}/actions`, {
      id: newId(),
      action: 'appeal',
      text: '我没有骂人',
    })
    expect(appeal.status).toBe(200)
    expect(ids(await desk('grid-officer-wang'))).toEqual([])
    expect((await desk('secretary-zhang')).body.items).toMatchObject([
      { kind: 'report', report: { state: 'appealed', appealText: '我没有骂人' } },
    ])
  })

  test('my own request waits for somebody else', async () => {
    await askToJoin('grid-officer-wang')
    expect(ids(await desk('grid-officer-wang'))).toEqual([])
    expect(await counts('grid-officer-wang')).toEqual({
      membership: 0,
      report: 0,
      appeal: 0,
      care_task: 0,
      activity: 0,
    })
    expect(await counts('secretary-zhang')).toEqual({ membership: 1, report: 0, appeal: 0, care_task: 0, activity: 0 })
  })

  test('of two roles is one desk', async () => {
    const officer = await t.as('grid-officer-wang')
    const role = {
      id: newId(),
      personId: officer.personId,
      role: 'grid_officer',
      placeId: gridAt(1, 0).id,
      grantedAt: t.clock.now(),
    }
    await t.deps.store.write((tx) => tx.prisma.staffRole.create({ data: role }))
    const here = await askToJoin('newcomer')
    const there = await askToJoin('newcomer', gridAt(1, 0))
    expect(ids(await desk('grid-officer-wang'))).toEqual([here, there])
  })
})

describe('an activity that a partner proposed', () => {
  const propose = async (grid = gridAt(0, 0)) => {
    t.clock.advance({ minutes: 1 })
    const id = newId(t.clock.now())
    const words = { title: '为老人理发', body: '每月一次。', category: '助老', needsInsurance: false }
    const answer = await (await t.as('partner-bakery')).put(`/api/v1/activities/${id}`, { placeId: grid.id, ...words })
    expect(answer.body.state).toBe('proposed')
    return id
  }

  test('waits for the secretary and the street, with what else waits, until it is decided', async () => {
    await t.deps.store.write((tx) => tx.sql.run('UPDATE "Place" SET "isDemo" = ?', [false]))
    const membership = await askToJoin('newcomer')
    const [first, second] = [await propose(), await propose(gridAt(0, 1))]
    expect(ids(await desk('secretary-zhang'))).toEqual([membership, first, second])
    expect(ids(await desk('secretary-zhang', '?kind=activity'))).toEqual([first, second])
    expect(ids(await desk('street-he', '?kind=activity'))).toEqual([first, second])
    for (const persona of ['grid-officer-wang', 'secretary-other', 'department-water'])
      expect(ids(await desk(persona, '?kind=activity'))).toEqual([])
    const page = await desk('secretary-zhang', '?limit=2')
    expect(ids(page)).toEqual([membership, first])
    expect(ids(await desk('secretary-zhang', `?limit=2&cursor=${page.body.nextCursor}`))).toEqual([second])
    expect((await desk('secretary-zhang', '?kind=activity')).body.items[0]).toMatchObject({
      waitingSince: '2026-11-20T01:02:00.000Z',
      dueAt: '2026-11-22T01:02:00.000Z',
      activity: { id: first, title: '为老人理发', state: 'proposed', can: { approve: true, refuse: true } },
    })
    const secretary = await t.as('secretary-zhang')
    await secretary.post(`/api/v1/activities/${first}/actions`, { id: newId(), action: 'approve' })
    expect(ids(await desk('secretary-zhang', '?kind=activity'))).toEqual([second])
    expect(await counts('secretary-zhang')).toMatchObject({ membership: 1, activity: 1 })
    expect(await counts('grid-officer-wang')).toMatchObject({ membership: 1, activity: 0 })
  })
})

describe('who has a desk', () => {
  test.each([
    ['grid-officer-wang', 200],
    ['secretary-zhang', 200],
    ['street-he', 200],
    ['department-water', 200],
    ['partner-bakery', 403],
    ['resident-li', 403],
    ['newcomer', 403],
  ])('%s: %i', async (persona, status) => {
    await askToJoin('resident-far')
    for (const url of ['/api/v1/me/desk', '/api/v1/me/desk/counts'])
      expect((await (await t.as(persona)).get(url)).status).toBe(status)
  })

  test('the street decides in all its communities, a department in none', async () => {
    const id = await askToJoin('newcomer')
    expect(ids(await desk('street-he', '?limit=50'))).toContain(id)
    expect((await counts('street-he')).membership).toBeGreaterThan(0)
    expect((await desk('department-water')).body).toEqual({ items: [], nextCursor: null })
    expect(await counts('department-water')).toEqual({ membership: 0, report: 0, appeal: 0, care_task: 0, activity: 0 })
  })

  test('a demoted officer at the next call: not', async () => {
    const officer = await t.as('grid-officer-wang')
    expect((await desk('grid-officer-wang')).status).toBe(200)
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.updateMany({ where: { personId: officer.personId }, data: { endedAt: t.clock.now() } }),
    )
    expect(await desk('grid-officer-wang')).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  })

  test('nobody who is not signed in', async () => {
    expect((await t.stranger.get('/api/v1/me/desk')).status).toBe(401)
    expect((await t.stranger.get('/api/v1/me/desk/counts')).status).toBe(401)
  })

  test.each([
    '?kind=poll',
    '?limit=0',
    '?state=open',
    '?cursor=x',
    `?cursor=${Buffer.from('[0,"a",0,"b",0,"c",0,"d"]').toString('base64url')}`,
    `?cursor=${Buffer.from(JSON.stringify([0, 1e300, 0, 0].flatMap((time) => [time, BEFORE_ALL_IDS]))).toString('base64url')}`,
  ])('asking with %s: 400', async (query) => {
    expect((await desk('grid-officer-wang', query)).status).toBe(400)
  })
})

test.each([
  [[], [], 2, [], false],
  [[1, 3], [2], 2, ['m1', 'c2'], true],
  [[1, 3], [2], 3, ['m1', 'c2', 'm3'], false],
  [[5], [5], 2, ['m5', 'c5'], false],
  [[], [1, 2, 3], 2, ['c1', 'c2'], true],
])('merging %j and %j by %i', (memberships, cases, limit, expected, hasMore) => {
  const rows = (kind: string, times: readonly number[]) => times.map((dueAt) => ({ id: `${kind}${dueAt}`, dueAt }))
  const { page, hasMore: isMore } = mergeWaiting([rows('m', memberships), rows('c', cases)], limit)
  expect(page.map(({ item }) => item.id)).toEqual(expected)
  expect(isMore).toBe(hasMore)
})
