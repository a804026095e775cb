import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS, Post } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { plainPicture } from '../media/draw-picture'
import { comment, gridOf, postBody, say } from './speak'

let t: TestApp
let li: Client
let zhou: Client
beforeAll(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
})
afterAll(() => t.close())

async function picture(client: Client): Promise<string> {
  const id = newId()
  const { status } = await client.put(`/api/v1/images/${id}`, await plainPicture('jpeg'), {
    'content-type': 'image/jpeg',
  })
  expect(status).toBe(201)
  return id
}

describe('a post', () => {
  test('is answered as it stands, with the author, their building and what they may do', async () => {
    const id = newId()
    const imageIds = [await picture(li), await picture(li)]
    const { status, body } = await li.put(
      `/api/v1/posts/${id}`,
      postBody(t, { text: '  送一张\r\n小桌子 ', kind: 'give', imageIds }),
    )
    expect({ status, misfits: misfits(Post, body) }).toEqual({ status: 201, misfits: [] })
    expect(body).toEqual({
      id,
      placeId: gridOf(t),
      kind: 'give',
      text: '送一张\n小桌子',
      images: imageIds.map((imageId) => expect.objectContaining({ id: imageId, width: 64, height: 48 })),
      author: { id: li.personId, displayName: expect.any(String), avatarUrl: null },
      building: expect.stringContaining('号楼'),
      createdAt: t.clock.now().toISOString(),
      likes: 0,
      comments: 0,
      liked: false,
      state: 'shown',
      moderation: null,
      can: { delete: true, comment: true, like: true, report: false, appeal: false },
    })
    expect((await li.get(`/api/v1/posts/${id}`)).body).toEqual(body)
    expect((await zhou.get(`/api/v1/posts/${id}`)).body).toEqual({
      ...body,
      images: body.images.map((image: object) => ({ ...image, can: { use: false } })),
      can: { delete: false, comment: true, like: true, report: true, appeal: false },
    })
  })

  test('of the staff has no building', async () => {
    const officer = await t.as('grid-officer-wang')
    expect(await say(t, officer)).toMatchObject({ building: null, author: { id: officer.personId } })
  })

  test('the same request again is the same post; another body or another author is not', async () => {
    const id = newId()
    const body = postBody(t)
    const first = await li.put(`/api/v1/posts/${id}`, body)
    expect(first.status).toBe(201)
    await zhou.put(`/api/v1/posts/${id}/like`)
    expect(await li.put(`/api/v1/posts/${id}`, body)).toMatchObject({ status: 200, body: { ...first.body, likes: 1 } })
    for (const [client, other] of [
      [li, { ...body, text: '别的' }],
      [li, { ...body, kind: 'give' }],
      [zhou, body],
    ] as const) {
      expect(await client.put(`/api/v1/posts/${id}`, other)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    }
  })

  test('sent by fifty phones at once is one post', async () => {
    const id = newId()
    const answers = await Promise.all(Array.from({ length: 50 }, () => li.put(`/api/v1/posts/${id}`, postBody(t))))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49)
    expect(await t.deps.store.read.prisma.post.count({ where: { id } })).toBe(1)
  })

  test.each(['talk', 'give', 'lost_found', 'recommend'])('may be of the kind %s', async (kind) => {
    expect(await say(t, li, { kind })).toMatchObject({ kind })
  })
})

