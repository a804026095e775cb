import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recheckPending } from '../../../server/features/moderation'
import { moderationPorts } from '../../../server/moderation-ports'
import { startWechatServer, type WechatServer } from '../../support/platforms/wechat-server'
import { act, author, casesOf, enter, leave, neighbour, officer, openCaseOf, see, t, write } from './desk'

const CHECK = '/wxa/msg_sec_check'

const recheck = () => recheckPending(t.deps, moderationPorts(t.deps))

describe('a checker on the network', () => {
  let wechat: WechatServer
  beforeAll(async () => {
    wechat = await startWechatServer()
    await enter(wechat.env)
    const identity = { provider: 'wechat', subject: 'openid-zhou', personId: author.personId, createdAt: t.clock.now() }
    await t.deps.store.write((tx) => tx.prisma.identity.create({ data: identity }))
  })
  beforeEach(async () => {
    wechat.forget()
    wechat.away.clear()
    await t.deps.store.write((tx) => tx.prisma.contentCheck.deleteMany())
  })
  afterAll(async () => {
    await leave()
    await wechat.close()
  })

  const fall = (times: number) => wechat.script(CHECK, ...Array(times * 3).fill('cut'))

  test('answers within the request', async () => {
    wechat.judge('可疑', 'review', 10_001)
    wechat.judge('违规', 'risky', 20_008)
    expect((await write(author, '风景真好')).body.state).toBe('shown')
    expect((await write(author, '一句可疑的话')).body.state).toBe('pending')
    expect((await write(author, '一句违规的话')).body).toMatchObject({
      state: 'hidden',
      moderation: { reason: '内容检查：疑似诈骗或兼职刷单' },
    })
    expect(JSON.parse(wechat.at(CHECK)[0]?.body ?? '')).toMatchObject({ openid: 'openid-zhou' })
  })

  test('that is away stops nobody: the text waits, is asked about again, and is shown', async () => {
    fall(1)
    const { status, body } = await write(author, '风景真好')
    expect({ status, state: body.state }).toEqual({ status: 201, state: 'pending' })
    await recheck()
    expect(wechat.at(CHECK)).toHaveLength(3)
    t.clock.advance({ minutes: 1 })
    await recheck()
    expect((await see(neighbour, body.id)).body.state).toBe('shown')
    t.clock.advance({ days: 1 })
    await recheck()
    expect(wechat.at(CHECK)).toHaveLength(4)
  })

  test('that refuses late hides the text, and its author is told', async () => {
    wechat.judge('违禁', 'risky', 20_006)
    fall(1)
    const { body } = await write(author, '一句违禁的话')
    t.clock.advance({ minutes: 1 })
    await recheck()
    expect((await see(author, body.id)).body).toMatchObject({
      state: 'hidden',
      moderation: { reason: '内容检查：疑似违法信息' },
      can: { appeal: true },
    })
    const inbox = await author.get('/api/v1/me/notifications?limit=50')
    expect(inbox.body.items).toContainEqual(
      expect.objectContaining({ kind: 'content_hidden', subject: { kind: 'post', id: body.id } }),
    )
  })

  test('that stays away is asked ever more seldom, and then a person looks', async () => {
    fall(1)
    const { body } = await write(author, '风景真好')
    await t.deps.store.write((tx) =>
      tx.sql.run('UPDATE "ContentCheck" SET "attempts" = 8 WHERE "subjectId" = ?', [body.id]),
    )
    fall(1)
    t.clock.advance({ minutes: 1 })
    await recheck()
    const open = await openCaseOf(body.id)
    expect(open).toMatchObject({ reason: '内容检查：需要人工查看', subject: { state: 'pending' } })
    await act(officer, open.id, { action: 'keep' })
    expect((await see(neighbour, body.id)).body.state).toBe('shown')
    const asked = wechat.at(CHECK).length
    t.clock.advance({ days: 1 })
    await recheck()
    expect(wechat.at(CHECK)).toHaveLength(asked)
  }, 90_000)

  test('the pause doubles', async () => {
    fall(3)
    const { body } = await write(author, '风景真好')
    const pauses: number[] = []
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const before = await nextAttempt(body.id)
      t.clock.set(before.toISOString())
      await recheck()
      pauses.push(((await nextAttempt(body.id)).getTime() - before.getTime()) / 60_000)
    }
    expect(pauses).toEqual([2, 4])
  })

  async function nextAttempt(subjectId: string): Promise<Date> {
    const row = await t.deps.store.read.prisma.contentCheck.findUniqueOrThrow({
      where: { subjectKind_subjectId: { subjectKind: 'post', subjectId } },
    })
    return row.nextAttemptAt
  }

  test('that will not judge this author (61010) leaves it to a person', async () => {
    wechat.away.add('openid-zhou')
    const { body } = await write(author, '风景真好')
    expect(body.state).toBe('pending')
    expect(await casesOf(body.id)).toMatchObject([{ subject: { state: 'pending' } }])
  })

  test('two processes that look at once ask once', async () => {
    fall(1)
    await write(author, '风景真好')
    t.clock.advance({ minutes: 1 })
    await Promise.all([recheck(), recheck(), recheck()])
    expect(wechat.at(CHECK)).toHaveLength(4)
  })

  test('what was deleted meanwhile is forgotten', async () => {
    fall(1)
    const { body } = await write(author, '风景真好')
    await author.del(`/api/v1/posts/${body.id}`)
    t.clock.advance({ minutes: 1 })
    await recheck()
    expect(wechat.at(CHECK)).toHaveLength(3)
    expect(await t.deps.store.read.prisma.contentCheck.count()).toBe(0)
  })
})
