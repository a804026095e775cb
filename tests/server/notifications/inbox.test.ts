import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type News, notify } from '../../../server/features/notifications'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const newsFor = (app: TestApp, personIds: string[], changes: Partial<News> = {}): News => ({
  personIds,
  kind: 'post_commented',
  params: { name: '周子涵', text: '真好看' },
  subject: { kind: 'post', id: newId() },
  at: app.clock.now(),
  ...changes,
})

const tell = (app: TestApp, news: News) => app.deps.store.write((tx) => notify(tx, news))

async function inboxWith(count: number) {
  const app = await buildTestApp()
  const li = await app.as('resident-li')
  for (let index = 1; index <= count; index += 1) {
    app.clock.advance({ minutes: 1 })
    await tell(app, newsFor(app, [li.personId], { params: { name: `邻居${index}`, text: `第 ${index} 条` } }))
  }
  return { app, li }
}

const texts = (answer: { body: { items: { text: string }[] } }) => answer.body.items.map(({ text }) => text)

describe('the inbox', () => {
  test('newest first, in pages that hold while others come', async () => {
    const { app, li } = await inboxWith(5)
    const first = await li.get('/api/v1/me/notifications?limit=2')
    expect(texts(first)).toEqual(['第 5 条', '第 4 条'])
    app.clock.advance({ minutes: 1 })
    await tell(app, newsFor(app, [li.personId]))
    const second = await li.get(`/api/v1/me/notifications?limit=2&cursor=${first.body.nextCursor}`)
    expect(texts(second)).toEqual(['第 3 条', '第 2 条'])
    const third = await li.get(`/api/v1/me/notifications?limit=2&cursor=${second.body.nextCursor}`)
    expect(texts(third)).toEqual(['第 1 条'])
    expect(third.body.nextCursor).toBeNull()
    await app.close()
  })

  test('a line is whole', async () => {
    const { app, li } = await inboxWith(1)
    const { body } = await li.get('/api/v1/me/notifications')
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        kind: 'post_commented',
        title: '邻居1评论了您',
        text: '第 1 条',
        subject: { kind: 'post', id: expect.any(String) },
        createdAt: '2026-11-20T01:01:00.000Z',
        readAt: null,
        can: { read: true },
      },
    ])
    await app.close()
  })

  test('is read in the language of the request, or of the person', async () => {
    const { app, li } = await inboxWith(1)
    const title = async (headers: Record<string, string>) =>
      (await li.get('/api/v1/me/notifications', headers)).body.items[0].title
    expect(await title({})).toBe('邻居1评论了您')
    expect(await title({ 'accept-language': 'en-GB' })).toBe('邻居1 commented on your post')
    await li.patch('/api/v1/me', { language: 'en' })
    expect(await title({})).toBe('邻居1 commented on your post')
    expect(await title({ 'accept-language': 'zh' })).toBe('邻居1评论了您')
    await app.close()
  })

  test('named lines, then all, are marked as read, again and again', async () => {
    const { app, li } = await inboxWith(4)
    const { body } = await li.get('/api/v1/me/notifications')
    const ids = body.items.slice(0, 2).map(({ id }: { id: string }) => id)
    expect(await li.post('/api/v1/me/notifications/read', { ids })).toMatchObject({ status: 200, body: { unread: 2 } })
    const readAt = app.clock.now().toISOString()
    app.clock.advance({ minutes: 1 })
    expect((await li.post('/api/v1/me/notifications/read', { ids })).body).toEqual({ unread: 2 })
    expect(texts(await li.get('/api/v1/me/notifications?unread=true'))).toEqual(['第 2 条', '第 1 条'])
    expect((await li.get('/api/v1/me/notifications')).body.items[0].readAt).toBe(readAt)
    expect((await li.post('/api/v1/me/notifications/read', {})).body).toEqual({ unread: 0 })
    expect((await li.get('/api/v1/me')).body.unread).toBe(0)
    expect(texts(await li.get('/api/v1/me/notifications?unread=true'))).toEqual([])
    expect(texts(await li.get('/api/v1/me/notifications?unread=false'))).toHaveLength(4)
    await app.close()
  })

  test('somebody else’s lines stay as they are', async () => {
    const { app, li } = await inboxWith(1)
    const { body } = await li.get('/api/v1/me/notifications')
    const zhou = await app.as('resident-zhou')
    expect((await zhou.post('/api/v1/me/notifications/read', { ids: [body.items[0].id] })).body).toEqual({ unread: 0 })
    expect((await zhou.post('/api/v1/me/notifications/read', {})).body).toEqual({ unread: 0 })
    expect((await li.get('/api/v1/me')).body.unread).toBe(1)
    await app.close()
  })

  test.each([
    ['/api/v1/me/notifications?limit=0', 400],
    ['/api/v1/me/notifications?limit=51', 400],
    ['/api/v1/me/notifications?cursor=x', 400],
    [`/api/v1/me/notifications?cursor=${Buffer.from('["x"]').toString('base64url')}`, 400],
    ['/api/v1/me/notifications?unread=perhaps', 400],
    ['/api/v1/me/notifications?page=2', 400],
  ])('%s: %i', async (url, status) => {
    expect((await (await t.as('resident-li')).get(url)).status).toBe(status)
  })

  test.each([
    ['no ids at all', { ids: [] }],
    ['too many', { ids: Array.from({ length: 51 }, () => newId()) }],
    ['no id', { ids: ['x'] }],
    ['an unknown field', { all: true }],
  ])('marking %s is refused', async (_, body) => {
    expect((await (await t.as('resident-li')).post('/api/v1/me/notifications/read', body)).status).toBe(400)
  })

  test('nobody who is not signed in', async () => {
    expect((await t.stranger.get('/api/v1/me/notifications')).status).toBe(401)
    expect((await t.stranger.post('/api/v1/me/notifications/read', {})).status).toBe(401)
  })
})

