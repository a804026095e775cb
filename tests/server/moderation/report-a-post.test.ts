import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../support/build-test-app'
import {
  act,
  author,
  casesOf,
  comment,
  enter,
  grid,
  leave,
  neighbour,
  news,
  officer,
  post,
  postId,
  RUDE,
  report,
  reported,
  secretary,
  t,
} from './desk'

beforeAll(() => enter())
afterAll(() => leave())
beforeEach(() => post())

describe('a rude post: reported, hidden, appealed, restored', () => {
  test('the whole story', async () => {
    const answer = await report(neighbour)
    expect(answer).toMatchObject({
      status: 201,
      body: {
        state: 'open',
        reason: '骂人',
        reports: 1,
        subject: { kind: 'post', id: postId, text: RUDE, state: 'shown' },
      },
    })
    expect(answer.body.can).toEqual({ hide: false, keep: false, warn: false, appeal: false })
    const caseId = answer.body.id

    expect(await casesOf(postId)).toMatchObject([
      { id: caseId, reports: 1, can: { hide: true, keep: true, warn: true, appeal: false } },
    ])
    expect(await news(officer)).toContainEqual(
      expect.objectContaining({ kind: 'report_received', subject: { kind: 'report', id: caseId } }),
    )

    const hidden = await act(officer, caseId, { action: 'hide', reason: '请用文明的话说事情' })
    expect(hidden).toMatchObject({
      status: 200,
      body: { state: 'hidden', decision: '请用文明的话说事情', subject: { text: RUDE, state: 'hidden' } },
    })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).status).toBe(404)

    const own = await author.get(`/api/v1/posts/${postId}`)
    expect(own).toMatchObject({
      status: 200,
      body: {
        state: 'hidden',
        text: RUDE,
        moderation: { reportId: caseId, state: 'hidden', reason: '请用文明的话说事情', appealText: null },
        can: { appeal: true },
      },
    })
    expect((await news(author))[0]).toMatchObject({ kind: 'content_hidden', subject: { kind: 'post', id: postId } })
    expect((await news(author))[0]?.text).toContain('请用文明的话说事情')

    const appealed = await act(author, caseId, { action: 'appeal', text: '我说的是事实' })
    expect(appealed).toMatchObject({ status: 200, body: { state: 'appealed', appealText: '我说的是事实' } })
    expect((await news(secretary))[0]).toMatchObject({
      kind: 'appeal_of_hidden_received',
      subject: { kind: 'report', id: caseId },
    })

    expect(await casesOf(postId, 'appealed')).toMatchObject([{ can: { hide: false, keep: false } }])
    expect(await act(officer, caseId, { action: 'hide', reason: '还是不行' })).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    })
    expect(await casesOf(postId, 'appealed', secretary)).toMatchObject([
      { appealText: '我说的是事实', can: { hide: true, keep: true } },
    ])

    const restored = await act(secretary, caseId, { action: 'keep', reason: '就事论事' })
    expect(restored).toMatchObject({
      status: 200,
      body: { state: 'restored', decision: '就事论事', subject: { state: 'shown' } },
    })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body).toMatchObject({ state: 'shown', moderation: null })
    expect((await news(author))[0]).toMatchObject({ kind: 'content_restored' })
    expect(await casesOf(postId, 'decided', secretary)).toMatchObject([{ id: caseId, state: 'restored' }])
  })

  test('an appeal that is refused is the end of it', async () => {
    const caseId = await reported()
    await act(officer, caseId, { action: 'hide', reason: '骂人' })
    await act(author, caseId, { action: 'appeal', text: '我不服' })
    expect(await act(secretary, caseId, { action: 'hide', reason: '确实骂人了' })).toMatchObject({
      status: 200,
      body: { state: 'hidden_finally' },
    })
    expect(await act(author, caseId, { action: 'appeal', text: '再来一次' })).toMatchObject({
      status: 409,
      body: { code: 'wrong_state' },
    })
    const own = await author.get(`/api/v1/posts/${postId}`)
    expect(own.body).toMatchObject({
      state: 'hidden',
      moderation: { state: 'hidden_finally', reason: '确实骂人了' },
      can: { appeal: false },
    })
    expect((await news(author))[0]).toMatchObject({ kind: 'appeal_of_hidden_refused' })
  })

  test('warned: the post stays, its author is told', async () => {
    const caseId = await reported()
    expect(await act(officer, caseId, { action: 'warn', reason: '请注意语气' })).toMatchObject({
      status: 200,
      body: { state: 'warned' },
    })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body.state).toBe('shown')
    expect((await news(author))[0]).toMatchObject({
      kind: 'content_warned',
      text: expect.stringContaining('请注意语气'),
    })
  })

  test('kept: the post stays, its author hears nothing, and what is reported anew is a new case', async () => {
    const caseId = await reported()
    const before = (await news(author)).length
    expect(await act(officer, caseId, { action: 'keep' })).toMatchObject({
      status: 200,
      body: { state: 'kept', decision: null },
    })
    expect(await news(author)).toHaveLength(before)
    const again = await reported(await t.as('resident-0003'))
    expect(await casesOf(postId)).toMatchObject([{ id: again, reports: 1 }])
  })

  test('a comment is hidden like a post, and the post shows one less', async () => {
    const commentId = await comment(author, '呸')
    const answer = await report(neighbour, newId(), { kind: 'comment', id: commentId })
    expect(answer).toMatchObject({
      status: 201,
      body: { subject: { kind: 'comment', id: commentId, postId, text: '呸' } },
    })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body.comments).toBe(1)
    await act(officer, answer.body.id, { action: 'hide', reason: '不文明' })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body.comments).toBe(0)
    const mine = await author.get(`/api/v1/posts/${postId}/comments`)
    expect(mine.body.items).toMatchObject([
      { id: commentId, state: 'hidden', moderation: { reason: '不文明' }, can: { appeal: true } },
    ])
    expect((await neighbour.get(`/api/v1/posts/${postId}/comments`)).body.items).toEqual([])
  })
})

