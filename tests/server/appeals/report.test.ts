import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTie } from '../../../server/features/appeals/tie-repository'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { strictChecker } from '../feed/speak'
import { upload } from '../personal-data/marked-life'
import { act, read, report, reportBody, spotsOf } from './case-steps'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp({ deps: { contentChecker: strictChecker } })
})
afterAll(() => t.close())

const put = async (persona: string, body: unknown, id = newId()) =>
  (await t.as(persona)).put(`${API}/appeals/${id}`, body)

describe('reporting', () => {
  test('the same request again answers with the case as it stands now; another under its id is refused', async () => {
    const id = await report(t)
    await act(t, 'grid-officer-wang', id, 'accept')
    expect(await put('resident-li', reportBody(t), id)).toMatchObject({ status: 200, body: { id, state: 'accepted' } })
    expect(await put('resident-li', reportBody(t, { text: '别的' }), id)).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    expect(await put('resident-zhou', reportBody(t), id)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
  })

  test.each<[string, string, () => object, number, string]>([
    ['a newcomer', 'newcomer', () => ({}), 404, 'not_found'],
    ['somebody of another community', 'resident-far', () => ({}), 404, 'not_found'],
    ['the officer of another grid', 'grid-officer-2', () => ({}), 404, 'not_found'],
    ['an unknown place', 'resident-li', () => ({ placeId: newId() }), 404, 'not_found'],
    ['a community', 'resident-li', () => ({ placeId: spotsOf(t).community1 }), 400, 'invalid_request'],
    ['a department', 'resident-li', () => ({ placeId: spotsOf(t).department }), 400, 'invalid_request'],
    ['an unknown category', 'resident-li', () => ({ category: 'weather' }), 400, 'invalid_request'],
    ['no text', 'resident-li', () => ({ text: '  ' }), 400, 'invalid_request'],
    ['too long a text', 'resident-li', () => ({ text: '长'.repeat(1_001) }), 400, 'invalid_request'],
    ['a zero-width character', 'resident-li', () => ({ text: '灯\u200b坏' }), 400, 'invalid_request'],
    ['a picture of nobody', 'resident-li', () => ({ imageIds: [newId()] }), 400, 'invalid_request'],
    [
      'ten pictures',
      'resident-li',
      () => ({ imageIds: Array.from({ length: 10 }, () => newId()) }),
      400,
      'invalid_request',
    ],
    [
      'a point outside the city',
      'resident-li',
      () => ({ location: { lng: 116.4, lat: 39.9 } }),
      400,
      'point_outside_city',
    ],
    ['a point off the earth', 'resident-li', () => ({ location: { lng: 181, lat: 0 } }), 400, 'invalid_request'],
    ['half a point', 'resident-li', () => ({ location: { lng: 120 } }), 400, 'invalid_request'],
    ['an unknown field', 'resident-li', () => ({ priority: 1 }), 400, 'invalid_request'],
  ])('%s is refused', async (_what, persona, more, status, code) => {
    expect(await put(persona, reportBody(t, more() as never))).toMatchObject({ status, body: { code } })
  })

  test('whoever lives in the community reports what they find anywhere in it', async () => {
    const { grid2 } = spotsOf(t)
    expect(await put('resident-li', reportBody(t, { placeId: grid2 }))).toMatchObject({
      status: 201,
      body: { handler: { placeId: grid2 }, households: 1 },
    })
  })

  test('the officer reports what they find on their rounds, and does not also rate how they handled it', async () => {
    const id = newId()
    expect(await put('grid-officer-wang', reportBody(t, { text: '巡查发现' }), id)).toMatchObject({
      status: 201,
      body: { households: 0 },
    })
    await act(t, 'grid-officer-wang', id, 'accept')
    await act(t, 'grid-officer-wang', id, 'answer', { text: '已处理' })
    expect(await act(t, 'grid-officer-wang', id, 'rate', { stars: 5 })).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    })
  })

  test('a point is kept to six decimals, a picture is shown', async () => {
    const li = await t.as('resident-li')
    const imageId = await upload(li, '#123456')
    const { body } = await put(
      'resident-li',
      reportBody(t, { imageIds: [imageId], location: { lng: 120.12345678, lat: 30.5 } }),
    )
    expect(body).toMatchObject({ location: { lng: 120.123457, lat: 30.5 }, images: [{ id: imageId }] })
  })

  test('what the content check holds back is handled, and read by nobody else', async () => {
    const id = newId()
    expect(await put('resident-li', reportBody(t, { text: '代开发票 加微信' }), id)).toMatchObject({ status: 201 })
    expect((await read(t, 'grid-officer-wang', id)).body.text).toContain('发票')
    expect((await read(t, 'resident-li', id)).status).toBe(200)
    const seen = (await read(t, 'resident-zhou', id)).status
    const isHeld = (await t.deps.store.read.prisma.appeal.findUnique({ where: { id } }))?.isPublic === false
    expect(seen).toBe(isHeld ? 404 : 200)
  })
})

