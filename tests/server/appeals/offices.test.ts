import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAppealsClock } from '../../../server/features/appeals'
import { DispatchRules, HandOver } from '../../../src/contract'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { act, read, report, reportIn, spotsOf } from './case-steps'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const get = async (persona: string, url: string) => (await t.as(persona)).get(`${API}${url}`)

describe('dispatch', () => {
  const setRule = async (persona: string, placeId: string, category: string, body: object) =>
    (await t.as(persona)).put(`${API}/places/${placeId}/dispatch-rules/${category}`, body)

  test('works without a table; the street changes it, and the most specific place wins', async () => {
    const { street, community1, grid1, grid2, building, department } = spotsOf(t)
    const rules = await get('street-he', `/places/${street}/dispatch-rules`)
    expect(misfits(DispatchRules, rules.body)).toEqual([])
    expect(rules.body.items.every(({ isDefault }: { isDefault: boolean }) => isDefault)).toBe(true)
    expect(rules.body).toMatchObject({ departments: [{ id: department }], can: { change: true } })

    expect((await setRule('street-he', community1, 'noise', { handler: 'street', workingHours: 4 })).status).toBe(200)
    const toWater = { handler: 'department', departmentId: department, workingHours: 24 }
    expect((await setRule('street-he', building, 'noise', toWater)).body).toMatchObject({
      level: 'street',
      department: { id: department },
    })
    const reported = async (placeId: string) =>
      (await read(t, 'resident-li', await report(t, { placeId, category: 'noise' }))).body
    expect(await reported(grid2)).toMatchObject({
      handler: { placeId: street },
      level: 'street',
      dueAt: '2026-11-20T05:00:00.000Z',
    })
    expect(await reported(building)).toMatchObject({ handler: { placeId: department, kind: 'department' } })
    expect(await setRule('street-he', grid1, 'noise', { handler: 'grid', workingHours: 2 })).toMatchObject({
      status: 200,
    })
    expect(await reported(grid1)).toMatchObject({ handler: { placeId: grid1 }, dueAt: '2026-11-20T03:00:00.000Z' })
    // What is about the grid goes past the desk of which the table speaks: the street has its own hours.
    const about = await report(t, { placeId: grid1, category: 'noise', conflict: true })
    expect((await read(t, 'resident-li', about)).body).toMatchObject({
      handler: { placeId: street },
      dueAt: '2026-11-23T09:00:00.000Z',
    })

    const street1 = await t.as('street-he')
    for (const placeId of [community1, building, grid1])
      expect((await street1.del(`${API}/places/${placeId}/dispatch-rules/noise`)).status).toBe(204)
    expect(await reported(grid2)).toMatchObject({ handler: { placeId: grid2 } })
  })

  test('a department that has a case from the beginning accepts and answers it', async () => {
    const { grid1, department } = spotsOf(t)
    await setRule('street-he', grid1, 'parking', { handler: 'department', departmentId: department, workingHours: 8 })
    const id = await report(t, { category: 'parking', text: '车库渗水' })
    expect(
      (await get('department-water', '/me/desk?kind=appeal')).body.items.map((one: { id: string }) => one.id),
    ).toContain(id)
    expect((await act(t, 'department-water', id, 'accept')).body.state).toBe('accepted')
    expect((await act(t, 'department-water', id, 'answer', { text: '已处理' })).body.state).toBe('answered')
    expect(
      (await get('department-water', `/places/${department}/appeals`)).body.items.map((one: { id: string }) => one.id),
    ).toContain(id)
  })

  test.each<[string, string, () => [string, object], number]>([
    ['the secretary', 'secretary-zhang', () => [spotsOf(t).community1, { handler: 'grid', workingHours: 4 }], 403],
    ['a resident', 'resident-li', () => [spotsOf(t).grid1, { handler: 'grid', workingHours: 4 }], 403],
    [
      "another street's secretary",
      'secretary-other',
      () => [spotsOf(t).grid1, { handler: 'grid', workingHours: 4 }],
      404,
    ],
    [
      'a department without its name',
      'street-he',
      () => [spotsOf(t).grid1, { handler: 'department', workingHours: 4 }],
      400,
    ],
    [
      'a grid with a department',
      'street-he',
      () => [spotsOf(t).grid1, { handler: 'grid', departmentId: spotsOf(t).department, workingHours: 4 }],
      400,
    ],
    [
      'a grid as a department',
      'street-he',
      () => [spotsOf(t).grid1, { handler: 'department', departmentId: spotsOf(t).grid1, workingHours: 4 }],
      400,
    ],
    ['no hours', 'street-he', () => [spotsOf(t).grid1, { handler: 'grid', workingHours: 0 }], 400],
    ['an unknown place', 'street-he', () => [newId(), { handler: 'grid', workingHours: 4 }], 404],
  ])('%s: refused', async (_what, persona, make, status) => {
    const [placeId, body] = make()
    expect((await setRule(persona, placeId, 'safety', body)).status).toBe(status)
  })

  test("categories have names in the caller's language, and words point to them", async () => {
    const zh = await t.stranger.get(`${API}/appeal-categories`)
    const en = await t.stranger.get(`${API}/appeal-categories`, { 'accept-language': 'en' })
    expect(zh.body).toContainEqual({ id: 'noise', name: '噪音扰民' })
    expect(en.body).toContainEqual({ id: 'noise', name: 'Noise' })
    const guess = await (await t.as('resident-li')).post(`${API}/appeal-guesses`, { text: '楼上太吵' })
    expect(guess.body.categories[0]).toMatchObject({ id: 'noise', name: '噪音扰民' })
  })
})

