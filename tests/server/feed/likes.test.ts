import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, type TestApp } from '../../support/build-test-app'
import { say } from './speak'

let t: TestApp
let li: Client
let zhou: Client
beforeAll(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
})
afterAll(() => t.close())

describe('a like', () => {
  test('counts once, and is taken back once, however often it is asked', async () => {
    const post = await say(t, li)
    const url = `/api/v1/posts/${post.id}/like`
    expect(await zhou.put(url)).toMatchObject({ status: 200, body: { liked: true, likes: 1 } })
    expect(await zhou.put(url)).toMatchObject({ status: 200, body: { liked: true, likes: 1 } })
    expect(await li.put(url)).toMatchObject({ status: 200, body: { liked: true, likes: 2 } })
    expect((await zhou.get(`/api/v1/posts/${post.id}`)).body).toMatchObject({ liked: true, likes: 2 })
    expect(await zhou.del(url)).toMatchObject({ status: 200, body: { liked: false, likes: 1 } })
    expect(await zhou.del(url)).toMatchObject({ status: 200, body: { liked: false, likes: 1 } })
    expect((await zhou.get(`/api/v1/posts/${post.id}`)).body).toMatchObject({ liked: false, likes: 1 })
    expect((await li.get(`/api/v1/posts/${post.id}`)).body).toMatchObject({ liked: true, likes: 1 })
  })

  test('of fifty phones of one person at once counts one', async () => {
    const post = await say(t, li)
    const answers = await Promise.all(Array.from({ length: 50 }, () => zhou.put(`/api/v1/posts/${post.id}/like`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.likes).toBe(1)
  })

  test('of forty people, on and off at once, counts exactly the rows that are there', async () => {
    const post = await say(t, li)
    const people = await Promise.all(
      Array.from({ length: 40 }, (_, i) => t.as(`resident-${String(i + 1).padStart(4, '0')}`)),
    )
    const url = `/api/v1/posts/${post.id}/like`
    const storm = people.flatMap((person) => [person.put(url), person.del(url), person.put(url), person.put(url)])
    await Promise.all(storm)
    await Promise.all(people.map((person) => person.put(url)))
    await Promise.all(people.slice(0, 15).flatMap((person) => [person.del(url), person.del(url)]))
    const rows = await t.deps.store.read.prisma.postLike.count({ where: { postId: post.id } })
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.likes).toBe(rows)
    expect(rows).toBe(25)
  })

  test('while the post is taken back leaves nothing behind', async () => {
    const post = await say(t, li)
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, i) => t.as(`resident-${String(i + 1).padStart(4, '0')}`)),
    )
    const likes = people.map((person) => person.put(`/api/v1/posts/${post.id}/like`))
    const answers = await Promise.all([li.del(`/api/v1/posts/${post.id}`), ...likes])
    expect(answers[0]?.status).toBe(204)
    for (const { status } of answers.slice(1)) expect([200, 404]).toContain(status)
    expect(await t.deps.store.read.prisma.postLike.count({ where: { postId: post.id } })).toBe(0)
  })

  test.each([
    ['resident-far', 404],
    ['newcomer', 404],
    ['secretary-other', 404],
    ['partner-bakery', 404],
    ['grid-officer-wang', 200],
  ])('by %s: %i', async (persona, status) => {
    const post = await say(t, li)
    const client = await t.as(persona)
    expect((await client.put(`/api/v1/posts/${post.id}/like`)).status).toBe(status)
    expect((await client.del(`/api/v1/posts/${post.id}/like`)).status).toBe(status)
  })
})