describe('who may read a case', () => {
  let open: string
  let unnamed: string
  beforeAll(async () => {
    open = await report(t, { text: '门禁坏了' })
    unnamed = await report(t, { text: '门禁又坏了', anonymousToPublic: true })
  })

  test.each([
    ['resident-li', 200],
    ['resident-zhou', 200],
    ['grid-officer-wang', 200],
    ['secretary-zhang', 200],
    ['street-he', 200],
    ['grid-officer-2', 404],
    ['secretary-other', 404],
    ['resident-far', 404],
    ['department-water', 404],
    ['partner-bakery', 404],
    ['newcomer', 404],
  ])('%s: %i', async (persona, status) => {
    expect((await read(t, persona, open)).status).toBe(status)
  })

  test('neighbours read no name where the reporter wants none, and none in a list; whoever handles it knows', async () => {
    const nameOf = async (persona: string, id: string) => (await read(t, persona, id)).body.visibleName
    expect(await nameOf('resident-zhou', open)).toBe('李晓梅')
    expect(await nameOf('resident-zhou', unnamed)).toBeNull()
    expect(await nameOf('grid-officer-wang', unnamed)).toBe('李晓梅')
    expect(await nameOf('resident-li', unnamed)).toBe('李晓梅')
    const list = await (await t.as('resident-zhou')).get(`${API}/places/${spotsOf(t).grid1}/appeals?limit=50`)
    expect(new Set(list.body.items.map(({ visibleName }: { visibleName: string | null }) => visibleName))).toEqual(
      new Set([null]),
    )
    expect(JSON.stringify(list.body)).not.toContain('李晓梅')
  })

  test('a note of staff is read by staff alone', async () => {
    expect(await act(t, 'grid-officer-wang', open, 'note', { text: '这户家里没人' })).toMatchObject({ status: 200 })
    const kinds = async (persona: string) =>
      (await read(t, persona, open)).body.timeline.map(({ kind }: { kind: string }) => kind)
    expect(await kinds('secretary-zhang')).toEqual(['report', 'note'])
    expect(await kinds('resident-li')).toEqual(['report'])
    expect((await act(t, 'resident-li', open, 'note', { text: '?' })).status).toBe(403)
  })
})