describe('a desk handed over', () => {
  test('comes to the substitute, with its powers over cases and none else, and goes back', async () => {
    const { grid1 } = spotsOf(t)
    const officer = await t.as('grid-officer-wang')
    const substitute = await t.as('grid-officer-2')
    const id = await report(t)
    expect((await read(t, 'grid-officer-2', id)).status).toBe(404)
    // What an act on a case is chosen from: departments, cases to merge with, sentences, colleagues.
    const lists = ['departments', 'appeals/similar?category=facilities', 'answer-templates', 'staff']
    const statusesOf = (persona: string) =>
      Promise.all(lists.map(async (list) => (await get(persona, `/places/${grid1}/${list}`)).status))
    expect(await statusesOf('grid-officer-2')).not.toContain(200)
    const handOverId = newId()
    const body = {
      placeId: grid1,
      toPersonId: substitute.personId,
      from: '2026-11-20T00:00:00.000Z',
      until: '2026-11-25T00:00:00.000Z',
    }
    const made = await officer.put(`${API}/hand-overs/${handOverId}`, body)
    expect(made).toMatchObject({
      status: 201,
      body: { role: 'grid_officer', substitute: { personId: substitute.personId } },
    })
    expect(misfits(HandOver, made.body)).toEqual([])
    expect((await officer.put(`${API}/hand-overs/${handOverId}`, body)).status).toBe(200)
    const desk = await substitute.get(`${API}/me/desk?kind=appeal&limit=50`)
    expect(desk.body.items.map((one: { id: string }) => one.id)).toContain(id)
    expect((await act(t, 'grid-officer-2', id, 'accept')).body.state).toBe('accepted')
    expect(await statusesOf('grid-officer-2')).toEqual(lists.map(() => 200))
    const leak = await report(t)
    await act(t, 'grid-officer-2', leak, 'accept')
    const whistle = { departmentId: spotsOf(t).department, reason: '要换总闸' }
    expect((await act(t, 'grid-officer-2', leak, 'whistle', whistle)).body.state).toBe('whistled')
    expect((await substitute.get(`${API}/places/${grid1}/memberships`)).status).toBe(404)
    expect((await substitute.get(`${API}/me/hand-overs`)).body.items).toMatchObject([
      { id: handOverId, can: { end: true } },
    ])
    await officer.post(`${API}/hand-overs/${handOverId}/actions`, { id: newId(), action: 'end' })
    expect(await act(t, 'grid-officer-2', id, 'answer', { text: '好了' })).toMatchObject({ status: 404 })
    expect((await act(t, 'grid-officer-wang', id, 'answer', { text: '好了' })).status).toBe(200)
  })

  test.each<[string, string, (people: Record<string, string>) => object, number]>([
    ['to a resident', 'grid-officer-wang', ({ li }) => ({ toPersonId: li }), 400],
    ['to oneself', 'grid-officer-wang', ({ wang }) => ({ toPersonId: wang }), 400],
    ['of another', 'grid-officer-wang', ({ zhang, two }) => ({ fromPersonId: zhang, toPersonId: two }), 403],
    ['by a resident', 'resident-li', ({ two }) => ({ toPersonId: two }), 403],
    ['in the past', 'grid-officer-wang', ({ two }) => ({ toPersonId: two, until: '2026-11-19T00:00:00.000Z' }), 400],
    ['by the secretary above', 'secretary-zhang', ({ wang, two }) => ({ fromPersonId: wang, toPersonId: two }), 201],
  ])('%s', async (_what, persona, more, status) => {
    const people = {
      li: (await t.as('resident-li')).personId,
      wang: (await t.as('grid-officer-wang')).personId,
      zhang: (await t.as('secretary-zhang')).personId,
      two: (await t.as('grid-officer-2')).personId,
    }
    const body = {
      placeId: spotsOf(t).grid1,
      from: '2026-11-18T00:00:00.000Z',
      until: '2026-11-30T00:00:00.000Z',
      ...more(people),
    }
    expect((await (await t.as(persona)).put(`${API}/hand-overs/${newId()}`, body)).status).toBe(status)
  })
})

