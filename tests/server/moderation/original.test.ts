import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDeleteExpired } from '../../../server/jobs/delete-expired'
import { type Client, newId } from '../../support/build-test-app'
import { plainPicture } from '../media/draw-picture'
import { act, author, casesOf, enter, grid, leave, neighbour, news, officer, RUDE, report, secretary, t } from './desk'

beforeAll(() => enter())
afterAll(() => leave())

let imageId: string
let fullUrl: string
let postId: string
beforeEach(async () => {
  imageId = newId()
  const bytes = await plainPicture('jpeg')
  const image = await author.put(`/api/v1/images/${imageId}`, bytes, { 'content-type': 'image/jpeg' })
  expect(image).toMatchObject({ status: 201, body: { can: { use: true } } })
  fullUrl = image.body.urls.full
  postId = newId()
  await write(postId)
})

const write = async (id: string) =>
  expect(
    (await author.put(`/api/v1/posts/${id}`, { placeId: grid().id, kind: 'talk', text: RUDE, imageIds: [imageId] }))
      .status,
  ).toBe(201)
const open = async (client: Client, url = fullUrl) => (await client.get(url)).status
const reportPost = async () => (await report(neighbour, newId(), { kind: 'post', id: postId })).body.id as string
const hide = (caseId: string) => act(officer, caseId, { action: 'hide', reason: '不文明' })

describe('what was reported and then deleted by its author', () => {
  test('is still read by staff, with its pictures, and by nobody else', async () => {
    const caseId = await reportPost()
    expect((await author.del(`/api/v1/posts/${postId}`)).status).toBe(204)
    const [only] = await casesOf(postId)
    expect(only).toMatchObject({
      subject: { state: 'deleted', text: RUDE.normalize('NFKC'), images: [{ id: imageId }] },
    })
    expect(await open(t.stranger, only?.subject.images[0]?.urls.full)).toBe(200)
    expect(await open(t.stranger)).toBe(404)
    for (const client of [author, neighbour]) {
      expect((await client.get(`/api/v1/reports/${caseId}`)).body.subject).toMatchObject({ text: '', images: [] })
    }
    expect(await act(officer, caseId, { action: 'warn' })).toMatchObject({ status: 200, body: { state: 'warned' } })
  })

  test('is forgotten half a year after the end of the case, the picture with it', async () => {
    const caseId = await reportPost()
    await author.del(`/api/v1/posts/${postId}`)
    t.clock.advance({ days: 200 })
    const officers = await fresh('grid-officer-wang')
    await runDeleteExpired(t.deps)
    expect((await officers.get(`/api/v1/reports/${caseId}`)).body.subject.text).not.toBe('')
    await act(officers, caseId, { action: 'keep' })
    t.clock.advance({ days: 181 })
    await runDeleteExpired(t.deps)
    const { body } = await (await fresh('grid-officer-wang')).get(`/api/v1/reports/${caseId}`)
    expect(body.subject).toMatchObject({ text: '', images: [] })
    expect(await t.deps.store.read.prisma.image.count({ where: { id: imageId } })).toBe(0)
    await Promise.all(['resident-zhou', 'resident-li', 'grid-officer-wang', 'secretary-zhang'].map(fresh))
    await leave()
    await enter()
  })

  test('without a case nothing is kept', async () => {
    await author.del(`/api/v1/posts/${postId}`)
    expect(await t.deps.store.read.prisma.image.count({ where: { id: imageId } })).toBe(0)
  })
})

async function fresh(persona: string): Promise<Client> {
  const { body } = await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: persona })
  const headers = { authorization: `Bearer ${body.token}` }
  return {
    ...t.stranger,
    personId: body.person.id,
    token: body.token,
    get: (url) => t.stranger.get(url, headers),
    post: (url, sent) => t.stranger.post(url, sent, headers),
  }
}

