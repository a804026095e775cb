import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
let author: Client
let neighbour: Client
let officer: Client
let secretary: Client
let postId: string

const RUDE = '你这个人真是不讲理,全小区都知道!'

beforeAll(async () => {
  t = await buildTestApp()
  author = await t.as('resident-zhou')
  neighbour = await t.as('resident-li')
  officer = await t.as('grid-officer-wang')
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())
beforeEach(async () => {
  postId = await post(author)
})

const grid = () => t.demo.communities[0]?.grids[0] ?? expect.unreachable('grid 1')

async function post(client: Client, text = RUDE): Promise<string> {
  const id = newId()
  const answer = await client.put(`/api/v1/posts/${id}`, { placeId: grid().id, kind: 'talk', text, imageIds: [] })
  expect(answer.status).toBe(201)
  return id
}

async function comment(client: Client, text: string): Promise<string> {
  const id = newId()
  expect((await client.put(`/api/v1/posts/${postId}/comments/${id}`, { text })).status).toBe(201)
  return id
}

const report = (client: Client, id = newId(), subject = { kind: 'post', id: postId }, reason = '骂人'): Promise<Answer> =>
  client.put(`/api/v1/reports/${id}`, { subject, reason })

async function reported(client = neighbour): Promise<string> {
  const { status, body } = await report(client)
  expect(status).toBe(201)
  return body.id
}

const act = (client: Client, reportId: string, body: object, id = newId()): Promise<Answer> =>
  client.post(`/api/v1/reports/${reportId}/actions`, { id, ...body })

const queue = async (client: Client, state = 'open') =>
  (await client.get(`/api/v1/places/${grid().id}/moderation?limit=50&state=${state}`)).body.items as { id: string; subject: { id: string } }[]

const ofPost = (items: { subject: { id: string } }[], id = postId) => items.filter(({ subject }) => subject.id === id)

const news = async (client: Client) => (await client.get('/api/v1/me/notifications?limit=50')).body.items as { kind: string; text: string; subject: object }[]

describe('a rude post: reported, hidden, appealed, restored', () => {
  test('the whole story', async () => {
    const answer = await report(neighbour)
    expect(answer).toMatchObject({
      status: 201,
      body: { state: 'open', reason: '骂人', reports: 1, subject: { kind: 'post', id: postId, text: RUDE, state: 'shown' } },
    })
    expect(answer.body.can).toEqual({ hide: false, keep: false, warn: false, appeal: false })
    const caseId = answer.body.id

    expect(ofPost(await queue(officer))).toMatchObject([
      { id: caseId, reports: 1, can: { hide: true, keep: true, warn: true, appeal: false } },
    ])
    expect(await news(officer)).toContainEqual(expect.objectContaining({ kind: 'report_received', subject: { kind: 'report', id: caseId } }))

    const hidden = await act(officer, caseId, { action: 'hide', reason: '请用文明的话说事情' })
    expect(hidden).toMatchObject({ status: 200, body: { state: 'hidden', decision: '请用文明的话说事情', subject: { text: RUDE, state: 'hidden' } } })
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

    const appealed = await act(author, caseId, { action: 'appeal', text: '我说的是事实，没有骂人' })
    expect(appealed).toMatchObject({ status: 200, body: { state: 'appealed', appealText: '我说的是事实，没有骂人' } })
    expect((await news(secretary))[0]).toMatchObject({ kind: 'appeal_of_hidden_received', subject: { kind: 'report', id: caseId } })

    expect(ofPost(await queue(officer, 'appealed'))).toMatchObject([{ can: { hide: false, keep: false } }])
    expect(await act(officer, caseId, { action: 'hide', reason: '还是不行' })).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    expect(ofPost(await queue(secretary, 'appealed'))).toMatchObject([{ appealText: '我说的是事实，没有骂人', can: { hide: true, keep: true } }])

    const restored = await act(secretary, caseId, { action: 'keep', reason: '就事论事' })
    expect(restored).toMatchObject({ status: 200, body: { state: 'restored', decision: '就事论事', subject: { state: 'shown' } } })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body).toMatchObject({ state: 'shown', moderation: null })
    expect((await news(author))[0]).toMatchObject({ kind: 'content_restored' })
    expect(ofPost(await queue(secretary, 'decided'))).toMatchObject([{ id: caseId, state: 'restored' }])
  })

  test('an appeal that is refused is the end of it', async () => {
    const caseId = await reported()
    await act(officer, caseId, { action: 'hide', reason: '骂人' })
    await act(author, caseId, { action: 'appeal', text: '我不服' })
    expect(await act(secretary, caseId, { action: 'hide', reason: '确实骂人了' })).toMatchObject({ status: 200, body: { state: 'hidden_finally' } })
    expect(await act(author, caseId, { action: 'appeal', text: '再来一次' })).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    const own = await author.get(`/api/v1/posts/${postId}`)
    expect(own.body).toMatchObject({ state: 'hidden', moderation: { state: 'hidden_finally', reason: '确实骂人了' }, can: { appeal: false } })
    expect((await news(author))[0]).toMatchObject({ kind: 'appeal_of_hidden_refused' })
  })

  test('warned: the post stays, its author is told', async () => {
    const caseId = await reported()
    expect(await act(officer, caseId, { action: 'warn', reason: '请注意语气' })).toMatchObject({ status: 200, body: { state: 'warned' } })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body.state).toBe('shown')
    expect((await news(author))[0]).toMatchObject({ kind: 'content_warned', text: expect.stringContaining('请注意语气') })
  })

  test('kept: the post stays, its author hears nothing, and what is reported anew is a new case', async () => {
    const caseId = await reported()
    const before = (await news(author)).length
    expect(await act(officer, caseId, { action: 'keep' })).toMatchObject({ status: 200, body: { state: 'kept', decision: null } })
    expect(await news(author)).toHaveLength(before)
    const again = await reported(await t.as('resident-0003'))
    expect(ofPost(await queue(officer))).toMatchObject([{ id: again, reports: 1 }])
  })

  test('a comment is hidden like a post, and the post shows one less', async () => {
    const commentId = await comment(author, '呸')
    const answer = await report(neighbour, newId(), { kind: 'comment', id: commentId })
    expect(answer).toMatchObject({ status: 201, body: { subject: { kind: 'comment', id: commentId, postId, text: '呸' } } })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body.comments).toBe(1)
    await act(officer, answer.body.id, { action: 'hide', reason: '不文明' })
    expect((await neighbour.get(`/api/v1/posts/${postId}`)).body.comments).toBe(0)
    const mine = await author.get(`/api/v1/posts/${postId}/comments`)
    expect(mine.body.items).toMatchObject([{ id: commentId, state: 'hidden', moderation: { reason: '不文明' }, can: { appeal: true } }])
    expect((await neighbour.get(`/api/v1/posts/${postId}/comments`)).body.items).toEqual([])
  })
})