describe('what an office keeps', () => {
  test("sentences for answers: its own staff's", async () => {
    const { grid1 } = spotsOf(t)
    const officer = await t.as('grid-officer-wang')
    const id = newId()
    const body = { placeId: grid1, title: '已修好', text: '已经修好，请查看。' }
    expect((await officer.put(`${API}/answer-templates/${id}`, body)).status).toBe(201)
    expect((await officer.put(`${API}/answer-templates/${id}`, body)).status).toBe(200)
    expect((await get('grid-officer-wang', `/places/${grid1}/answer-templates`)).body.items).toMatchObject([
      { id, title: '已修好' },
    ])
    expect((await get('resident-li', `/places/${grid1}/answer-templates`)).status).toBe(403)
    expect((await officer.del(`${API}/answer-templates/${id}`)).status).toBe(204)
    expect((await officer.del(`${API}/answer-templates/${id}`)).status).toBe(404)
  })

  test('its ratings: the department and the street read them, the grid gives one for each case', async () => {
    const id = await reportIn(t, 'assigned')
    expect(await act(t, 'grid-officer-wang', id, 'rate_department', { stars: 4 })).toMatchObject({
      status: 409,
      body: { code: 'wrong_state' },
    })
    await act(t, 'department-water', id, 'answer', { text: '好了' })
    expect((await act(t, 'resident-li', id, 'rate_department', { stars: 4 })).status).toBe(403)
    expect((await act(t, 'grid-officer-wang', id, 'rate_department', { stars: 4 })).status).toBe(200)
    expect(await act(t, 'grid-officer-wang', id, 'rate_department', { stars: 1 })).toMatchObject({
      status: 409,
      body: { code: 'already_rated' },
    })
    const url = `/places/${spotsOf(t).department}/ratings`
    expect((await get('department-water', url)).body).toMatchObject({ ratings: 1, meanStars: 4 })
    expect((await get('street-he', url)).status).toBe(200)
    for (const persona of ['resident-li', 'grid-officer-wang', 'newcomer'])
      expect((await get(persona, url)).status).toBe(404)
  })
})

