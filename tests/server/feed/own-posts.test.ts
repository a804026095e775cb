import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { comment, gridOf, postBody, say, strictChecker } from './speak'

let t: TestApp
let li: Client
let zhou: Client
beforeAll(async () => {
  t = await buildTestApp({ deps: { contentChecker: strictChecker } })
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
})
afterAll(() => t.close())

describe('a neighbour who uses the id of a post', () => {
  test('for a comment on it is refused, and its author can take it back', async () => {
    const { id } = await say(t, li)
    expect(await zhou.put(`/api/v1/posts/${id}/comments/${id}`, { text: '占住' })).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    expect((await li.del(`/api/v1/posts/${id}`)).status).toBe(204)
  })

  test('for a comment elsewhere that they take back does not stop the author', async () => {
    const [mine, other] = [await say(t, li), await say(t, li)]
    const url = `/api/v1/posts/${other.id}/comments/${mine.id}`
    expect((await zhou.put(url, { text: '占住' })).status).toBe(201)
    expect((await zhou.del(url)).status).toBe(204)
    expect((await zhou.del(url)).status).toBe(204)
    expect((await li.del(`/api/v1/posts/${mine.id}`)).status).toBe(204)
    expect((await li.del(`/api/v1/posts/${mine.id}`)).status).toBe(204)
  })

  test('that was deleted is told that it is taken; its author, that it is gone', async () => {
    const { id } = await say(t, li)
    await li.del(`/api/v1/posts/${id}`)
    expect(await zhou.put(`/api/v1/posts/${id}`, postBody(t))).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    expect((await li.put(`/api/v1/posts/${id}`, postBody(t))).status).toBe(404)
    const post = await say(t, li)
    const { id: commentId } = await comment(zhou, post.id)
    await zhou.del(`/api/v1/posts/${post.id}/comments/${commentId}`)
    const url = `/api/v1/posts/${post.id}/comments/${commentId}`
    expect(await li.put(url, { text: '占住' })).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    expect((await zhou.put(url, { text: '真好' })).status).toBe(404)
  })
})

describe('what I have posted', () => {
  test('is listed newest first in every state, with the reason, to me alone', async () => {
    const writer = await t.as('resident-0041')
    const ids: string[] = []
    for (const text of ['一', '骂人', '可疑', '四', '五']) {
      t.clock.advance({ seconds: 1 })
      ids.unshift((await say(t, writer, { text })).id)
    }
    const all = await writer.get('/api/v1/me/posts')
    expect(all.body.items.map((post: { id: string }) => post.id)).toEqual(ids)
    expect(all.body.items.map((post: { state: string }) => post.state)).toEqual([
      'shown',
      'shown',
      'pending',
      'hidden',
      'shown',
    ])
    expect(all.body.items[3]).toMatchObject({
      moderation: { reason: expect.stringMatching(/./) },
      can: { appeal: true },
    })
    const pages: string[] = []
    for (let cursor = ''; cursor !== 'null'; ) {
      const { body } = await writer.get(`/api/v1/me/posts?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      pages.push(...body.items.map((post: { id: string }) => post.id))
      cursor = String(body.nextCursor)
    }
    expect(pages).toEqual(ids)
    expect((await (await t.as('newcomer')).get('/api/v1/me/posts')).body).toEqual({ items: [], nextCursor: null })
  })
})

test('whoever has moved away is not told what neighbours say', async () => {
  const mover = await t.as('resident-0043')
  const officer = await t.as('grid-officer-wang')
  const { id } = await say(t, mover, { text: '我要搬走了' })
  const mine = await comment(mover, id, '再见')
  const told = async () =>
    (await mover.get('/api/v1/me/notifications')).body.items.filter(({ kind }: { kind: string }) =>
      ['post_commented', 'comment_replied'].includes(kind),
    ).length
  await comment(zhou, id, '一路平安')
  expect(await told()).toBe(1)
  const { memberships } = (await mover.get('/api/v1/me')).body
  for (const membership of memberships)
    await officer.post(`/api/v1/memberships/${membership.id}/actions`, { id: newId(), action: 'end' })
  expect((await mover.get(`/api/v1/places/${gridOf(t)}/feed`)).status).toBe(404)
  await comment(zhou, id, '常回来')
  await comment(zhou, id, '回您一句', { replyToId: mine.id })
  expect(await told()).toBe(1)
})