describe('several reports', () => {
  test('of one post are one case, led by the first', async () => {
    const first = await reported()
    t.clock.advance({ minutes: 1 })
    const second = await report(await t.as('resident-0001'), newId(), { kind: 'post', id: postId }, '造谣')
    expect(second).toMatchObject({ status: 201, body: { reason: '造谣', reports: 1 } })
    expect(ofPost(await queue(officer))).toMatchObject([{ id: first, reason: '骂人', reports: 2 }])
    // The id of any report in it names the case.
    expect(await act(officer, second.body.id, { action: 'hide', reason: '不文明' })).toMatchObject({ status: 200, body: { id: first, state: 'hidden' } })
    expect(ofPost(await queue(officer))).toEqual([])
    expect((await (await t.as('resident-0001')).get(`/api/v1/reports/${second.body.id}`)).body).toMatchObject({ state: 'hidden', decision: null })
  })

  test('by the same person, under another id, answer with the first', async () => {
    const first = await report(neighbour)
    const again = await report(neighbour, newId(), { kind: 'post', id: postId }, '还是骂人')
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, reason: '骂人' } })
    await act(officer, first.body.id, { action: 'hide', reason: '不文明' })
    expect(await report(neighbour)).toMatchObject({ status: 200, body: { id: first.body.id, state: 'hidden' } })
    expect(ofPost(await queue(officer, 'decided'))).toMatchObject([{ reports: 1 }])
  })

  test('sent twice under the same id are one, and another thing under it is refused', async () => {
    const id = newId()
    expect((await report(neighbour, id)).status).toBe(201)
    expect((await report(neighbour, id)).status).toBe(200)
    expect(await report(neighbour, id, { kind: 'post', id: postId }, '别的')).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    expect(await report(await t.as('resident-0001'), id)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
  })

  test('from forty people at once are one case of forty', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, (_, index) => t.as(`resident-${String(index + 11).padStart(4, '0')}`)))
    const answers = await Promise.all(people.map((person) => report(person)))
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(201))
    expect(ofPost(await queue(officer))).toMatchObject([{ reports: 40 }])
  })

  test('from one person, forty times at once, are one', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => report(neighbour)))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(ofPost(await queue(officer))).toMatchObject([{ reports: 1 }])
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
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(['already_handled', 'already_handled'])
  })

  test('a repeated act is answered and not done again, even after the appeal', async () => {
    const caseId = await reported()
    const id = newId()
    const hide = { action: 'hide', reason: '不文明' }
    expect((await act(officer, caseId, hide, id)).body.state).toBe('hidden')
    expect(await act(officer, caseId, hide, id)).toMatchObject({ status: 200, body: { state: 'hidden' } })
    expect(await act(officer, caseId, { ...hide, reason: '别的' }, id)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    const appealId = newId()
    await act(author, caseId, { action: 'appeal', text: '我不服' }, appealId)
    expect(await act(officer, caseId, hide, id)).toMatchObject({ status: 200, body: { state: 'appealed' } })
    await act(secretary, caseId, { action: 'keep' })
    expect(await act(author, caseId, { action: 'appeal', text: '我不服' }, appealId)).toMatchObject({ status: 200, body: { state: 'restored' } })
    expect(await act(officer, caseId, hide)).toMatchObject({ status: 409, body: { code: 'already_handled' } })
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

describe('refusals', () => {
  test.each([
    ['the author', 'resident-zhou', 403, 'not_allowed'],
    ["another community's resident", 'resident-far', 404, 'not_found'],
    ['somebody who belongs nowhere', 'newcomer', 404, 'not_found'],
    ["another community's secretary", 'secretary-other', 404, 'not_found'],
    ['a partner', 'partner-bakery', 404, 'not_found'],
  ])('%s cannot report', async (_name, persona, status, code) => {
    expect(await report(await t.as(persona))).toMatchObject({ status, body: { code } })
  })

  test('a stranger is asked to sign in', async () => {
    expect(await report(t.stranger)).toMatchObject({ status: 401 })
    expect(await t.stranger.get(`/api/v1/places/${grid().id}/moderation`)).toMatchObject({ status: 401 })
    expect(await act(t.stranger, newId(), { action: 'keep' })).toMatchObject({ status: 401 })
  })

  test('what is not there, or hidden, cannot be reported', async () => {
    expect(await report(neighbour, newId(), { kind: 'post', id: newId() })).toMatchObject({ status: 404 })
    expect(await report(neighbour, newId(), { kind: 'comment', id: postId })).toMatchObject({ status: 404 })
    await act(officer, await reported(), { action: 'hide', reason: '不文明' })
    expect(await report(await t.as('resident-0001'))).toMatchObject({ status: 404 })
  })

  test.each([
    [{}, 'subject'],
    [{ subject: { kind: 'post', id: 'x' }, reason: 'r' }, 'subject.id'],
    [{ subject: { kind: 'person', id: '01890000-0000-7000-8000-000000000000' }, reason: 'r' }, 'subject.kind'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: '' }, 'reason'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: ' \u3000 ' }, 'reason'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: 'a\u200bb' }, 'reason'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: '长'.repeat(301) }, 'reason'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: 'r', anonymous: true }, 'anonymous'],
  ])('%j is an invalid request', async (body, path) => {
    const answer = await neighbour.put(`/api/v1/reports/${newId()}`, body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path)
  })

  test.each([
    ['a resident', 'resident-li', 403],
    ['street staff', 'street-he', 403],
    ["another community's secretary", 'secretary-other', 404],
    ["another community's resident", 'resident-far', 404],
    ['a newcomer', 'newcomer', 404],
    ["another grid's officer", 'grid-officer-2', 404],
  ])('%s does not see the queue', async (_name, persona, status) => {
    expect((await (await t.as(persona)).get(`/api/v1/places/${grid().id}/moderation`)).status).toBe(status)
  })

  test.each([
    ['a neighbour', 'resident-0005', 403],
    ['the author', 'resident-zhou', 403],
    ['street staff', 'street-he', 403],
    ["another community's secretary", 'secretary-other', 404],
    ["another grid's officer", 'grid-officer-2', 404],
    ['a newcomer', 'newcomer', 404],
  ])('%s does not decide', async (_name, persona, status) => {
    const caseId = await reported()
    const client = await t.as(persona)
    for (const body of [{ action: 'hide', reason: 'r' }, { action: 'keep' }, { action: 'warn', reason: 'r' }]) {
      expect((await act(client, caseId, body)).status).toBe(status)
    }
    expect(ofPost(await queue(officer))).toMatchObject([{ state: 'open' }])
  })

  test('an officer does not judge their own post', async () => {
    postId = await post(officer, '物业通知大家：明天停电')
    const caseId = await reported()
    expect(await act(officer, caseId, { action: 'keep' })).toMatchObject({ status: 403 })
    expect((await officer.get(`/api/v1/reports/${caseId}`)).body).toMatchObject({ reason: '', can: { keep: false, hide: false } })
    expect((await news(secretary)).some(({ subject }) => JSON.stringify(subject).includes(caseId))).toBe(true)
  })

  test('a demoted officer is stopped at the next call', async () => {
    const caseId = await reported()
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.updateMany({ where: { personId: officer.personId }, data: { endedAt: t.clock.now() } }),
    )
    expect((await act(officer, caseId, { action: 'keep' })).status).toBe(404)
    await t.deps.store.write((tx) => tx.prisma.staffRole.updateMany({ where: { personId: officer.personId }, data: { endedAt: null } }))
  })

  test.each([
    [{ action: 'hide' }, 'reason'],
    [{ action: 'warn' }, 'reason'],
    [{ action: 'hide', reason: 'r', text: 't' }, 'text'],
    [{ action: 'delete' }, 'action'],
    [{ action: 'keep', note: 'n' }, 'note'],
  ])('staff: %j is an invalid request', async (body, path) => {
    const answer = await act(officer, await reported(), body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path)
  })

  test('an appeal needs a text, and is the author’s alone', async () => {
    const caseId = await reported()
    await act(officer, caseId, { action: 'hide', reason: '不文明' })
    expect(await act(author, caseId, { action: 'appeal' })).toMatchObject({ status: 400 })
    expect(await act(author, caseId, { action: 'appeal', text: 't', reason: 'r' })).toMatchObject({ status: 400 })
    expect(await act(neighbour, caseId, { action: 'appeal', text: 't' })).toMatchObject({ status: 403 })
    expect(await act(officer, caseId, { action: 'appeal', text: 't' })).toMatchObject({ status: 403 })
    expect(await act(await t.as('resident-far'), caseId, { action: 'appeal', text: 't' })).toMatchObject({ status: 404 })
  })

  test('a case is there for its parties alone', async () => {
    const caseId = await reported()
    const seen = async (persona: string) => (await (await t.as(persona)).get(`/api/v1/reports/${caseId}`)).status
    expect(await seen('resident-li')).toBe(200)
    expect(await seen('resident-zhou')).toBe(200)
    expect(await seen('grid-officer-wang')).toBe(200)
    expect(await seen('resident-0007')).toBe(404)
    expect(await seen('street-he')).toBe(404)
    expect(await seen('secretary-other')).toBe(404)
    expect((await officer.get(`/api/v1/reports/${newId()}`)).status).toBe(404)
  })
})

