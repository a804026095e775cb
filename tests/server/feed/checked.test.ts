import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feedSubjects } from '../../../server/features/feed'
import { setImageState } from '../../../server/features/media'
import { PlatformUnavailable } from '../../../server/platforms/ports'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { plainPicture } from '../media/draw-picture'
import { comment, gridOf, postBody, say, strictChecker } from './speak'

let t: TestApp
let li: Client
let zhou: Client
let officer: Client
let url: string
beforeAll(async () => {
  t = await buildTestApp({ deps: { contentChecker: strictChecker } })
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
  officer = await t.as('grid-officer-wang')
  url = `/api/v1/places/${gridOf(t)}/feed`
})
afterAll(() => t.close())

const setState = (kind: 'post' | 'comment', id: string, state: 'shown' | 'hidden') =>
  t.deps.store.write((tx) => feedSubjects(t.clock).setState(tx, kind, id, state))
const isInFeed = async (client: Client, id: string) =>
  (await client.get(url)).body.items.some((post: { id: string }) => post.id === id)
const told = (client: Client, subjectId: string) =>
  t.deps.store.read.prisma.notification.count({
    where: { personId: client.personId, subjectId, kind: 'post_commented' },
  })

describe('a post that did not pass the check', () => {
  test.each([
    ['骂人', 'hidden'],
    ['可疑', 'pending'],
  ] as const)('%s is %s: there for its author and those who decide, and for nobody else', async (text, state) => {
    const id = newId()
    const { status, body } = await li.put(`/api/v1/posts/${id}`, postBody(t, { text }))
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { state, can: { delete: true, comment: false, like: false, report: false } },
    })
    expect(await li.get(`/api/v1/posts/${id}`)).toMatchObject({ status: 200, body: { state, text } })
    expect(await officer.get(`/api/v1/posts/${id}`)).toMatchObject({ status: 200, body: { state, moderation: null } })
    for (const persona of ['resident-zhou', 'grid-officer-2', 'resident-far']) {
      const client = await t.as(persona)
      expect((await client.get(`/api/v1/posts/${id}`)).status).toBe(404)
      expect((await client.get(`/api/v1/posts/${id}/comments`)).status).toBe(404)
      expect((await client.put(`/api/v1/posts/${id}/like`)).status).toBe(404)
      expect((await client.put(`/api/v1/posts/${id}/comments/${newId()}`, { text: '好' })).status).toBe(404)
      expect((await client.del(`/api/v1/posts/${id}`)).status).toBe(404)
    }
    expect(await officer.put(`/api/v1/posts/${id}/like`)).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    expect(await li.put(`/api/v1/posts/${id}/comments/${newId()}`, { text: '好' })).toMatchObject({ status: 409 })
    for (const client of [li, zhou, officer]) expect(await isInFeed(client, id)).toBe(false)
    await setState('post', id, 'shown')
    for (const client of [li, zhou, officer]) expect(await isInFeed(client, id)).toBe(true)
    await setState('post', id, 'hidden')
    expect(await isInFeed(zhou, id)).toBe(false)
  })

  test('its author alone reads why, and may appeal', async () => {
    const { id, moderation, can } = (await li.put(`/api/v1/posts/${newId()}`, postBody(t, { text: '骂' }))).body
    expect({ moderation, can }).toMatchObject({
      moderation: { state: 'hidden', reason: expect.any(String) },
      can: { appeal: true },
    })
    expect((await officer.get(`/api/v1/posts/${id}`)).body.moderation).toBeNull()
  })
})

describe('a comment that did not pass the check', () => {
  test.each([
    ['骂人', 'hidden'],
    ['可疑', 'pending'],
  ] as const)('%s is %s: listed for its author and those who decide, not counted, not told', async (text, state) => {
    const post = await say(t, li)
    const mine = await comment(zhou, post.id, text)
    expect(mine).toMatchObject({ state, can: { delete: true } })
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(0)
    const listed = async (client: Client) => (await client.get(`/api/v1/posts/${post.id}/comments`)).body.items.length
    expect(await Promise.all([zhou, officer, li, await t.as('street-he')].map(listed))).toEqual([1, 1, 0, 1])
    expect(await told(li, post.id)).toBe(0)
    const answer = await li.put(`/api/v1/posts/${post.id}/comments/${newId()}`, { text: '好', replyToId: mine.id })
    expect(answer).toMatchObject({ status: 400 })
    await setState('comment', mine.id, 'shown')
    await setState('comment', mine.id, 'shown')
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(1)
    expect(await told(li, post.id)).toBe(1)
    await setState('comment', mine.id, 'hidden')
    expect(await told(li, post.id)).toBe(0)
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(0)
    await zhou.del(`/api/v1/posts/${post.id}/comments/${mine.id}`)
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(0)
  })
})