describe('the pictures of a hidden post', () => {
  test('open no more, but for its author and staff, until it is shown again', async () => {
    const seenByNeighbour = (await neighbour.get(`/api/v1/posts/${postId}`)).body.images[0].urls.full
    expect(await open(t.stranger, seenByNeighbour)).toBe(200)
    const caseId = await reportPost()
    await hide(caseId)
    for (const url of [seenByNeighbour, fullUrl, fullUrl.replace('full', 'thumb').replace(/s=.*/, 's=AAAA')]) {
      expect(await open(t.stranger, url)).toBe(404)
      expect(await open(neighbour, url)).toBe(404)
    }
    expect(await open(await t.as('secretary-other'))).toBe(404)
    for (const client of [author, officer, secretary]) expect(await open(client)).toBe(200)
    const own = (await author.get(`/api/v1/posts/${postId}`)).body.images[0]
    const onDesk = (await officer.get(`/api/v1/reports/${caseId}`)).body.subject.images[0]
    for (const { urls } of [own, onDesk]) expect(await open(t.stranger, urls.full)).toBe(200)
    const asReporter = (await neighbour.get(`/api/v1/reports/${caseId}`)).body.subject.images[0]
    expect(await open(t.stranger, asReporter.urls.full)).toBe(404)
    const again = { placeId: grid().id, kind: 'talk', text: '再发一次', imageIds: [imageId] }
    expect((await author.put(`/api/v1/posts/${newId()}`, again)).status).toBe(400)
    await act(author, caseId, { action: 'appeal' })
    await act(secretary, caseId, { action: 'keep' })
    expect(await open(t.stranger)).toBe(200)
  })

  test('stay open while another post shows them', async () => {
    const other = newId()
    await write(other)
    await hide(await reportPost())
    expect(await open(t.stranger)).toBe(200)
    const { body } = await report(neighbour, newId(), { kind: 'post', id: other })
    await hide(body.id)
    expect(await open(t.stranger)).toBe(404)
  })
})

describe('the address of a picture', () => {
  test('is the same for a day, and ends with the next', async () => {
    const address = async () => (await neighbour.get(`/api/v1/posts/${postId}`)).body.images[0].urls.full as string
    const first = await address()
    t.clock.advance({ hours: 1 })
    expect(await address()).toBe(first)
    t.clock.advance({ days: 1 })
    expect(await address()).not.toBe(first)
    expect(await open(t.stranger, first)).toBe(200)
    t.clock.advance({ days: 1 })
    expect(await open(t.stranger, first)).toBe(404)
    expect(await open(t.stranger, await address())).toBe(200)
  })
})

describe('words that may be left out', () => {
  test('hidden and warned without a reason: the author reads a sentence in their language, and never the words of who reported', async () => {
    const caseId = await reportPost()
    expect(await act(officer, caseId, { action: 'hide' })).toMatchObject({ status: 200, body: { state: 'hidden' } })
    expect((await author.get(`/api/v1/posts/${postId}`)).body.moderation.reason).toBe(
      '有邻居举报，工作人员看过后认为不合适',
    )
    expect((await news(author))[0]).toMatchObject({ kind: 'content_hidden', text: expect.not.stringContaining('骂人') })
    await author.patch('/api/v1/me', { language: 'en' })
    expect((await author.get(`/api/v1/posts/${postId}`)).body.moderation.reason).toBe(
      'A neighbour reported it, and staff agreed that it is not suitable',
    )
    await author.patch('/api/v1/me', { language: 'zh-CN' })
  })

  test('an appeal says why in text, in reason, or not at all', async () => {
    for (const [sent, kept] of [
      [{ text: '我不服' }, '我不服'],
      [{ reason: '就事论事' }, '就事论事'],
      [{}, null],
    ] as const) {
      postId = newId()
      await author.put(`/api/v1/posts/${postId}`, { placeId: grid().id, kind: 'talk', text: RUDE, imageIds: [] })
      const caseId = await reportPost()
      await hide(caseId)
      const answer = await act(author, caseId, { action: 'appeal', ...sent })
      expect(answer).toMatchObject({ status: 200, body: { state: 'appealed', appealText: kept } })
    }
  })
})

test('whoever reported a thing does not decide about it, at first or on appeal', async () => {
  const { body } = await report(officer, newId(), { kind: 'post', id: postId })
  expect(body.can).toMatchObject({ hide: false, keep: false, warn: false })
  expect(await act(officer, body.id, { action: 'hide' })).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  const desk = await officer.get('/api/v1/me/desk?limit=50&kind=report')
  expect(desk.body.items.map(({ id }: { id: string }) => id)).not.toContain(body.id)
  await act(secretary, body.id, { action: 'hide' })
  await act(author, body.id, { action: 'appeal' })
  expect((await act(officer, body.id, { action: 'keep' })).status).toBe(403)
  expect((await act(await t.as('street-he'), body.id, { action: 'keep' })).body.state).toBe('restored')
})

test('one act id is not good for two cases', async () => {
  const first = await reportPost()
  postId = newId()
  await write(postId)
  const second = await reportPost()
  const actId = newId()
  expect((await act(officer, first, { action: 'keep' }, actId)).status).toBe(200)
  expect(await act(officer, second, { action: 'keep' }, actId)).toMatchObject({
    status: 409,
    body: { code: 'id_taken' },
  })
})