describe('the queue', () => {
  test('runs oldest first, page by page, each once', async () => {
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) {
      postId = await post(author)
      ids.push(await reported())
      t.clock.advance({ seconds: 1 })
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await officer.get(`/api/v1/places/${grid().id}/moderation?limit=2${cursor}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
    } while (cursor !== '')
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids)
  })

  test('of a community holds the cases of its grids', async () => {
    const caseId = await reported()
    const community = t.demo.communities[0]?.id
    const { body } = await secretary.get(`/api/v1/places/${community}/moderation?limit=50`)
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(caseId)
  })

  test.each(['x', Buffer.from('[1e300,"x"]').toString('base64url'), Buffer.from('[1,"x"]').toString('base64url'), Buffer.from('[1]').toString('base64url')])(
    'a cursor we did not make (%s) is an invalid request',
    async (cursor) => {
      expect((await officer.get(`/api/v1/places/${grid().id}/moderation?cursor=${cursor}`)).status).toBe(400)
    },
  )

  test('a post that its author deleted leaves a case without words, which can be closed', async () => {
    const caseId = await reported()
    expect((await author.del(`/api/v1/posts/${postId}`)).status).toBe(204)
    expect(ofPost(await queue(officer))).toMatchObject([{ id: caseId, subject: { state: 'deleted', text: '', postId: null, images: [] } }])
    expect(await act(officer, caseId, { action: 'keep' })).toMatchObject({ status: 200, body: { state: 'kept' } })
  })
})
