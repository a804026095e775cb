import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { noticeBody, placesOf } from './notice-body'

let t: TestApp
let places: ReturnType<typeof placesOf>
beforeAll(async () => {
  t = await buildTestApp()
  places = placesOf(t)
})
afterAll(() => t.close())

describe('a notice is written', () => {
  test('by the secretary to two grids: the community speaks', async () => {
    const secretary = await t.as('secretary-zhang')
    const id = newId()
    const body = noticeBody([places.grid1, places.grid2], {
      level: 'important',
      needsReceipt: true,
      title: ' \n 停水 \u3000通知 ',
    })
    const first = await secretary.put(`/api/v1/notices/${id}`, body)
    expect(first.status).toBe(201)
    expect(first.body).toEqual({
      id,
      title: '停水 通知',
      body: body.body.normalize('NFKC'),
      level: 'important',
      needsReceipt: true,
      confirmed: false,
      publisher: { id: places.community1, kind: 'community', name: '桂花苑社区' },
      places: [
        { id: places.grid1, kind: 'grid', name: '桂花苑第一网格' },
        { id: places.grid2, kind: 'grid', name: '桂花苑第二网格' },
      ],
      publishAt: '2026-11-20T01:00:00.000Z',
      expiresAt: null,
      createdAt: '2026-11-20T01:00:00.000Z',
      can: { confirm: false, seeReceipts: true, remind: true },
    })
    expect(await secretary.put(`/api/v1/notices/${id}`, body)).toMatchObject({ status: 200, body: first.body })
  })

  test('by the street to both communities: the street speaks', async () => {
    const street = await t.as('street-he')
    const answer = await street.put(`/api/v1/notices/${newId()}`, noticeBody([places.community1, places.community2]))
    expect(answer).toMatchObject({ status: 201, body: { publisher: { id: places.street, kind: 'street' } } })
  })

  test('the same request from 50 parallel clients makes one notice, and tells everybody once', async () => {
    const secretary = await t.as('secretary-zhang')
    const id = newId()
    const body = noticeBody([places.grid2])
    const answers = await Promise.all(Array.from({ length: 50 }, () => secretary.put(`/api/v1/notices/${id}`, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(49).fill(200), 201])
    expect(await t.deps.store.read.prisma.notification.count({ where: { subjectId: id } })).toBe(24)
  })

  test.each([
    ['other words', { title: '别的' }],
    ['another level', { level: 'urgent' as const }],
    ['an end', { expiresAt: '2027-01-01T00:00:00.000Z' }],
  ])('the same id with %s is taken', async (_, changes) => {
    const secretary = await t.as('secretary-zhang')
    const id = newId()
    await secretary.put(`/api/v1/notices/${id}`, noticeBody([places.grid2]))
    expect(await secretary.put(`/api/v1/notices/${id}`, noticeBody([places.grid2], changes))).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
  })

  test('the same words by somebody else are taken too', async () => {
    const id = newId()
    const body = noticeBody([places.grid2])
    await (await t.as('secretary-zhang')).put(`/api/v1/notices/${id}`, body)
    expect((await (await t.as('street-he')).put(`/api/v1/notices/${id}`, body)).body.code).toBe('id_taken')
  })
})

describe('who may not', () => {
  test.each([
    ['secretary-zhang', 'community1', 201],
    ['secretary-zhang', 'grid1', 201],
    ['secretary-zhang', 'street', 404],
    ['secretary-zhang', 'grid4', 404],
    ['street-he', 'street', 201],
    ['street-he', 'grid4', 201],
    ['street-he', 'city', 404],
    ['grid-officer-wang', 'grid1', 403],
    ['grid-officer-wang', 'grid2', 404],
    ['resident-li', 'grid1', 403],
    ['resident-li', 'community1', 403],
    ['resident-li', 'grid2', 404],
    ['resident-far', 'grid1', 404],
    ['secretary-other', 'grid1', 404],
    ['department-water', 'grid1', 404],
    ['partner-bakery', 'grid1', 404],
    ['newcomer', 'grid1', 404],
  ] as const)('%s to %s gets %i', async (persona, place, status) => {
    const client = await t.as(persona)
    const id = newId()
    expect((await client.put(`/api/v1/notices/${id}`, noticeBody([places[place]]))).status).toBe(status)
    expect(await t.deps.store.read.prisma.notice.count({ where: { id } })).toBe(status === 201 ? 1 : 0)
  })

  test('one place too far refuses the whole', async () => {
    const secretary = await t.as('secretary-zhang')
    const answer = await secretary.put(`/api/v1/notices/${newId()}`, noticeBody([places.grid1, places.grid4]))
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test('a place that is not there', async () => {
    const secretary = await t.as('secretary-zhang')
    expect((await secretary.put(`/api/v1/notices/${newId()}`, noticeBody([newId()]))).status).toBe(404)
  })

  test('nobody who has not signed in', async () => {
    expect((await t.stranger.put(`/api/v1/notices/${newId()}`, noticeBody([places.grid1]))).status).toBe(401)
  })

  test('a demoted secretary is stopped at the next call', async () => {
    const other = await t.as('secretary-other')
    const write = () => other.put(`/api/v1/notices/${newId()}`, noticeBody([places.grid4]))
    expect((await write()).status).toBe(201)
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.updateMany({ where: { personId: other.personId }, data: { endedAt: t.clock.now() } }),
    )
    expect((await write()).status).toBe(404)
  })
})

describe('what is refused', () => {
  test.each([
    ['no place', { placeIds: [] }, 'placeIds'],
    ['too many places', { placeIds: Array.from({ length: 51 }, () => newId()) }, 'placeIds'],
    ['an empty title', { title: '' }, 'title'],
    ['a title of spaces', { title: '   ' }, 'title'],
    ['a long title', { title: '长'.repeat(61) }, 'title'],
    ['a long body', { body: '长'.repeat(5_001) }, 'body'],
    ['a hidden character', { body: '停​水' }, 'body'],
    ['a level that is none', { level: 'loud' }, 'level'],
    ['a receipt in words', { needsReceipt: 'yes' }, 'needsReceipt'],
    ['an unknown field', { color: 'red' }, 'color'],
    ['a time that is none', { publishAt: 'tomorrow' }, 'publishAt'],
    ['a second that the calendar does not have', { publishAt: '2026-12-31T23:59:60Z' }, 'publishAt'],
    ['a time that is past', { publishAt: '2026-11-20T00:45:00Z' }, 'publishAt'],
    ['a year and more ahead', { publishAt: '2028-01-01T00:00:00Z' }, 'publishAt'],
    ['an end before now', { expiresAt: '2026-11-19T00:00:00Z' }, 'expiresAt'],
    [
      'an end before the beginning',
      { publishAt: '2026-12-02T00:00:00Z', expiresAt: '2026-12-01T00:00:00Z' },
      'expiresAt',
    ],
    ['an end at the beginning', { publishAt: '2026-12-02T00:00:00Z', expiresAt: '2026-12-02T00:00:00Z' }, 'expiresAt'],
    ['an end in another age', { expiresAt: '2099-01-01T00:00:00Z' }, 'expiresAt'],
  ])('%s', async (_, changes, path) => {
    const secretary = await t.as('secretary-zhang')
    const body = { ...noticeBody([places.grid1]), ...changes }
    const answer = await secretary.put(`/api/v1/notices/${newId()}`, body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', fields: [{ path }] } })
  })

  test('a department, where nobody lives', async () => {
    const street = await t.as('street-he')
    await t.deps.store.write((tx) =>
      tx.prisma.place.create({
        data: {
          id: newId(),
          kind: 'department',
          parentId: places.street,
          name: '街道办',
          path: `${places.city}/x/${places.street}/d/`,
        },
      }),
    )
    const department = await t.deps.store.read.prisma.place.findFirstOrThrow({ where: { name: '街道办' } })
    const atStreet = await t.deps.store.read.prisma.place.findUniqueOrThrow({ where: { id: places.street } })
    await t.deps.store.write((tx) =>
      tx.prisma.place.update({ where: { id: department.id }, data: { path: `${atStreet.path}${department.id}/` } }),
    )
    const answer = await street.put(`/api/v1/notices/${newId()}`, noticeBody([department.id]))
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'placeIds' }] } })
  })

  test('an id that is no UUIDv7', async () => {
    const secretary = await t.as('secretary-zhang')
    expect((await secretary.put('/api/v1/notices/abc', noticeBody([places.grid1]))).status).toBe(400)
  })
})

