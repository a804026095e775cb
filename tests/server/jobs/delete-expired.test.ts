import { afterEach, beforeEach, expect, test } from 'vitest'
import { notify } from '../../../server/features/notifications'
import { runDeleteExpired } from '../../../server/jobs/delete-expired'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeEach(async () => {
  t = await buildTestApp()
})
afterEach(() => t.close())

test('sessions end after sixty days, phone codes after five minutes', async () => {
  const li = await t.as('resident-li')
  await t.stranger.post('/api/v1/sessions/phone-codes', { phone: '13800000000' })
  await runDeleteExpired(t.deps)
  const { read } = t.deps.store
  expect([await read.prisma.session.count(), await read.prisma.phoneCode.count()]).toEqual([1, 1])
  t.clock.advance({ minutes: 6 })
  await runDeleteExpired(t.deps)
  expect([await read.prisma.session.count(), await read.prisma.phoneCode.count()]).toEqual([1, 0])
  t.clock.advance({ days: 61 })
  await runDeleteExpired(t.deps)
  expect(await read.prisma.session.count()).toBe(0)
  expect((await li.get('/api/v1/me')).status).toBe(401)
})

test('lines of the inbox half a year after they were read; unread ones stay', async () => {
  const li = await t.as('resident-li')
  const { personId } = li
  const tell = (personIds: string[]) =>
    t.deps.store.write((tx) =>
      notify(tx, {
        personIds,
        kind: 'content_restored',
        params: {},
        subject: { kind: 'post', id: newId() },
        at: t.clock.now(),
      }),
    )
  await tell([personId])
  await li.post('/api/v1/me/notifications/read', {})
  await tell([personId])
  t.clock.advance({ days: 180 })
  await runDeleteExpired(t.deps)
  expect(await t.deps.store.read.prisma.notification.count({ where: { personId } })).toBe(2)
  t.clock.advance({ seconds: 1 })
  await runDeleteExpired(t.deps)
  expect(await t.deps.store.read.prisma.notification.findMany({ where: { personId } })).toMatchObject([
    { readAt: null },
  ])
})

test('messages thirty days after they were sent or given up, in as many slices as it takes; waiting ones stay', async () => {
  const at = t.clock.now()
  const message = (state: string) => ({
    id: newId(),
    channel: 'wechat',
    personId: newId(),
    template: 'notice',
    payload: '{}',
    state,
    nextAttemptAt: at,
    createdAt: at,
  })
  const many = Array.from({ length: 2_100 }, () => message('sent'))
  await t.deps.store.write((tx) =>
    tx.prisma.outboxMessage.createMany({ data: [...many, message('failed'), message('waiting')] }),
  )
  t.clock.advance({ days: 30 })
  await runDeleteExpired(t.deps)
  expect(await t.deps.store.read.prisma.outboxMessage.count()).toBe(2_102)
  t.clock.advance({ seconds: 1 })
  await runDeleteExpired(t.deps)
  expect(await t.deps.store.read.prisma.outboxMessage.findMany()).toMatchObject([{ state: 'waiting' }])
})