describe('a case about staff', () => {
  let id: string
  beforeAll(async () => {
    id = await report(t, { text: '网格员不接电话', category: 'other', conflict: true })
  })

  test('goes to the street at once, and those below never see it', async () => {
    expect((await read(t, 'street-he', id)).body).toMatchObject({
      state: 'submitted',
      level: 'street',
      conflict: true,
      handler: { placeId: spotsOf(t).street },
      can: { accept: true, assign: true, send_back: false },
    })
    for (const persona of ['grid-officer-wang', 'secretary-zhang', 'resident-zhou', 'department-water']) {
      expect(await read(t, persona, id), persona).toMatchObject({ status: 404, body: { code: 'not_found' } })
      expect((await act(t, persona, id, 'accept')).status, persona).toBe(404)
    }
  })

  test("is in no list but the street's and the reporter's", async () => {
    const { grid1, community1 } = spotsOf(t)
    const holds = async (persona: string, url: string) =>
      JSON.stringify((await (await t.as(persona)).get(`${API}${url}`)).body).includes(id)
    for (const persona of ['grid-officer-wang', 'secretary-zhang', 'resident-zhou']) {
      expect(await holds(persona, `/places/${grid1}/appeals?limit=50`), persona).toBe(false)
    }
    expect(await holds('secretary-zhang', `/places/${community1}/appeals?limit=50`)).toBe(false)
    expect(await holds('grid-officer-wang', '/me/desk?limit=50')).toBe(false)
    expect(await holds('grid-officer-wang', '/me/notifications?limit=50')).toBe(false)
    expect(await holds('street-he', '/me/desk?limit=50')).toBe(true)
    expect(await holds('resident-li', '/me/appeals?limit=50')).toBe(true)
    expect(await holds('resident-zhou', `/places/${grid1}/appeals/similar?category=other`)).toBe(false)
  })

  test('the street says whom it is about; the others may see it then, and the one named cannot', async () => {
    const officer = await t.as('grid-officer-wang')
    expect(await act(t, 'resident-li', id, 'set_conflict', { personIds: [] })).toMatchObject({ status: 403 })
    expect(await act(t, 'street-he', id, 'set_conflict', { personIds: [officer.personId] })).toMatchObject({
      status: 200,
    })
    expect((await read(t, 'grid-officer-wang', id)).status).toBe(404)
    expect((await read(t, 'secretary-zhang', id)).body.barredIds).toEqual([])
    expect((await read(t, 'resident-li', id)).body.barredIds).toEqual([])
    expect((await read(t, 'street-he', id)).body.barredIds).toEqual([officer.personId])
    const list = await officer.get(`${API}/places/${spotsOf(t).grid1}/appeals?limit=50`)
    expect(JSON.stringify(list.body)).not.toContain(id)
    expect(await act(t, 'street-he', id, 'set_conflict', { personIds: [newId()] })).toMatchObject({ status: 400 })
  })

  test('what the street says is about an officer reaches them by no other way either', async () => {
    const officer = await t.as('grid-officer-wang')
    const { grid1 } = spotsOf(t)
    const location = { lng: 120.2, lat: 30.3 }
    const about = await report(t, { text: '网格员乱收费', category: 'other', location, conflict: true })
    // A case of the officer's own was merged into it, so that it is also among those that concern them.
    const own = await t.deps.store.read.prisma.appeal.findUniqueOrThrow({ where: { id: about } })
    await t.deps.store.write((tx) =>
      insertTie(tx, own, { personId: officer.personId, kind: 'merged', householdId: null }, t.clock.now()),
    )
    await act(t, 'street-he', about, 'set_conflict', { personIds: [officer.personId] })
    const holds = async (persona: string, url: string) => {
      const { status, body } = await (await t.as(persona)).get(`${API}${url}`)
      expect(status, url).toBe(200)
      return JSON.stringify(body).includes(about)
    }
    const ways = [
      `/places/${grid1}/appeals/similar?category=other`,
      `/places/${grid1}/appeals/similar?category=other&lng=${location.lng}&lat=${location.lat}`,
      `/places/${grid1}/appeals/summary`,
    ]
    // Only what is near by its place lies in the first, a case with a point of its own in the second.
    for (const way of ways) expect(await holds('secretary-zhang', way), way).toBe(true)
    for (const way of [...ways, '/me/appeals?limit=50']) expect(await holds('grid-officer-wang', way), way).toBe(false)
  })

  test('from the desk of the grid the street takes it', async () => {
    const officer = await t.as('grid-officer-wang')
    const other = await report(t, { text: '网格员态度不好', category: 'other' })
    await act(t, 'grid-officer-wang', other, 'accept')
    const { body } = await act(t, 'street-he', other, 'set_conflict', { personIds: [officer.personId] })
    expect(body).toMatchObject({ state: 'submitted', level: 'street', handler: { placeId: spotsOf(t).street } })
    expect(body.timeline.at(-1)).toMatchObject({
      kind: 'hand_over',
      by: 'street_staff',
      from: 'accepted',
      to: 'submitted',
    })
    expect((await read(t, 'grid-officer-wang', other)).status).toBe(404)
  })
})
