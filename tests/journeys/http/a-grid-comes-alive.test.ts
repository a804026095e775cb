import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
let newcomer: Client
let neighbour: Client
let officer: Client
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp()
  newcomer = await t.as('newcomer')
  neighbour = await t.as('resident-li')
  officer = await t.as('grid-officer-wang')
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const API = '/api/v1'
const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })

/** The story of the first issue, told through the HTTP door from the poster on the wall to the appeal of a hidden post. */
test('from the poster to the appeal', async () => {
  const [grid, second] = t.demo.communities[0]?.grids ?? []
  if (!grid || !second) return expect.unreachable('the demo has two grids in its first community')

  // She scans the poster before anybody knows her, walks to her door and asks to be let in.
  const poster = await t.stranger.get(`${API}/places/by-code/${grid.code}`)
  expect(poster.body).toMatchObject({ id: grid.id, name: grid.name })
  const doors = await newcomer.get(`${API}/places/${grid.buildings[2]?.id}/households?limit=50`)
  const household = doors.body.items[11]
  const membershipId = newId()
  expect((await newcomer.get(`${API}/places/${grid.id}/feed`)).status).toBe(404)
  expect(
    await newcomer.put(`${API}/memberships/${membershipId}`, { householdId: household.id, relation: 'tenant' }),
  ).toMatchObject({
    status: 201,
    body: { state: 'pending', household: { number: household.number } },
  })
  expect((await newcomer.get(`${API}/places/${grid.id}/feed`)).body.code).toBe('not_verified')

  // The officer sees her on the desk and lets her in.
  const desk = await officer.get(`${API}/me/desk`)
  expect(desk.body.items).toMatchObject([
    { kind: 'membership', id: membershipId, membership: { displayName: '林悦', can: { verify: true } } },
  ])
  expect((await officer.post(`${API}/memberships/${membershipId}/actions`, act('verify'))).body.state).toBe('verified')
  expect((await officer.get(`${API}/me/desk`)).body.items).toEqual([])

  // She reads, posts with a picture; a neighbour likes and comments, and she is told.
  expect((await newcomer.get(`${API}/places/${grid.id}/feed`)).status).toBe(200)
  const imageId = newId()
  const jpeg = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0b6e55' } })
    .jpeg()
    .toBuffer()
  const image = await newcomer.put(`${API}/images/${imageId}`, jpeg, { 'content-type': 'image/jpeg' })
  expect(image).toMatchObject({ status: 201, body: { id: imageId, width: 900, height: 600 } })
  const postId = newId()
  const post = { placeId: grid.id, kind: 'talk', text: '大家好，我刚搬到 3 号楼。', imageIds: [imageId] }
  expect(await newcomer.put(`${API}/posts/${postId}`, post)).toMatchObject({
    status: 201,
    body: { state: 'shown', building: '3 号楼', likes: 0, images: [{ id: imageId }], can: { delete: true } },
  })
  expect((await neighbour.put(`${API}/posts/${postId}/like`)).body).toMatchObject({ liked: true, likes: 1 })
  const comment = await neighbour.put(`${API}/posts/${postId}/comments/${newId()}`, {
    text: '欢迎！有事敲 2 单元的门。',
  })
  expect(comment.status).toBe(201)
  const feed = await newcomer.get(`${API}/places/${grid.id}/feed`)
  expect(feed.body.items[0]).toMatchObject({
    id: postId,
    likes: 1,
    comments: 1,
    liked: false,
    author: { displayName: '林悦' },
  })
  const picture = await t.stranger.get(image.body.urls.thumb)
  expect(picture).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } })
  const inbox = await newcomer.get(`${API}/me/notifications`)
  expect(inbox.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['post_commented', 'membership_verified'])

  // The secretary tells two grids that the water will be cut, and wants to know who has read it.
  const noticeId = newId()
  const notice = {
    placeIds: [grid.id, second.id],
    title: '周六 9:00–12:00 停水',
    body: '请提前储水，给您添麻烦了。',
    level: 'important',
    needsReceipt: true,
  }
  expect((await neighbour.put(`${API}/notices/${newId()}`, notice)).status).toBe(403)
  expect(await secretary.put(`${API}/notices/${noticeId}`, notice)).toMatchObject({
    status: 201,
    body: { can: { seeReceipts: true } },
  })
  const top = await newcomer.get(`${API}/places/${grid.id}/notices?top=true`)
  expect(top.body.items[0]).toMatchObject({ id: noticeId, confirmed: false, can: { confirm: true } })
  const before = await secretary.get(`${API}/notices/${noticeId}/receipts`)
  expect(before.body).toMatchObject({ read: 0, households: 324, householdsReached: 0 })
  expect((await newcomer.put(`${API}/notices/${noticeId}/receipt`)).status).toBe(204)
  expect((await newcomer.put(`${API}/notices/${noticeId}/receipt`)).status).toBe(204)
  const after = await secretary.get(`${API}/notices/${noticeId}/receipts?limit=50`)
  expect(after.body).toMatchObject({ read: 1, householdsReached: 1, residents: before.body.residents })
  expect(after.body.unread).toHaveLength(50)
  expect(JSON.stringify(after.body.unread)).not.toContain(newcomer.personId)
  const reminder = act('remind')
  const reminded = await secretary.post(`${API}/notices/${noticeId}/actions`, reminder)
  expect(reminded).toMatchObject({ status: 200, body: { reminded: before.body.residents - 1 } })
  expect(await secretary.post(`${API}/notices/${noticeId}/actions`, reminder)).toMatchObject({
    status: 200,
    body: reminded.body,
  })
  expect((await neighbour.get(`${API}/me/notifications`)).body.items[0]).toMatchObject({
    kind: 'notice_reminder',
    subject: { kind: 'notice', id: noticeId },
  })

  // A rude post is reported, hidden with a reason; its author sees why and appeals; another person decides.
  const rude = await t.as('resident-zhou')
  const rudeId = newId()
  await rude.put(`${API}/posts/${rudeId}`, {
    placeId: grid.id,
    kind: 'talk',
    text: '楼上那家真是不讲理，脸皮太厚了！',
    imageIds: [],
  })
  const reportId = newId()
  expect(
    (await neighbour.put(`${API}/reports/${reportId}`, { subject: { kind: 'post', id: rudeId }, reason: '骂人' }))
      .status,
  ).toBe(201)
  const queue = await officer.get(`${API}/places/${grid.id}/moderation`)
  expect(queue.body.items).toMatchObject([
    { subject: { id: rudeId }, reports: 1, can: { hide: true, keep: true, warn: true } },
  ])
  expect(JSON.stringify(queue.body)).not.toContain(neighbour.personId)
  const caseId = queue.body.items[0].id
  const hidden = await officer.post(
    `${API}/reports/${caseId}/actions`,
    act('hide', { reason: '请不要指责邻居，有矛盾可以请网格员调解。' }),
  )
  expect(hidden).toMatchObject({ status: 200, body: { state: 'hidden' } })
  expect((await newcomer.get(`${API}/posts/${rudeId}`)).status).toBe(404)
  const own = await rude.get(`${API}/posts/${rudeId}`)
  expect(own.body).toMatchObject({
    state: 'hidden',
    moderation: { reason: expect.stringContaining('请不要指责邻居') },
    can: { appeal: true },
  })
  const appeal = await rude.post(
    `${API}/reports/${caseId}/actions`,
    act('appeal', { text: '我说得急了，但漏水是真的。' }),
  )
  expect(appeal.body.state).toBe('appealed')
  expect((await officer.post(`${API}/reports/${caseId}/actions`, act('keep'))).status).toBe(403)
  expect((await secretary.post(`${API}/reports/${caseId}/actions`, act('keep'))).body.state).toBe('restored')
  expect((await newcomer.get(`${API}/posts/${rudeId}`)).body.state).toBe('shown')
})