describe('the lists of a place', () => {
  test("by state and category, in pages; the street's list is for staff", async () => {
    const { grid1, street, community2 } = spotsOf(t)
    const ids = [
      await report(t, { category: 'dispute' }),
      await report(t, { category: 'dispute' }),
      await report(t, { category: 'dispute' }),
    ]
    await act(t, 'grid-officer-wang', ids[0] ?? '', 'accept')
    const list = async (query: string) =>
      (await get('resident-zhou', `/places/${grid1}/appeals?category=dispute&${query}`)).body
    expect((await list('state=accepted')).items.map((one: { id: string }) => one.id)).toEqual([ids[0]])
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map((one: { id: string }) => one.id)).toEqual([...ids].reverse())
    expect(second.nextCursor).toBeNull()
    expect((await get('resident-li', `/places/${street}/appeals`)).status).toBe(403)
    expect((await get('street-he', `/places/${street}/appeals`)).status).toBe(200)
    expect((await get('resident-li', `/places/${community2}/appeals`)).status).toBe(404)
    expect((await get('resident-li', `/places/${street}/appeals/summary`)).status).toBe(200)
    for (const query of [
      'state=new',
      'category=x',
      'limit=0',
      'cursor=x',
      `cursor=${Buffer.from('[1e99,"x"]').toString('base64url')}`,
    ])
      expect((await get('resident-zhou', `/places/${grid1}/appeals?${query}`)).status, query).toBe(400)
    const noDays = [
      '2026-13-01',
      '2026-02-30',
      '2026-02-30T00:00:00Z',
      '2025-02-29T12:00:00Z',
      '2026-11-20T25:00:00Z',
      'x',
    ]
    for (const query of [...noDays.map((day) => `from=${day}`), 'from=2026-11-02&to=2026-11-01'])
      expect((await get('resident-zhou', `/places/${grid1}/appeals/summary?${query}`)).status, query).toBe(400)
  })

  test('similar ones, for those who handle them: what no neighbour reads too, and what is about the grid for the street', async () => {
    const [held, about] = [
      await report(t, { category: 'elder_care', text: '烟感响了' }),
      await report(t, { category: 'elder_care', text: '网格员不上门', conflict: true }),
    ]
    await t.deps.store.write((tx) => tx.sql.run('UPDATE "Appeal" SET "isPublic" = ? WHERE "id" = ?', [false, held]))
    const idsFor = async (persona: string): Promise<string[]> =>
      (await get(persona, `/places/${spotsOf(t).grid1}/appeals/similar?category=elder_care`)).body.items.map(
        ({ id }: { id: string }) => id,
      )
    expect((await idsFor('street-he')).sort()).toEqual([held, about].sort())
    expect(await idsFor('grid-officer-wang')).toEqual([held])
    expect(await idsFor('secretary-zhang')).toEqual([held])
    expect(await idsFor('resident-zhou')).toEqual([])
  })

  test('similar ones: by metres where there is a point, nearest first; ended ones and other categories aside', async () => {
    const at = (east: number) => ({ lng: 120.153 + east, lat: 30.287 })
    const near = await report(t, { category: 'sanitation', location: at(0.0005) })
    const nearer = await report(t, { category: 'sanitation', location: at(0.0001) })
    await report(t, { category: 'sanitation', location: at(0.01) })
    const ended = await report(t, { category: 'sanitation', location: at(0) })
    await act(t, 'resident-li', ended, 'withdraw')
    const query = `/places/${spotsOf(t).grid1}/appeals/similar?category=sanitation&lng=120.153&lat=30.287`
    const { body } = await get('resident-zhou', query)
    expect(body.items.map((one: { id: string; metres: number }) => [one.id, one.metres])).toEqual([
      [nearer, 10],
      [near, 48],
    ])
    expect((await get('resident-zhou', query.replace('&lat=30.287', ''))).status).toBe(400)
    expect((await get('resident-zhou', query.replace('lat=30.287', 'lat=50'))).body.code).toBe('point_outside_city')
  })
})

test('a reporter who erases themselves leaves a file without a name, and what neighbours joined goes on', async () => {
  const [alone, shared] = [
    await report(t, { text: 'MARKED 一' }, 'resident-0101'),
    await report(t, { text: '路灯' }, 'resident-0101'),
  ]
  await act(t, 'resident-0103', shared, 'join')
  await act(t, 'grid-officer-wang', alone, 'accept')
  const person = await t.as('resident-0101')
  const exported = await person.get(`${API}/me/export`)
  expect(exported.status).toBe(200)
  expect((await person.del(`${API}/me`)).status).toBe(204)
  expect((await read(t, 'grid-officer-wang', alone)).body).toMatchObject({
    state: 'withdrawn',
    text: '',
    visibleName: null,
  })
  expect((await read(t, 'grid-officer-wang', shared)).body).toMatchObject({
    state: 'submitted',
    text: '路灯',
    households: 1,
    visibleName: null,
  })
  await act(t, 'grid-officer-wang', shared, 'accept')
  await act(t, 'grid-officer-wang', shared, 'answer', { text: '好了' })
  t.clock.advance({ days: 8 })
  await runAppealsClock(t.deps)
  expect((await read(t, 'resident-0103', shared)).body.state).toBe('closed')
})
