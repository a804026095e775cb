import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox, notify } from '../../../server/features/notifications'
import { ATTEMPTS_MAX } from '../../../server/features/notifications/rules'
import {
  type PlatformMessage,
  type PlatformMessenger,
  PlatformRefusal,
  PlatformUnavailable,
} from '../../../server/platforms/ports'
import { openStore } from '../../../server/storage/open-store'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { Gate, until } from '../../support/gate'

const ENV = {
  WECHAT_APP_ID: 'wx1',
  WECHAT_APP_SECRET: 'secret',
  WECHAT_TEMPLATES: 'notice=TN,reply=TR',
}

/** A platform in memory: it notes what it was asked to send, and answers as it is told. */
class Messenger implements PlatformMessenger {
  readonly sent: PlatformMessage[] = []
  answer: () => Promise<'sent' | 'not_granted' | 'switched_off'> = async () => 'sent'
  async send(message: PlatformMessage) {
    this.sent.push(message)
    return this.answer()
  }
}

let t: TestApp
let messenger: Messenger
let personId: string
beforeEach(async () => {
  messenger = new Messenger()
  t = await buildTestApp({ env: ENV, deps: { messengers: { wechat: messenger } } })
  personId = (await t.as('resident-li')).personId
  await t.deps.store.write(async (tx) => {
    await tx.prisma.identity.create({
      data: { provider: 'wechat', subject: 'openid-li', personId, createdAt: t.clock.now() },
    })
    await tx.prisma.subscriptionGrant.createMany({
      data: ['notice', 'reply', 'membership'].map((template) => ({ personId, channel: 'wechat', template, count: 40 })),
    })
  })
})
afterEach(() => t.close())

const comment = () =>
  t.deps.store.write((tx) =>
    notify(tx, {
      personIds: [personId],
      kind: 'post_commented',
      params: { name: '周', text: '好' },
      subject: { kind: 'post', id: newId() },
      at: t.clock.now(),
    }),
  )
const rows = () => t.deps.store.read.prisma.outboxMessage.findMany({ orderBy: { id: 'asc' } })

describe('delivering', () => {
  test('sends what waits, once', async () => {
    await comment()
    await deliverOutbox(t.deps)
    await deliverOutbox(t.deps)
    expect(messenger.sent).toMatchObject([
      {
        subject: 'openid-li',
        platformTemplate: 'TR',
        data: { thing1: '周评论了您', thing2: '好', time3: '2026-11-20 09:00' },
      },
    ])
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, lastError: null, leasedUntil: null }])
  })

  test('speaks the language of the person', async () => {
    await (await t.as('resident-li')).patch('/api/v1/me', { language: 'en' })
    await comment()
    await deliverOutbox(t.deps)
    expect(messenger.sent[0]?.data.thing1).toBe('周 commented on your…')
  })

  test('many, in batches', async () => {
    for (let index = 0; index < 33; index += 1) await comment()
    await deliverOutbox(t.deps)
    expect(messenger.sent).toHaveLength(33)
    expect((await rows()).every(({ state }) => state === 'sent')).toBe(true)
  })

  test('by two processes at once: each message once', async () => {
    for (let index = 0; index < 30; index += 1) await comment()
    const other = await openStore(t.deps.config.databaseUrl)
    await Promise.all([deliverOutbox(t.deps), deliverOutbox({ ...t.deps, store: other }), deliverOutbox(t.deps)])
    await other.close()
    expect(messenger.sent).toHaveLength(30)
  })

  test('nothing of it waits on the platform inside a transaction', async () => {
    const gate = new Gate()
    messenger.answer = async () => {
      await gate.wait()
      return 'sent'
    }
    await comment()
    const delivering = deliverOutbox(t.deps)
    await until(() => gate.isReached)
    await comment()
    expect(await rows()).toHaveLength(2)
    gate.open()
    await delivering
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })
})