describe('the content check', () => {
  const checker = (verdict: 'pass' | 'review' | 'risky') => ({
    name: 'test',
    isLocal: true,
    checkText: async () => ({ verdict, label: null }),
    checkImage: async () => ({ verdict, label: null }),
  })

  test.each([
    ['risky', 400],
    ['review', 201],
    ['pass', 201],
  ] as const)('%s words: %i', async (verdict, status) => {
    const app = await buildTestApp({ deps: { contentChecker: checker(verdict) } })
    const secretary = await app.as('secretary-zhang')
    const answer = await secretary.put(`/api/v1/notices/${newId()}`, noticeBody([places.grid1]))
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body).toMatchObject({ code: 'invalid_request', fields: [{ path: 'body' }] })
    await app.close()
  })

  test('the words of somebody who may not write never leave the house', async () => {
    const asked: string[] = []
    const contentChecker = {
      ...checker('pass'),
      checkText: async ({ text }: { text: string }) => {
        asked.push(text)
        return { verdict: 'pass' as const, label: null }
      },
    }
    const app = await buildTestApp({ deps: { contentChecker } })
    await (await app.as('resident-li')).put(`/api/v1/notices/${newId()}`, noticeBody([places.grid1]))
    expect(asked).toEqual([])
    await app.close()
  })
})