describe('several reports', () => {
  test('of one post are one case, led by the first', async () => {
    const first = await reported()
    t.clock.advance({ minutes: 1 })
    const second = await report(await t.as('resident-0001'), newId(), { kind: 'post', id: postId }, '造谣')
    expect(second).toMatchObject({ status: 201, body: { reason: '造谣', reports: 1 } })
    expect(await casesOf(postId)).toMatchObject([{ id: first, reason: '骂人', reports: 2 }])
    // The id of any report in it names the case.
    expect(await act(officer, second.body.id, { action: 'hide', reason: '不文明' })).toMatchObject({
      status: 200,
      body: { id: first, state: 'hidden' },
    })
    expect(await casesOf(postId)).toEqual([])
    expect((await (await t.as('resident-0001')).get(`/api/v1/reports/${second.body.id}`)).body).toMatchObject({
      state: 'hidden',
      decision: null,
    })
  })

  test('by the same person, under another id, are refused, whatever became of the first', async () => {
    const first = await report(neighbour)
    const again = await report(neighbour, newId(), { kind: 'post', id: postId }, '还是骂人')
    expect(again).toMatchObject({ status: 409, body: { code: 'already_reported' } })
    await act(officer, first.body.id, { action: 'hide', reason: '不文明' })
    expect(await report(neighbour)).toMatchObject({ status: 409, body: { code: 'already_reported' } })
    expect(await casesOf(postId, 'decided')).toMatchObject([{ reports: 1 }])
  })

  test('sent twice under the same id are one, and another thing under it is refused', async () => {
    const id = newId()
    expect((await report(neighbour, id)).status).toBe(201)
    expect((await report(neighbour, id)).status).toBe(200)
    expect(await report(neighbour, id, { kind: 'post', id: postId }, '别的')).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    expect(await report(await t.as('resident-0001'), id)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
  })

  test('from forty people at once are one case of forty', async () => {
    const people = await Promise.all(
      Array.from({ length: 40 }, (_, index) => t.as(`resident-${String(index + 11).padStart(4, '0')}`)),
    )
    const answers = await Promise.all(people.map((person) => report(person)))
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(201))
    expect(await casesOf(postId)).toMatchObject([{ reports: 40 }])
  })

  test('from one person, forty times at once, are one', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => report(neighbour)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(39).fill(409)])
    expect(await casesOf(postId)).toMatchObject([{ reports: 1 }])
  })

  test('tell the officers once', async () => {
    const count = async () => (await news(officer)).filter(({ kind }) => kind === 'report_received').length
    const before = await count()
    await reported()
    await reported(await t.as('resident-0001'))
    expect(await count()).toBe(before + 1)
  })
})

describe('two staff at once', () => {
  test('one wins, the other is told', async () => {
    const caseId = await reported()
    const answers = await Promise.all([
      act(officer, caseId, { action: 'hide', reason: '不文明' }),
      act(secretary, caseId, { action: 'keep' }),
      act(secretary, caseId, { action: 'warn', reason: '请注意' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const late = { code: 'wrong_state', detail: expect.stringContaining('其他工作人员') }
    expect(answers.filter(({ status }) => status === 409)).toMatchObject([{ body: late }, { body: late }])
  })

  test('a repeated act is answered and not done again, even after the appeal', async () => {
    const caseId = await reported()
    const id = newId()
    const hide = { action: 'hide', reason: '不文明' }
    expect((await act(officer, caseId, hide, id)).body.state).toBe('hidden')
    expect(await act(officer, caseId, hide, id)).toMatchObject({ status: 200, body: { state: 'hidden' } })
    expect(await act(officer, caseId, { ...hide, reason: '别的' }, id)).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    const appealId = newId()
    await act(author, caseId, { action: 'appeal', text: '我不服' }, appealId)
    expect(await act(officer, caseId, hide, id)).toMatchObject({ status: 200, body: { state: 'appealed' } })
    await act(secretary, caseId, { action: 'keep' })
    expect(await act(author, caseId, { action: 'appeal', text: '我不服' }, appealId)).toMatchObject({
      status: 200,
      body: { state: 'restored' },
    })
    expect(await act(officer, caseId, hide)).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
  })
})

describe('nobody learns who reported', () => {
  test('nothing that anybody reads holds the name or id of the reporter', async () => {
    const caseId = await reported()
    await act(officer, caseId, { action: 'hide', reason: '不文明' })
    await act(author, caseId, { action: 'appeal', text: '我不服' })
    const read = await Promise.all([
      officer.get(`/api/v1/reports/${caseId}`),
      secretary.get(`/api/v1/places/${grid().id}/moderation?state=appealed`),
      author.get(`/api/v1/reports/${caseId}`),
      author.get(`/api/v1/posts/${postId}`),
      author.get('/api/v1/me/notifications'),
      officer.get('/api/v1/me/notifications'),
    ])
    for (const { status, body } of read) {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).not.toContain(neighbour.personId)
    }
  })

  test("the author reads the decision's words, never the reporter's", async () => {
    const caseId = await reported()
    expect((await author.get(`/api/v1/reports/${caseId}`)).body).toMatchObject({ reason: '', reports: 1 })
    await act(officer, caseId, { action: 'hide', reason: '不文明' })
    expect((await author.get(`/api/v1/reports/${caseId}`)).body).toMatchObject({ reason: '不文明', decision: '不文明' })
  })
})
