import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Comment, LIMITS } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { comment, say } from './speak'

let t: TestApp
let li: Client
let zhou: Client
let first: Client
beforeAll(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
  first = await t.as('resident-0001')
})
afterAll(() => t.close())

async function inboxOf(client: Client) {
  const rows = await t.deps.store.read.prisma.notification.findMany({
    where: { personId: client.personId },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ kind, subjectId }) => ({ kind, subjectId }))
}

describe('a comment', () => {
  test('is answered as it stands, and counted', async () => {
    const post = await say(t, li)
    const id = newId()
    const { status, body } = await zhou.put(`/api/v1/posts/${post.id}/comments/${id}`, { text: ' 真香 ' })
    expect({ status, misfits: misfits(Comment, body) }).toEqual({ status: 201, misfits: [] })
    expect(body).toEqual({
      id,
      postId: post.id,
      text: '真香',
      replyToId: null,
      author: { id: zhou.personId, displayName: expect.any(String), avatarUrl: null },
      createdAt: t.clock.now().toISOString(),
      state: 'shown',
      moderation: null,
      can: { delete: true, report: false, appeal: false },
    })
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(1)
    const listed = await li.get(`/api/v1/posts/${post.id}/comments`)
    expect(listed.body).toEqual({
      items: [{ ...body, can: { delete: false, report: true, appeal: false } }],
      nextCursor: null,
    })
  })

  test('again is the same comment; with another text, author, post or answer it is not', async () => {
    const [post, other] = [await say(t, li), await say(t, li)]
    const id = newId()
    const url = `/api/v1/posts/${post.id}/comments/${id}`
    expect((await zhou.put(url, { text: '好' })).status).toBe(201)
    expect(await zhou.put(url, { text: '好' })).toMatchObject({ status: 200, body: { id } })
    const taken = { status: 409, body: { code: 'id_taken' } }
    expect(await zhou.put(url, { text: '不好' })).toMatchObject(taken)
    expect(await li.put(url, { text: '好' })).toMatchObject(taken)
    expect(await zhou.put(`/api/v1/posts/${other.id}/comments/${id}`, { text: '好' })).toMatchObject(taken)
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(1)
  })

  test('sent by fifty phones at once is one comment, counted once, told once', async () => {
    const author = await t.as('resident-0007')
    const post = await say(t, author)
    const url = `/api/v1/posts/${post.id}/comments/${newId()}`
    const answers = await Promise.all(Array.from({ length: 50 }, () => zhou.put(url, { text: '好' })))
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([...Array(49).fill(200), 201])
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(1)
    expect(await inboxOf(author)).toHaveLength(1)
  })

  test('fifty at once are fifty, counted exactly', async () => {
    const post = await say(t, li)
    await Promise.all(Array.from({ length: 50 }, (_, i) => comment(i % 2 ? zhou : first, post.id, `第${i}条`)))
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(50)
  })

  test('in pages, oldest first, stable while others write', async () => {
    const post = await say(t, li)
    const ids: string[] = []
    for (let i = 0; i < 5; i += 1) {
      t.clock.advance({ seconds: 1 })
      ids.push((await comment(zhou, post.id, `第${i}条`)).id)
    }
    const page1 = (await li.get(`/api/v1/posts/${post.id}/comments?limit=2`)).body
    await comment(first, post.id, '后来的')
    const page2 = (await li.get(`/api/v1/posts/${post.id}/comments?limit=3&cursor=${page1.nextCursor}`)).body
    expect([...page1.items, ...page2.items].map(({ id }) => id)).toEqual(ids)
    const page3 = (await li.get(`/api/v1/posts/${post.id}/comments?limit=3&cursor=${page2.nextCursor}`)).body
    expect(page3).toMatchObject({ items: [{ text: '后来的' }], nextCursor: null })
  })
})

describe('who is told', () => {
  test('the author of the post, and whoever was answered; nobody of their own words, nobody twice', async () => {
    const [author, asker] = [await t.as('resident-0003'), await t.as('resident-0005')]
    const post = await say(t, author)
    const says = (who: Client, text: string, replyToId?: string) => {
      t.clock.advance({ seconds: 1 })
      return comment(who, post.id, text, replyToId === undefined ? {} : { replyToId })
    }
    const question = await says(asker, '还在吗？')
    await says(author, '还在', question.id)
    const thanks = await says(asker, '谢谢')
    await says(first, '我也想要', thanks.id)
    const answer = await says(author, '下次')
    await says(asker, '好的', answer.id)
    await says(asker, '补一句', thanks.id)
    const ofPost = (kind: string) => ({ kind, subjectId: post.id })
    expect(await inboxOf(author)).toEqual([
      ofPost('post_commented'),
      ofPost('post_commented'),
      ofPost('post_commented'),
      ofPost('comment_replied'),
      ofPost('post_commented'),
    ])
    expect(await inboxOf(asker)).toEqual([ofPost('comment_replied'), ofPost('comment_replied')])
  })
})