describe('telling people', () => {
  test('each person once, and with a line id never again', async () => {
    const { personId } = await t.as('resident-0007')
    const lineId = newId()
    const news = newsFor(t, [personId, personId], { lineId })
    await tell(t, news)
    await Promise.all([tell(t, news), tell(t, news)])
    expect(await t.deps.store.read.prisma.notification.count({ where: { personId } })).toBe(1)
  })

  test('is undone with what it tells of', async () => {
    const { personId } = await t.as('resident-0008')
    const failing = t.deps.store.write(async (tx) => {
      await notify(tx, newsFor(t, [personId]))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await t.deps.store.read.prisma.notification.count({ where: { personId } })).toBe(0)
  })

  test('nobody is fine', async () => {
    await tell(t, newsFor(t, []))
  })

  test('of twenty at once, as many go to the phone as were granted', async () => {
    const { personId } = await t.as('resident-0009')
    await t.deps.store.write((tx) =>
      tx.prisma.subscriptionGrant.create({ data: { personId, channel: 'alipay', template: 'reply', count: 3 } }),
    )
    await Promise.all(Array.from({ length: 20 }, () => tell(t, newsFor(t, [personId]))))
    expect(await t.deps.store.read.prisma.outboxMessage.count({ where: { personId } })).toBe(3)
    expect(await t.deps.store.read.prisma.subscriptionGrant.findFirst({ where: { personId } })).toMatchObject({
      count: 0,
    })
    expect(await t.deps.store.read.prisma.notification.count({ where: { personId } })).toBe(20)
  })

  test('who uses both platforms gets one message', async () => {
    const { personId } = await t.as('resident-0010')
    const grant = (channel: string) => ({ personId, channel, template: 'reply', count: 1 })
    await t.deps.store.write((tx) =>
      tx.prisma.subscriptionGrant.createMany({ data: [grant('wechat'), grant('alipay')] }),
    )
    await tell(t, newsFor(t, [personId]))
    await tell(t, newsFor(t, [personId]))
    await tell(t, newsFor(t, [personId]))
    const messages = await t.deps.store.read.prisma.outboxMessage.findMany({ where: { personId } })
    expect(messages.map(({ channel }) => channel).sort()).toEqual(['alipay', 'wechat'])
  })

  test('what is no news for a phone stays in the inbox', async () => {
    const { personId } = await t.as('resident-0011')
    const grants = ['notice', 'membership', 'reply'].map((template) => ({
      personId,
      channel: 'wechat',
      template,
      count: 5,
    }))
    await t.deps.store.write((tx) => tx.prisma.subscriptionGrant.createMany({ data: grants }))
    await tell(t, newsFor(t, [personId], { kind: 'content_hidden', params: { reason: '广告' } }))
    expect(await t.deps.store.read.prisma.outboxMessage.count({ where: { personId } })).toBe(0)
    await tell(
      t,
      newsFor(t, [personId], { kind: 'membership_verified', params: {}, subject: { kind: 'membership', id: newId() } }),
    )
    expect(await t.deps.store.read.prisma.outboxMessage.findFirst({ where: { personId } })).toMatchObject({
      template: 'membership',
    })
  })
})
