import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, author, casesOf, enter, grid, leave, officer, post, postId, RUDE, reported, secretary, t } from './desk'

beforeAll(() => enter())
afterAll(() => leave())
beforeEach(() => post())

describe('the queue', () => {
  test('runs oldest first, page by page, each once', async () => {
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) {
      await post()
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

  test.each([
    'x',
    Buffer.from('[1e300,"x"]').toString('base64url'),
    Buffer.from('[1,"x"]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ])('a cursor we did not make (%s) is an invalid request', async (cursor) => {
    expect((await officer.get(`/api/v1/places/${grid().id}/moderation?cursor=${cursor}`)).status).toBe(400)
  })

  test('a post that its author deleted leaves a case with its words, which can be closed', async () => {
    const caseId = await reported()
    expect((await author.del(`/api/v1/posts/${postId}`)).status).toBe(204)
    expect(await casesOf(postId)).toMatchObject([
      { id: caseId, subject: { state: 'deleted', text: RUDE.normalize('NFKC'), postId: null, images: [] } },
    ])
    expect(await act(officer, caseId, { action: 'keep' })).toMatchObject({ status: 200, body: { state: 'kept' } })
  })
})
