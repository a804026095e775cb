import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS, Page, Post } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { plainPicture } from '../media/draw-picture'
import { comment, gridOf, postBody, say } from './speak'

let t: TestApp
let li: Client
let zhou: Client
let url: string
beforeAll(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
  url = `/api/v1/places/${gridOf(t)}/feed`
})
afterAll(() => t.close())

const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)
const firstOf = async (client: Client) => (await client.get(url)).body.items[0]

describe('the feed', () => {
  test('in pages of any size, newest first, stable while others write', async () => {
    const ids: string[] = []
    for (let i = 0; i < 45; i += 1) {
      t.clock.advance({ seconds: 1 })
      ids.unshift((await say(t, i % 2 ? li : zhou, { text: `第${i}条`, kind: i % 5 === 0 ? 'give' : 'talk' })).id)
    }
    const page1 = (await li.get(url)).body
    expect(misfits(Page(Post), page1)).toEqual([])
    expect(idsOf(page1)).toEqual(ids.slice(0, LIMITS.pageDefault))
    t.clock.advance({ seconds: 1 })
    await say(t, li, { text: '后来的' })
    const page2 = (await li.get(`${url}?limit=50&cursor=${page1.nextCursor}`)).body
    expect(idsOf(page2).slice(0, 25)).toEqual(ids.slice(20))
    const giveIds = ids.filter((_, back) => (44 - back) % 5 === 0)
    const gives = (await li.get(`${url}?kind=give&limit=4`)).body
    expect(idsOf(gives)).toEqual(giveIds.slice(0, 4))
    const moreGives = (await li.get(`${url}?kind=give&limit=50&cursor=${gives.nextCursor}`)).body
    expect(idsOf(moreGives).slice(0, 5)).toEqual(giveIds.slice(4))
    expect(idsOf((await li.get(`${url}?kind=give`)).body)).toEqual([...idsOf(gives), ...idsOf(moreGives)].slice(0, 20))
  })

  test('one by one it is the same list', async () => {
    const whole = (await li.get(`${url}?limit=7`)).body
    const single: string[] = []
    let cursor = ''
    for (let i = 0; i < 7; i += 1) {
      const page = (await li.get(`${url}?limit=1${cursor}`)).body
      single.push(...idsOf(page))
      cursor = `&cursor=${page.nextCursor}`
    }
    expect(single).toEqual(idsOf(whole))
  })

  test('posts of one millisecond, all in one page or another', async () => {
    const grid = gridOf(t, 0, 2)
    const secretary = await t.as('secretary-zhang')
    const ids = await Promise.all(
      Array.from({ length: 9 }, async () => (await say(t, secretary, { placeId: grid })).id),
    )
    const page1 = (await secretary.get(`/api/v1/places/${grid}/feed?limit=5`)).body
    const page2 = (await secretary.get(`/api/v1/places/${grid}/feed?limit=5&cursor=${page1.nextCursor}`)).body
    expect([...idsOf(page1), ...idsOf(page2)].sort()).toEqual([...ids].sort())
    expect(page2.nextCursor).toBeNull()
  })

  test('the clock of a phone decides nothing: an id from the year 5000, and one from 1970', async () => {
    t.clock.advance({ seconds: 1 })
    const future = `5${newId().slice(1)}`
    const past = `00000000-0001-7${newId().slice(15)}`
    expect((await li.put(`/api/v1/posts/${future}`, postBody(t))).status).toBe(201)
    t.clock.advance({ seconds: 1 })
    expect((await li.put(`/api/v1/posts/${past}`, postBody(t))).status).toBe(201)
    t.clock.advance({ seconds: 1 })
    const latest = await say(t, li)
    expect(idsOf((await li.get(`${url}?limit=3`)).body)).toEqual([latest.id, past, future])
  })

  test('of an empty grid is empty; of what is no grid there is none', async () => {
    const street = await t.as('street-he')
    expect((await street.get(`/api/v1/places/${gridOf(t, 1, 2)}/feed`)).body).toEqual({ items: [], nextCursor: null })
    for (const id of [newId(), t.demo.communities[0]?.id, t.demo.communities[0]?.grids[0]?.buildings[0]?.id]) {
      expect((await street.get(`/api/v1/places/${id}/feed`)).status).toBe(404)
    }
  })

  test.each(['limit=0', 'limit=51', 'limit=x', 'kind=advert', 'page=2', 'cursor=', 'cursor=abc', 'cursor=WzEsIngiXQ'])(
    '?%s is refused',
    async (query) => {
      expect(await li.get(`${url}?${query}`)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    },
  )
})

describe('what is kept in memory is what the database says', () => {
  test('word for word, for the author, a neighbour, somebody who likes, and staff', async () => {
    const imageId = newId()
    await li.put(`/api/v1/images/${imageId}`, await plainPicture('webp'), { 'content-type': 'image/webp' })
    t.clock.advance({ seconds: 1 })
    await say(t, zhou, { text: 'quotes " \\ \n and "liked":false and 🏡 &lt; </script>' })
    t.clock.advance({ seconds: 1 })
    const own = await say(t, li, { imageIds: [imageId], kind: 'recommend' })
    await comment(zhou, own.id)
    for (const persona of ['resident-0001', 'resident-0002'])
      await (await t.as(persona)).put(`/api/v1/posts/${own.id}/like`)
    for (const persona of ['resident-li', 'resident-zhou', 'resident-0001', 'grid-officer-wang']) {
      const client = await t.as(persona)
      const feed = (await client.get(url)).body
      const again = (await client.get(url)).body
      expect(again).toEqual(feed)
      const single = await Promise.all(
        feed.items.map(async (post: Post) => (await client.get(`/api/v1/posts/${post.id}`)).body),
      )
      expect(feed.items).toEqual(single)
    }
    expect(await firstOf(li)).toMatchObject({ can: { delete: true, report: false } })
    expect(await firstOf(await t.as('resident-0001'))).toMatchObject({
      liked: true,
      likes: 2,
      can: { delete: false, report: true },
    })
  })

  test('whatever changes it is seen at once', async () => {
    t.clock.advance({ seconds: 1 })
    const { id } = await say(t, zhou, { text: '看我变' })
    expect(await firstOf(li)).toMatchObject({ id, likes: 0, comments: 0 })
    await li.put(`/api/v1/posts/${id}/like`)
    expect(await firstOf(li)).toMatchObject({ likes: 1, liked: true })
    expect(await firstOf(zhou)).toMatchObject({ likes: 1, liked: false })
    const { id: commentId } = await comment(li, id)
    expect(await firstOf(li)).toMatchObject({ comments: 1 })
    await li.del(`/api/v1/posts/${id}/comments/${commentId}`)
    expect(await firstOf(li)).toMatchObject({ comments: 0 })
    await li.del(`/api/v1/posts/${id}/like`)
    expect(await firstOf(li)).toMatchObject({ likes: 0, liked: false })
    await zhou.patch('/api/v1/me', { displayName: '周周' })
    expect(await firstOf(li)).toMatchObject({ author: { displayName: '周周' } })
    const avatarImageId = newId()
    await zhou.put(`/api/v1/images/${avatarImageId}`, await plainPicture('png'), { 'content-type': 'image/png' })
    await zhou.patch('/api/v1/me', { avatarImageId })
    expect((await firstOf(li)).author.avatarUrl).toContain(avatarImageId)
    await zhou.del(`/api/v1/posts/${id}`)
    expect((await firstOf(li)).id).not.toBe(id)
  })

  test('what another process writes is seen a second later', async () => {
    t.clock.advance({ seconds: 1 })
    const { id } = await say(t, zhou)
    expect((await firstOf(li)).id).toBe(id)
    // A write that touches nothing stands for one that this process knows nothing of.
    await t.deps.store.write((tx) => tx.prisma.post.update({ where: { id }, data: { text: '别处改的' } }))
    t.clock.advance({ seconds: 1 })
    expect(await firstOf(li)).toMatchObject({ id, text: '别处改的' })
  })
})
