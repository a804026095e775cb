import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishDueNotices } from '../../../server/features/notices'
import { openStore } from '../../../server/storage/open-store'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { noticeBody, placesOf, writeNotice } from './notice-body'

let t: TestApp
let places: ReturnType<typeof placesOf>
beforeAll(async () => {
  t = await buildTestApp()
  places = placesOf(t)
})
afterAll(() => t.close())

const told = (app: TestApp, id: string) =>
  app.deps.store.read.prisma.notification.count({ where: { subjectId: id, kind: 'notice_published' } })
const callOf = (app: TestApp, id: string) =>
  app.deps.store.read.prisma.noticeCall.findFirstOrThrow({ where: { noticeId: id } })

describe('published at once', () => {
  test('every verified resident of the places has a line in the inbox, once', async () => {
    const id = await writeNotice(
      t,
      'secretary-zhang',
      noticeBody([places.grid1, places.community1, places.buildings[0] ?? '']),
    )
    expect(await told(t, id)).toBe(650)
    const inbox = await (await t.as('resident-li')).get('/api/v1/me/notifications')
    expect(inbox.body.items[0]).toMatchObject({
      kind: 'notice_published',
      title: '桂花苑社区发布了公告',
      text: '停水通知',
      subject: { kind: 'notice', id },
      readAt: null,
    })
    expect((await (await t.as('resident-far')).get('/api/v1/me/notifications')).body.items).toEqual([])
    await publishDueNotices(t.deps)
    expect(await told(t, id)).toBe(650)
    expect((await callOf(t, id)).finishedAt).not.toBeNull()
  })

  test('one building alone', async () => {
    const id = await writeNotice(t, 'secretary-zhang', noticeBody([places.buildings[1] ?? '']))
    expect(await told(t, id)).toBe(120)
  })
})

describe('published when its time comes', () => {
  test('by the job, once, however many processes run it', async () => {
    const app = await buildTestApp()
    const publishAt = '2026-11-20T05:00:00.000Z'
    const id = await writeNotice(app, 'secretary-zhang', noticeBody([places.grid1, places.grid2], { publishAt }))
    await publishDueNotices(app.deps)
    expect(await told(app, id)).toBe(0)
    app.clock.set(publishAt)
    const other = await openStore(app.deps.config.databaseUrl)
    await Promise.all([
      publishDueNotices(app.deps),
      publishDueNotices(app.deps),
      publishDueNotices({ ...app.deps, store: other }),
    ])
    await other.close()
    expect(await told(app, id)).toBe(626)
    expect(await app.deps.store.read.prisma.noticeCall.count({ where: { noticeId: id } })).toBe(1)
    const inbox = await (await app.as('resident-li')).get('/api/v1/me/notifications')
    expect(inbox.body.items[0].createdAt).toBe(publishAt)
    await app.close()
  })

  test('whoever moved in meanwhile is told, whoever moved out is not', async () => {
    const app = await buildTestApp()
    const id = await writeNotice(
      app,
      'secretary-zhang',
      noticeBody([places.grid2], { publishAt: '2026-11-20T05:00:00Z' }),
    )
    await app.deps.store.write((tx) =>
      tx.prisma.membership.updateMany({ where: { gridId: places.grid2 }, data: { state: 'ended' } }),
    )
    const li = await app.as('resident-li')
    await app.deps.store.write((tx) =>
      tx.prisma.membership.updateMany({
        where: { personId: li.personId },
        data: { gridId: places.grid2, communityId: places.community1 },
      }),
    )
    app.clock.advance({ hours: 4 })
    await publishDueNotices(app.deps)
    expect(await told(app, id)).toBe(1)
    await app.close()
  })

  test('not at all where it had ended before the server was up again', async () => {
    const app = await buildTestApp()
    const times = { publishAt: '2026-11-20T05:00:00Z', expiresAt: '2026-11-20T06:00:00Z' }
    const id = await writeNotice(app, 'secretary-zhang', noticeBody([places.grid1], times))
    app.clock.advance({ hours: 6 })
    await publishDueNotices(app.deps)
    expect(await told(app, id)).toBe(0)
    expect(await app.deps.store.read.prisma.notice.count({ where: { announcedAt: null } })).toBe(0)
    await app.close()
  })

  test('a call that was cut short goes on, and tells nobody twice', async () => {
    const app = await buildTestApp()
    const id = await writeNotice(app, 'secretary-zhang', noticeBody([places.grid1, places.grid2]))
    await app.deps.store.write(async (tx) => {
      await tx.prisma.noticeCall.updateMany({ data: { finishedAt: null } })
      const [last] = await tx.prisma.notification.findMany({ where: { subjectId: id }, take: 1 })
      await tx.prisma.notification.deleteMany({ where: { subjectId: id, personId: { gt: last?.personId ?? '' } } })
    })
    expect(await told(app, id)).toBeLessThan(626)
    await publishDueNotices(app.deps)
    expect(await told(app, id)).toBe(626)
    expect((await callOf(app, id)).finishedAt).not.toBeNull()
    await app.close()
  })

  test('more than one batch of them', async () => {
    const app = await buildTestApp()
    for (let index = 0; index < 53; index += 1) {
      await writeNotice(app, 'secretary-other', noticeBody([places.grid4], { publishAt: '2026-11-20T05:00:00Z' }))
    }
    app.clock.advance({ hours: 4 })
    await publishDueNotices(app.deps)
    await publishDueNotices(app.deps)
    expect(await app.deps.store.read.prisma.notification.count({ where: { kind: 'notice_published' } })).toBe(53 * 25)
    await app.close()
  })
})

describe('a notice and the phone', () => {
  test('who granted a message gets one, and one grant is spent', async () => {
    const app = await buildTestApp()
    const li = await app.as('resident-li')
    const far = await app.as('resident-far')
    await app.deps.store.write((tx) =>
      tx.prisma.subscriptionGrant.createMany({
        data: [
          { personId: li.personId, channel: 'wechat', template: 'notice', count: 2 },
          { personId: li.personId, channel: 'wechat', template: 'reply', count: 1 },
          { personId: far.personId, channel: 'wechat', template: 'notice', count: 1 },
        ],
      }),
    )
    const id = await writeNotice(app, 'secretary-zhang', noticeBody([places.grid1], { needsReceipt: true }))
    await publishDueNotices(app.deps)
    const messages = () => app.deps.store.read.prisma.outboxMessage.findMany()
    expect(await messages()).toMatchObject([
      { personId: li.personId, channel: 'wechat', template: 'notice', state: 'waiting' },
    ])
    await (await app.as('secretary-zhang')).post(`/api/v1/notices/${id}/actions`, { id: newId(), action: 'remind' })
    expect(await messages()).toHaveLength(2)
    expect(
      await app.deps.store.read.prisma.subscriptionGrant.findMany({
        where: { personId: li.personId },
        orderBy: { template: 'asc' },
      }),
    ).toMatchObject([
      { template: 'notice', count: 0 },
      { template: 'reply', count: 1 },
    ])
    await writeNotice(app, 'secretary-zhang', noticeBody([places.grid1]))
    expect(await messages()).toHaveLength(2)
    await app.close()
  })
})
