import { describe, expect, it } from 'vitest'
import { fakeWorld, ok, problem } from './fake-world'

const line = (id: string, readAt: string | null = null) => ({
  id,
  kind: 'post_commented',
  title: '陈静评论了您',
  text: '好呀',
  subject: { kind: 'post', id: 'a' },
  createdAt: '2026-01-02T00:00:00.000Z',
  readAt,
})

describe('the inbox', () => {
  it('marks a line as read at once, and takes the server’s count', async () => {
    const world = fakeWorld({
      routes: {
        'GET /me/notifications': () => ok({ items: [line('n1'), line('n2')], nextCursor: null }),
        'POST /me/notifications/read': ({ body }) => {
          expect(body).toEqual({ ids: ['n1'] })
          return ok({ unread: 1 })
        },
      },
    })
    await world.start()
    expect(world.stores.inbox.unread).toBe(2)
    await world.stores.inbox.list.refresh()
    await world.stores.inbox.markRead(['n1'])
    expect(world.stores.inbox.list.items.map(({ readAt }) => readAt !== null)).toEqual([true, false])
    expect(world.stores.inbox.unread).toBe(1)
  })

  it('tells the server only what was granted', async () => {
    const world = fakeWorld({
      routes: {
        'GET /subscription-templates': () =>
          ok({
            items: [
              { template: 'membership', platformTemplate: 'T1' },
              { template: 'reply', platformTemplate: 'T2' },
            ],
          }),
        'POST /me/subscriptions': () => ({ status: 204 }),
      },
    })
    await world.start()
    await world.stores.inbox.prepareMessages('wechat')
    expect(world.stores.inbox.platformTemplates(['membership'])).toEqual(['T1'])
    await world.stores.inbox.grantMessages('wechat', [])
    await world.stores.inbox.grantMessages('wechat', ['T1'])
    const sent = world.linesOf('POST /me/subscriptions')
    expect(sent).toHaveLength(1)
    expect(sent[0]?.body).toMatchObject({ channel: 'wechat', templates: ['membership'] })
  })
})

describe('moderation', () => {
  it('keeps a report made offline, with one id', async () => {
    const world = fakeWorld({ routes: { 'PUT /reports/*': () => ok({}) } })
    await world.start()
    world.cut()
    expect(await world.stores.moderation.report({ kind: 'post', id: 'a' }, ' 骂人 ')).toBe('kept')
    await world.mend()
    expect(world.linesOf('PUT /reports/')).toMatchObject([
      { body: { subject: { kind: 'post', id: 'a' }, reason: '骂人' } },
    ])
  })

  it('does not keep a decision of staff for later, and says why it failed', async () => {
    const world = fakeWorld({
      routes: { 'POST /reports/r1/actions': () => problem(409, 'wrong_state', '已由其他工作人员处理') },
    })
    await world.start()
    expect(await world.stores.moderation.decide('r1', 'hide', '请文明')).toBeNull()
    expect(world.stores.moderation.trouble?.detail).toBe('已由其他工作人员处理')
    world.cut()
    expect(await world.stores.moderation.decide('r1', 'hide', '请文明')).toBeNull()
    expect(world.stores.moderation.trouble?.kind).toBe('offline')
    expect(world.stores.pending.writes).toEqual([])
  })

  it('sends an appeal to the case it belongs to', async () => {
    const world = fakeWorld({ routes: { 'POST /reports/r1/actions': () => ok({}) } })
    await world.start()
    expect(await world.stores.moderation.appeal('r1', '我说的不是邻居')).toBe('sent')
    expect(world.linesOf('POST /reports/r1/actions')[0]?.body).toMatchObject({
      action: 'appeal',
      text: '我说的不是邻居',
    })
  })
})