describe('what fails for good', () => {
  test.each([
    ['the grant is used up', async () => 'not_granted' as const, 'not_granted'],
    ['the person switched messages off', async () => 'switched_off' as const, 'switched_off'],
    [
      'the platform refuses',
      async () => {
        throw new PlatformRefusal('wechat', 40003, 'invalid openid openid-li')
      },
      'refused_40003',
    ],
  ])('%s', async (_, answer, reason) => {
    messenger.answer = answer
    await comment()
    await deliverOutbox(t.deps)
    t.clock.advance({ days: 1 })
    await deliverOutbox(t.deps)
    expect(messenger.sent).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'failed', lastError: reason }])
  })

  test('a template that the installation does not use', async () => {
    await t.deps.store.write((tx) =>
      notify(tx, {
        personIds: [personId],
        kind: 'membership_verified',
        params: {},
        subject: { kind: 'membership', id: newId() },
        at: t.clock.now(),
      }),
    )
    await deliverOutbox(t.deps)
    expect(await rows()).toMatchObject([{ state: 'failed', lastError: 'not_configured' }])
  })

  test('a platform that is not there any more', async () => {
    await comment()
    await deliverOutbox({ ...t.deps, messengers: {} })
    expect(await rows()).toMatchObject([{ state: 'failed', lastError: 'not_configured' }])
  })

  test('a person who has left the platform', async () => {
    await comment()
    await t.deps.store.write((tx) => tx.prisma.identity.deleteMany({ where: { personId, provider: 'wechat' } }))
    await deliverOutbox(t.deps)
    expect(await rows()).toMatchObject([{ state: 'failed', lastError: 'no_identity' }])
    expect(messenger.sent).toEqual([])
  })
})

describe('what is tried again', () => {
  test('later and later, eight times, and then no more; nothing personal is kept of it', async () => {
    messenger.answer = async () => {
      throw new PlatformUnavailable('wechat', 'no answer for openid-li')
    }
    await comment()
    let pauseBefore = 0
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      await deliverOutbox(t.deps)
      await deliverOutbox(t.deps)
      const [row] = await rows()
      expect(row).toMatchObject({ attempts: attempt, lastError: 'PlatformUnavailable', leasedUntil: null })
      if (row === undefined || attempt === ATTEMPTS_MAX) break
      const pause = row.nextAttemptAt.getTime() - t.clock.now().getTime()
      expect(pause).toBeGreaterThan(pauseBefore)
      pauseBefore = pause
      t.clock.set(row.nextAttemptAt.toISOString())
    }
    t.clock.advance({ days: 7 })
    await deliverOutbox(t.deps)
    expect(messenger.sent).toHaveLength(ATTEMPTS_MAX)
    expect(await rows()).toMatchObject([{ state: 'failed', lastError: 'PlatformUnavailable' }])
  })

  test('at last it arrives', async () => {
    messenger.answer = async () => {
      throw new PlatformUnavailable('wechat', 'busy')
    }
    await comment()
    await deliverOutbox(t.deps)
    messenger.answer = async () => 'sent'
    t.clock.advance({ minutes: 1 })
    await deliverOutbox(t.deps)
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2, lastError: null }])
  })

  test('a process that died between sending and marking: again, when its lease has run out', async () => {
    await comment()
    let writes = 0
    const write: typeof t.deps.store.write = async (job) => {
      writes += 1
      if (writes > 1) throw new Error('died')
      return t.deps.store.write(job)
    }
    const store = { ...t.deps.store, write }
    await expect(deliverOutbox({ ...t.deps, store })).rejects.toThrow('died')
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 1 }])
    await deliverOutbox(t.deps)
    expect(messenger.sent).toHaveLength(1)
    t.clock.advance({ minutes: 6 })
    await deliverOutbox(t.deps)
    expect(messenger.sent).toHaveLength(2)
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2 }])
  })

  test('a message that ends every process that tries it is given up', async () => {
    await comment()
    await t.deps.store.write((tx) => tx.prisma.outboxMessage.updateMany({ data: { attempts: ATTEMPTS_MAX } }))
    await deliverOutbox(t.deps)
    expect(messenger.sent).toEqual([])
    expect(await rows()).toMatchObject([{ state: 'failed', lastError: 'gave_up' }])
  })
})
