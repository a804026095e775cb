import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../support/build-test-app'
import { act, author, casesOf, enter, leave, neighbour, officer, openCaseOf, see, t, write } from './desk'

describe('the word list', () => {
  beforeAll(() => enter())
  afterAll(() => leave())

  test('a rude word between neighbours passes, and leaves nothing behind', async () => {
    const { body } = await write(author, '你这个人真是不讲理')
    expect(body).toMatchObject({ state: 'shown', moderation: null })
    const rows = await t.deps.store.read.sql.all('SELECT "state" FROM "ContentCheck" WHERE "subjectId" = ?', [body.id])
    expect(rows).toEqual([])
  })

  test('an offer of fraud is hidden at once; its author reads why, appeals, and a person decides', async () => {
    const { status, body } = await write(author, '诚招兼职刷单,日结')
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        state: 'hidden',
        moderation: { state: 'hidden', reason: '内容检查：疑似诈骗或兼职刷单' },
        can: { appeal: true },
      },
    })
    expect((await see(neighbour, body.id)).status).toBe(404)
    const { reportId } = body.moderation
    expect(await act(author, reportId, { action: 'appeal', text: '是小区业委会招人' })).toMatchObject({
      status: 200,
      body: { state: 'appealed' },
    })
    expect(await casesOf(body.id, 'appealed')).toMatchObject([
      {
        id: reportId,
        reason: '内容检查：疑似诈骗或兼职刷单',
        can: { keep: true },
      },
    ])
    expect(await act(officer, reportId, { action: 'keep' })).toMatchObject({ status: 200, body: { state: 'restored' } })
    expect((await see(neighbour, body.id)).body.state).toBe('shown')
  })

  test('the reason is told in the reader’s language', async () => {
    await author.patch('/api/v1/me', { language: 'en' })
    const { body } = await write(author, '真人荷官在线')
    expect((await author.get(`/api/v1/reports/${body.moderation.reportId}`)).body.reason).toBe(
      'Content check: looks like gambling',
    )
    await author.patch('/api/v1/me', { language: 'zh-CN' })
  })

  test.each([
    ['keep', 'shown'],
    ['hide', 'hidden'],
  ])('what a person must look at waits, and after %s is %s', async (action, state) => {
    const { body } = await write(author, '今晚百家乐,三缺一')
    expect(body).toMatchObject({ state: 'pending', moderation: null })
    expect((await see(neighbour, body.id)).status).toBe(404)
    const open = await openCaseOf(body.id)
    expect(open).toMatchObject({ reason: '内容检查：疑似赌博', reports: 1, subject: { state: 'pending' } })
    expect(await act(officer, open.id, { action, reason: '看过了' })).toMatchObject({
      status: 200,
      body: { subject: { state } },
    })
    expect((await see(author, body.id)).body.state).toBe(state)
    expect((await see(neighbour, body.id)).status).toBe(state === 'shown' ? 200 : 404)
  })

  test('a comment that waits is counted, and told of, when it is let in', async () => {
    const { body } = await write(author, '周末谁有空')
    const id = newId()
    expect((await neighbour.put(`/api/v1/posts/${body.id}/comments/${id}`, { text: '你个傻逼' })).body.state).toBe(
      'pending',
    )
    expect((await see(author, body.id)).body.comments).toBe(0)
    await act(officer, (await openCaseOf(id)).id, { action: 'warn', reason: '请注意用语' })
    expect((await see(author, body.id)).body.comments).toBe(1)
  })

  test('a name that is not fit for neighbours is refused', async () => {
    expect(await author.patch('/api/v1/me', { displayName: '专业办假证' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', fields: [{ path: 'displayName' }] },
    })
    expect(await author.patch('/api/v1/me', { displayName: '周子涵' })).toMatchObject({ status: 200 })
  })
})