describe('an inbox does not quote what was taken back', () => {
  test('the comment, or the post with all its comments', async () => {
    const author = await t.as('resident-0011')
    const post = await say(t, author)
    const one = await comment(zhou, post.id, '写错了')
    const other = await comment(zhou, post.id, '写对了')
    await comment(author, post.id, '谢谢', { replyToId: other.id })
    await zhou.del(`/api/v1/posts/${post.id}/comments/${one.id}`)
    expect(await inboxOf(author)).toEqual([{ kind: 'post_commented', subjectId: post.id }])
    const aboutPost = async () => (await inboxOf(zhou)).filter(({ subjectId }) => subjectId === post.id)
    expect(await aboutPost()).toHaveLength(1)
    await author.del(`/api/v1/posts/${post.id}`)
    expect(await inboxOf(author)).toEqual([])
    expect(await aboutPost()).toEqual([])
  })
})

describe('what is refused', () => {
  test.each([
    ['resident-far', 404],
    ['newcomer', 404],
    ['secretary-other', 404],
    ['department-water', 404],
  ])('%s: %i', async (persona, status) => {
    const post = await say(t, li)
    const client = await t.as(persona)
    expect((await client.put(`/api/v1/posts/${post.id}/comments/${newId()}`, { text: '好' })).status).toBe(status)
  })

  test.each([
    ['no text', { text: '' }, 'text'],
    ['a text too long', { text: '字'.repeat(LIMITS.commentText + 1) }, 'text'],
    ['control characters', { text: 'a\u0007' }, 'text'],
    ['an unknown field', { text: '好', likes: 1 }, 'likes'],
    ['an answer to nothing', { text: '好', replyToId: newId() }, 'replyToId'],
  ])('%s', async (_name, body, path) => {
    const post = await say(t, li)
    const answer = await zhou.put(`/api/v1/posts/${post.id}/comments/${newId()}`, body)
    expect({ status: answer.status, path: answer.body.fields?.[0].path }).toEqual({ status: 400, path })
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(0)
  })

  test('an answer to a comment of another post', async () => {
    const [post, other] = [await say(t, li), await say(t, li)]
    const elsewhere = await comment(zhou, other.id)
    const answer = await li.put(`/api/v1/posts/${post.id}/comments/${newId()}`, { text: '好', replyToId: elsewhere.id })
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'replyToId' }] } })
  })

  test.each(['nonsense', Buffer.from('[1,"x"]').toString('base64url'), Buffer.from('["1","2"]').toString('base64url')])(
    'the cursor %s',
    async (cursor) => {
      const post = await say(t, li)
      expect(await li.get(`/api/v1/posts/${post.id}/comments?cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', fields: [{ path: 'cursor' }] },
      })
    },
  )
})

describe('a comment is taken back', () => {
  test('by its author, however often; what answers it stays', async () => {
    const post = await say(t, li)
    const gone = await comment(zhou, post.id)
    const answer = await comment(first, post.id, '是的', { replyToId: gone.id })
    const url = `/api/v1/posts/${post.id}/comments/${gone.id}`
    expect((await zhou.del(url)).status).toBe(204)
    expect((await zhou.del(url)).status).toBe(204)
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(1)
    expect((await li.get(`/api/v1/posts/${post.id}/comments`)).body.items).toMatchObject([
      { id: answer.id, replyToId: gone.id },
    ])
    expect(await zhou.put(url, { text: '真好' })).toMatchObject({ status: 404 })
  })

  test.each([
    ['resident-li', 403],
    ['grid-officer-wang', 403],
    ['resident-far', 404],
  ])('not by %s: %i', async (persona, status) => {
    const post = await say(t, li)
    const { id } = await comment(zhou, post.id)
    const client = await t.as(persona)
    expect((await client.del(`/api/v1/posts/${post.id}/comments/${id}`)).status).toBe(status)
  })

  test('not under another post', async () => {
    const [post, other] = [await say(t, li), await say(t, li)]
    const { id } = await comment(zhou, post.id)
    expect((await zhou.del(`/api/v1/posts/${other.id}/comments/${id}`)).status).toBe(404)
    expect((await li.get(`/api/v1/posts/${post.id}/comments`)).body.items).toHaveLength(1)
  })

  test('while fifty others comment, the count stays exact', async () => {
    const post = await say(t, li)
    const old = await Promise.all(Array.from({ length: 20 }, () => comment(zhou, post.id)))
    await Promise.all([
      ...old.map(({ id }) => zhou.del(`/api/v1/posts/${post.id}/comments/${id}`)),
      ...Array.from({ length: 30 }, () => comment(first, post.id)),
    ])
    expect((await li.get(`/api/v1/posts/${post.id}`)).body.comments).toBe(30)
  })
})
