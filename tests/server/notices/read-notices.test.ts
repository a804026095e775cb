import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { noticeBody, placesOf, writeNotice } from './notice-body'

let t: TestApp
let places: ReturnType<typeof placesOf>
beforeAll(async () => {
  t = await buildTestApp()
  places = placesOf(t)
})
afterAll(() => t.close())

const titles = (answer: { body: { items: { title: string }[] } }) => answer.body.items.map(({ title }) => title)

test('what is said to one building stands on its residents’ page and on top, and on nobody else’s in the grid', async () => {
  const li = await t.as('resident-li')
  const home = (await li.get('/api/v1/me')).body.memberships[0].building.id
  const other = places.buildings.find((id) => id !== home) ?? expect.unreachable('one building')
  const urgent = { level: 'urgent' as const }
  await writeNotice(t, 'secretary-zhang', noticeBody([home], { title: '本楼电梯检修', ...urgent }))
  await writeNotice(t, 'secretary-zhang', noticeBody([other], { title: '别的楼电梯检修', ...urgent }))
  for (const query of ['', '?top=true']) {
    const seen = titles(await li.get(`/api/v1/places/${places.grid1}/notices${query}`))
    expect(seen).toContain('本楼电梯检修')
    expect(seen).not.toContain('别的楼电梯检修')
  }
})

describe('one notice', () => {
  test.each([
    ['resident-li', 200],
    ['resident-zhou', 200],
    ['resident-0001', 200],
    ['grid-officer-wang', 200],
    ['secretary-zhang', 200],
    ['street-he', 200],
    ['resident-far', 404],
    ['grid-officer-2', 404],
    ['secretary-other', 404],
    ['department-water', 404],
    ['partner-bakery', 404],
    ['newcomer', 404],
  ])('to grid 1, read by %s: %i', async (persona, status) => {
    const id = await writeNotice(t, 'secretary-zhang', noticeBody([places.grid1]))
    expect((await (await t.as(persona)).get(`/api/v1/notices/${id}`)).status).toBe(status)
  })

  test.each([
    ['resident-li', 200, 'the street is on the way to their door'],
    ['resident-far', 200, 'and to this one'],
    ['grid-officer-wang', 200, 'staff of a part'],
    ['secretary-other', 200, 'staff of a part'],
    ['newcomer', 404, 'no tie'],
    ['department-water', 404, 'no staff of the street'],
  ])('to the street, read by %s: %i, %s', async (persona, status) => {
    const id = await writeNotice(t, 'street-he', noticeBody([places.street]))
    expect((await (await t.as(persona)).get(`/api/v1/notices/${id}`)).status).toBe(status)
  })

  test('nobody who is not signed in, and none that is not there', async () => {
    const id = await writeNotice(t, 'secretary-zhang', noticeBody([places.grid1]))
    expect((await t.stranger.get(`/api/v1/notices/${id}`)).status).toBe(401)
    expect((await (await t.as('resident-li')).get(`/api/v1/notices/${newId()}`)).status).toBe(404)
  })

  test('a pending resident does not read yet, a verified one does', async () => {
    const id = await writeNotice(t, 'secretary-zhang', noticeBody([places.grid1]))
    const newcomer = await t.as('newcomer')
    const households = await newcomer.get(`/api/v1/places/${places.buildings[0]}/households`)
    const membershipId = newId()
    await newcomer.put(`/api/v1/memberships/${membershipId}`, {
      householdId: households.body.items[0].id,
      relation: 'tenant',
    })
    expect((await newcomer.get(`/api/v1/notices/${id}`)).status).toBe(404)
    const officer = await t.as('grid-officer-wang')
    await officer.post(`/api/v1/memberships/${membershipId}/actions`, { id: newId(), action: 'verify' })
    expect((await newcomer.get(`/api/v1/notices/${id}`)).status).toBe(200)
    await officer.post(`/api/v1/memberships/${membershipId}/actions`, { id: newId(), action: 'end' })
    expect((await newcomer.get(`/api/v1/notices/${id}`)).status).toBe(404)
  })

  test('a scheduled one is there for those who may write there alone, until its time', async () => {
    const app = await buildTestApp()
    const publishAt = '2026-11-20T05:00:00.000Z'
    const id = await writeNotice(app, 'secretary-zhang', noticeBody([places.grid1], { publishAt, needsReceipt: true }))
    const read = async (persona: string) => (await (await app.as(persona)).get(`/api/v1/notices/${id}`)).status
    expect(await read('resident-li')).toBe(404)
    expect(await read('grid-officer-wang')).toBe(404)
    expect(await read('secretary-zhang')).toBe(200)
    expect(await read('street-he')).toBe(200)
    app.clock.set(publishAt)
    expect(await read('resident-li')).toBe(200)
    expect(await read('grid-officer-wang')).toBe(200)
    await app.close()
  })
})