describe('as moderation knows it', () => {
  test('posts and comments, hidden ones too; what is gone is null', async () => {
    const { find } = feedSubjects(t.clock)
    const { read } = t.deps.store
    const post = await say(t, li, { text: '疑' })
    const shown = await say(t, li)
    const mine = await comment(zhou, shown.id, '骂')
    const place = {
      communityId: t.demo.communities[0]?.id,
      gridId: gridOf(t),
      gridPath: expect.stringContaining(gridOf(t)),
    }
    const at = { createdAt: t.clock.now() }
    expect(await find(read, 'post', post.id)).toEqual({
      ...place,
      ...at,
      postId: post.id,
      authorId: li.personId,
      text: '疑',
      imageIds: [],
      state: 'pending',
    })
    expect(await find(read, 'comment', mine.id)).toEqual({
      ...place,
      ...at,
      postId: shown.id,
      authorId: zhou.personId,
      text: '骂',
      imageIds: [],
      state: 'hidden',
    })
    expect(await find(read, 'post', mine.id)).toBeNull()
    expect(await find(read, 'comment', newId())).toBeNull()
    await setState('post', newId(), 'shown')
    await setState('comment', newId(), 'shown')
  })
})

describe('a checker on the network', () => {
  test('that does not answer stops nobody: text and picture wait, and are there when it has', async () => {
    const silent = {
      name: 'silent',
      isLocal: false,
      checkText: () => Promise.reject(new PlatformUnavailable('silent', 'timeout')),
      checkImage: async () => ({ trace: 'x' }),
    }
    const late = await buildTestApp({ deps: { contentChecker: silent } })
    const [author, neighbour] = [await late.as('resident-li'), await late.as('resident-zhou')]
    const imageId = newId()
    const image = await author.put(`/api/v1/images/${imageId}`, await plainPicture('jpeg'), {
      'content-type': 'image/jpeg',
    })
    expect(image).toMatchObject({ status: 201, body: { state: 'pending' } })
    const checks = () => late.deps.store.read.prisma.contentCheck.findMany({ orderBy: { subjectKind: 'asc' } })
    expect(await checks()).toMatchObject([{ subjectKind: 'image', subjectId: imageId, state: 'pending' }])
    const post = await say(late, author, { imageIds: [imageId] })
    expect(post).toMatchObject({ state: 'pending', images: [{ id: imageId, state: 'pending' }] })
    expect(await checks()).toMatchObject([
      { subjectKind: 'image' },
      { subjectKind: 'post', subjectId: post.id, state: 'pending' },
    ])
    await late.deps.store.write((tx) => feedSubjects(late.clock).setState(tx, 'post', post.id, 'shown'))
    const seen = async (client: Client) =>
      (await client.get(`/api/v1/places/${gridOf(late)}/feed`)).body.items[0].images.length
    expect([await seen(author), await seen(neighbour)]).toEqual([1, 0])
    await late.deps.store.write((tx) => setImageState(tx, imageId, 'approved', late.clock.now()))
    expect([await seen(author), await seen(neighbour)]).toEqual([1, 1])
    await late.close()
  })

  test('that has not looked at a face yet: its owner alone sees it; approved, everybody; refused, nobody, and its owner is told', async () => {
    const silent = {
      name: 'silent',
      isLocal: false,
      checkText: async () => ({ verdict: 'pass' as const, label: null }),
      checkImage: async () => ({ trace: 'x' }),
    }
    const late = await buildTestApp({ deps: { contentChecker: silent } })
    const [author, neighbour] = [await late.as('resident-li'), await late.as('resident-zhou')]
    await say(late, author)
    const faceSeenBy = async (client: Client) =>
      (await client.get(`/api/v1/places/${gridOf(late)}/feed`)).body.items[0].author.avatarUrl
    const wear = async () => {
      const id = newId()
      await author.put(`/api/v1/images/${id}`, await plainPicture('jpeg'), { 'content-type': 'image/jpeg' })
      expect((await author.patch('/api/v1/me', { avatarImageId: id })).body.person.avatarUrl).toContain(id)
      return id
    }
    const decide = (id: string, state: 'approved' | 'refused') =>
      late.deps.store.write((tx) => setImageState(tx, id, state, late.clock.now()))
    const first = await wear()
    expect(await faceSeenBy(neighbour)).toBeNull()
    await decide(first, 'approved')
    expect(await faceSeenBy(neighbour)).toContain(first)
    const second = await wear()
    expect(await faceSeenBy(neighbour)).toBeNull()
    await decide(second, 'refused')
    expect(await faceSeenBy(neighbour)).toBeNull()
    expect((await author.get('/api/v1/me')).body.person.avatarUrl).toBeNull()
    expect((await author.get('/api/v1/me/notifications')).body.items[0]).toMatchObject({
      kind: 'avatar_refused',
      subject: { kind: 'person', id: author.personId },
    })
    await late.close()
  })
})