describe('who may post, and read', () => {
  test.each([
    ['resident-li', 201, undefined],
    ['resident-0001', 201, undefined],
    ['grid-officer-wang', 201, undefined],
    ['secretary-zhang', 201, undefined],
    ['street-he', 201, undefined],
    ['resident-far', 404, 'not_found'],
    ['newcomer', 404, 'not_found'],
    ['secretary-other', 404, 'not_found'],
    ['department-water', 404, 'not_found'],
    ['partner-bakery', 404, 'not_found'],
  ])('%s: %i', async (persona, status, code) => {
    const client = await t.as(persona)
    const post = await say(t, li)
    const put = await client.put(`/api/v1/posts/${newId()}`, postBody(t))
    expect({ status: put.status, code: put.body.code }).toEqual({ status, code })
    const seen = status === 201 ? 200 : status
    for (const url of [`/posts/${post.id}`, `/posts/${post.id}/comments`, `/places/${gridOf(t)}/feed`]) {
      const got = await client.get(`/api/v1${url}`)
      expect({ url, status: got.status, code: got.body.code }).toEqual({ url, status: seen, code })
    }
  })

  test('a newcomer who waits for the officer is told so', async () => {
    const waiting = await t.as('newcomer')
    const grid = t.demo.communities[0]?.grids[1]
    const { body } = await waiting.get(`/api/v1/places/${grid?.buildings[0]?.id}/households`)
    await waiting.put(`/api/v1/memberships/${newId()}`, { householdId: body.items[0].id, relation: 'tenant' })
    expect(await waiting.get(`/api/v1/places/${grid?.id}/feed`)).toMatchObject({
      status: 403,
      body: { code: 'not_verified' },
    })
    expect(await waiting.put(`/api/v1/posts/${newId()}`, postBody(t, { placeId: grid?.id }))).toMatchObject({
      status: 403,
      body: { code: 'not_verified' },
    })
  })

  test('a resident who was let go is stopped at the next call', async () => {
    const post = await say(t, li)
    const leaver = await t.as('resident-0100')
    expect((await leaver.get(`/api/v1/posts/${post.id}`)).status).toBe(200)
    const { memberships } = (await leaver.get('/api/v1/me')).body
    await leaver.post(`/api/v1/memberships/${memberships[0].id}/actions`, { id: newId(), action: 'end' })
    expect((await leaver.get(`/api/v1/posts/${post.id}`)).status).toBe(404)
    expect((await leaver.put(`/api/v1/posts/${post.id}/like`)).status).toBe(404)
  })

  test.each(['/posts/ID', '/places/ID/feed', '/posts/ID/comments'])(
    'a stranger is asked to sign in: GET %s',
    async (url) => {
      expect(await t.stranger.get(`/api/v1${url.replace('ID', newId())}`)).toMatchObject({ status: 401 })
    },
  )

  test.each([
    ['put', '/posts/ID', { placeId: newId(), kind: 'talk', text: '你好', imageIds: [] }],
    ['del', '/posts/ID', undefined],
    ['put', '/posts/ID/like', undefined],
    ['del', '/posts/ID/like', undefined],
    ['put', '/posts/ID/comments/ID', { text: '你好' }],
    ['del', '/posts/ID/comments/ID', undefined],
  ] as const)('nothing there, and a stranger: %s %s', async (method, url, body) => {
    const path = `/api/v1${url.replaceAll('ID', newId())}`
    const call = (client: Client) => (method === 'put' ? client.put(path, body) : client.del(path))
    expect(await call(t.stranger)).toMatchObject({ status: 401 })
    expect(await call(li)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

describe('what is refused', () => {
  test.each([
    ['no text', { text: '' }, 'text'],
    ['blanks alone', { text: ' \n ' }, 'text'],
    ['a text too long', { text: '字'.repeat(LIMITS.postText + 1) }, 'text'],
    ['a zero-width space', { text: '你\u200b好' }, 'text'],
    ['a text that turns round', { text: 'a\u202eb' }, 'text'],
    ['another kind', { kind: 'advert' }, 'kind'],
    ['no place', { placeId: undefined }, 'placeId'],
    ['an unknown field', { likes: 5 }, 'likes'],
    ['pictures too many', { imageIds: Array.from({ length: LIMITS.postImages + 1 }, () => newId()) }, 'imageIds'],
    ['a picture that is not there', { imageIds: [newId()] }, 'imageIds'],
  ])('%s', async (_name, over, path) => {
    const { status, body } = await li.put(`/api/v1/posts/${newId()}`, postBody(t, over))
    expect({ status, code: body.code, path: body.fields?.[0].path }).toEqual({
      status: 400,
      code: 'invalid_request',
      path,
    })
  })

  test.each(['a-b-c', 'D4E5F6A7-0000-7000-8000-000000000000', '550e8400-e29b-41d4-a716-446655440000'])(
    'the id %s',
    async (id) => {
      expect(await li.put(`/api/v1/posts/${id}`, postBody(t))).toMatchObject({
        status: 400,
        body: { code: 'invalid_request' },
      })
    },
  )

  test('a post to what is no grid', async () => {
    const [community] = t.demo.communities
    for (const placeId of [community?.id, community?.grids[0]?.buildings[0]?.id, newId()]) {
      expect((await li.put(`/api/v1/posts/${newId()}`, postBody(t, { placeId }))).status).toBe(404)
    }
  })

  test("another's picture, a refused one, the same twice", async () => {
    const [own, foreign, refused] = [await picture(li), await picture(zhou), await picture(li)]
    await t.deps.store.write((tx) => tx.prisma.image.update({ where: { id: refused }, data: { state: 'refused' } }))
    for (const imageIds of [[own, foreign], [refused], [own, own]]) {
      expect(await li.put(`/api/v1/posts/${newId()}`, postBody(t, { imageIds }))).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', fields: [{ path: 'imageIds' }] },
      })
    }
  })

  test('script stays text, and comes as JSON that no browser runs', async () => {
    const text = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const { id } = await say(t, li, { text })
    const { body, headers } = await zhou.get(`/api/v1/posts/${id}`)
    expect(body.text).toBe(text)
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('application/json'),
      'x-content-type-options': 'nosniff',
    })
  })
})

describe('a post is taken back', () => {
  test('by its author, with all that hangs on it, however often it is asked', async () => {
    const [shared, own] = [await picture(li), await picture(li)]
    const kept = await say(t, li, { imageIds: [shared] })
    const post = await say(t, li, { imageIds: [shared, own] })
    await comment(zhou, post.id)
    await zhou.put(`/api/v1/posts/${post.id}/like`)
    expect((await li.del(`/api/v1/posts/${post.id}`)).status).toBe(204)
    expect((await li.del(`/api/v1/posts/${post.id}`)).status).toBe(204)
    expect((await li.get(`/api/v1/posts/${post.id}`)).status).toBe(404)
    const { prisma } = t.deps.store.read
    const left = await Promise.all([
      prisma.comment.count({ where: { postId: post.id } }),
      prisma.postLike.count({ where: { postId: post.id } }),
      prisma.image.count({ where: { id: own } }),
    ])
    expect(left).toEqual([0, 0, 0])
    const folder = join(t.deps.config.dataDir, 'images', own.slice(-2))
    expect(existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(own)) : []).toEqual([])
    expect((await t.stranger.get(kept.images[0].urls.full)).status).toBe(200)
    expect((await t.stranger.get(post.images[1].urls.full)).status).toBe(404)
  })

  test('and a late repeat of the request that made it does not bring it back', async () => {
    const id = newId()
    await li.put(`/api/v1/posts/${id}`, postBody(t))
    await li.del(`/api/v1/posts/${id}`)
    expect(await li.put(`/api/v1/posts/${id}`, postBody(t))).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test.each([
    ['resident-zhou', 403],
    ['grid-officer-wang', 403],
    ['secretary-zhang', 403],
    ['resident-far', 404],
    ['department-water', 404],
  ])('not by %s: %i', async (persona, status) => {
    const post = await say(t, li)
    const client = await t.as(persona)
    expect((await client.del(`/api/v1/posts/${post.id}`)).status).toBe(status)
    expect((await li.get(`/api/v1/posts/${post.id}`)).status).toBe(200)
    await li.del(`/api/v1/posts/${post.id}`)
    expect((await client.del(`/api/v1/posts/${post.id}`)).status).toBe(404)
  })
})