describe('the notices of a place', () => {
  test.each([
    ['resident-li', 'grid1', 200],
    ['resident-li', 'community1', 200],
    ['resident-li', 'street', 200],
    ['resident-li', 'grid2', 404],
    ['resident-li', 'community2', 404],
    ['grid-officer-wang', 'grid1', 200],
    ['grid-officer-wang', 'community1', 200],
    ['grid-officer-wang', 'grid2', 404],
    ['secretary-zhang', 'grid2', 200],
    ['secretary-other', 'grid1', 404],
    ['street-he', 'grid4', 200],
    ['newcomer', 'grid2', 404],
    ['partner-bakery', 'community1', 404],
  ] as const)('%s at %s gets %i', async (persona, place, status) => {
    expect((await (await t.as(persona)).get(`/api/v1/places/${places[place]}/notices`)).status).toBe(status)
  })

  test('are those along its path, newest first, each once, in pages that hold while others write', async () => {
    const app = await buildTestApp()
    const write = async (persona: string, title: string, ids: string[]) => {
      app.clock.advance({ minutes: 1 })
      return writeNotice(app, persona, noticeBody(ids, { title }))
    }
    await write('secretary-zhang', 'one', [places.grid1])
    await write('street-he', 'two', [places.street])
    await write('secretary-zhang', 'elsewhere', [places.grid2])
    await write('secretary-zhang', 'three', [places.community1, places.grid1, places.grid2])
    await write('secretary-zhang', 'four', [places.grid1])
    await write('secretary-other', 'far', [places.community2])
    const li = await app.as('resident-li')
    const at = `/api/v1/places/${places.grid1}/notices`
    expect(titles(await li.get(at))).toEqual(['four', 'three', 'two', 'one'])
    expect(titles(await li.get(`/api/v1/places/${places.community1}/notices`))).toEqual(['three', 'two'])
    const first = await li.get(`${at}?limit=2`)
    expect(titles(first)).toEqual(['four', 'three'])
    await write('secretary-zhang', 'five', [places.grid1])
    const second = await li.get(`${at}?limit=2&cursor=${first.body.nextCursor}`)
    expect(titles(second)).toEqual(['two', 'one'])
    expect(second.body.nextCursor).toBeNull()
    await app.close()
  })

  test('at the same moment: each on one page', async () => {
    const app = await buildTestApp()
    for (let index = 0; index < 7; index += 1)
      await writeNotice(app, 'secretary-zhang', noticeBody([places.grid2], { title: `n${index}` }))
    const secretary = await app.as('secretary-zhang')
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await secretary.get(
        `/api/v1/places/${places.grid2}/notices?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seen.push(...titles(page))
      cursor = page.body.nextCursor
    }
    expect(seen.sort()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6'])
    await app.close()
  })

  test('what is scheduled or has ended is shown to those who may write there', async () => {
    const app = await buildTestApp()
    await writeNotice(
      app,
      'street-he',
      noticeBody([places.street], { title: 'street later', publishAt: '2026-11-21T00:00:00Z' }),
    )
    await writeNotice(
      app,
      'secretary-zhang',
      noticeBody([places.grid1], { title: 'later', publishAt: '2026-11-22T00:00:00Z' }),
    )
    await writeNotice(
      app,
      'secretary-zhang',
      noticeBody([places.grid1], { title: 'ended', expiresAt: '2026-11-20T02:00:00Z' }),
    )
    app.clock.advance({ hours: 2 })
    await writeNotice(app, 'secretary-zhang', noticeBody([places.grid1], { title: 'now' }))
    const list = async (persona: string) =>
      titles(await (await app.as(persona)).get(`/api/v1/places/${places.grid1}/notices`))
    expect(await list('resident-li')).toEqual(['now'])
    expect(await list('grid-officer-wang')).toEqual(['now'])
    expect(await list('secretary-zhang')).toEqual(['later', 'now', 'ended'])
    expect(await list('street-he')).toEqual(['later', 'street later', 'now', 'ended'])
    await app.close()
  })

  test.each([
    'x',
    'WyJhIl0',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('[1e300,"b"]').toString('base64url'),
    Buffer.from('[1,"b"]').toString('base64url'),
  ])('a cursor that is not ours: %s', async (cursor) => {
    const answer = await (await t.as('resident-li')).get(`/api/v1/places/${places.grid1}/notices?cursor=${cursor}`)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test.each(['limit=0', 'limit=51', 'limit=x', 'top=maybe', 'kind=a'])(
    'a query that is not ours: %s',
    async (query) => {
      expect((await (await t.as('resident-li')).get(`/api/v1/places/${places.grid1}/notices?${query}`)).status).toBe(
        400,
      )
    },
  )
})

describe('what stands on the home page', () => {
  test('urgent first, then important and not confirmed, then the newest; three besides the urgent', async () => {
    const app = await buildTestApp()
    const write = async (title: string, changes: Parameters<typeof noticeBody>[1]) => {
      app.clock.advance({ minutes: 1 })
      return writeNotice(app, 'secretary-zhang', noticeBody([places.grid1, places.community1], { title, ...changes }))
    }
    await write('urgent 1', { level: 'urgent' })
    await write('important 1', { level: 'important', needsReceipt: true })
    const second = await write('important 2', { level: 'important', needsReceipt: true })
    await write('urgent over', { level: 'urgent', expiresAt: '2026-11-20T01:30:00Z' })
    await write('urgent 2', { level: 'urgent' })
    for (const index of [1, 2, 3, 4]) await write(`normal ${index}`, {})
    await write('urgent later', { level: 'urgent', publishAt: '2026-11-25T00:00:00Z' })
    app.clock.advance({ hours: 1 })
    const li = await app.as('resident-li')
    const top = async () => titles(await li.get(`/api/v1/places/${places.grid1}/notices?top=true`))
    expect(await top()).toEqual(['urgent 2', 'urgent 1', 'important 2', 'important 1', 'normal 4'])
    await li.put(`/api/v1/notices/${second}/receipt`)
    expect(await top()).toEqual(['urgent 2', 'urgent 1', 'important 1', 'normal 4', 'normal 3'])
    const zhou = await app.as('resident-zhou')
    expect(titles(await zhou.get(`/api/v1/places/${places.grid1}/notices?top=true`))).toContain('important 2')
    const secretary = await app.as('secretary-zhang')
    expect(titles(await secretary.get(`/api/v1/places/${places.grid1}/notices?top=true`))).not.toContain('urgent later')
    expect((await li.get(`/api/v1/places/${places.grid1}/notices?top=true`)).body.nextCursor).toBeNull()
    await app.close()
  })

  test('what was important a month ago does not stand before what is new, for staff either', async () => {
    const app = await buildTestApp()
    const write = (title: string, changes: Parameters<typeof noticeBody>[1]) =>
      writeNotice(app, 'secretary-zhang', noticeBody([places.grid1], { title, ...changes }))
    await write('old urgent', { level: 'urgent' })
    for (const index of [1, 2, 3]) await write(`old important ${index}`, { level: 'important' })
    app.clock.advance({ days: 31 })
    await write('new normal', {})
    app.clock.advance({ minutes: 1 })
    await write('new important', { level: 'important' })
    app.clock.advance({ minutes: 1 })
    await write('newest normal', {})
    for (const persona of ['secretary-zhang', 'grid-officer-wang', 'resident-li']) {
      const answer = await (await app.as(persona)).get(`/api/v1/places/${places.grid1}/notices?top=true`)
      expect(titles(answer), persona).toEqual(['new important', 'newest normal', 'new normal'])
    }
    await app.close()
  })

  test('nothing where there is nothing', async () => {
    const far = await t.as('resident-far')
    const app = await buildTestApp()
    expect((await (await app.as('resident-far')).get(`/api/v1/places/${places.grid4}/notices?top=true`)).body).toEqual({
      items: [],
      nextCursor: null,
    })
    expect((await far.get(`/api/v1/places/${places.grid1}/notices?top=true`)).status).toBe(404)
    await app.close()
  })
})
