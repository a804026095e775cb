import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteForgottenMedia } from '../../../server/features/media'
import { Agenda, Minutes, Topic } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { strictChecker } from '../feed/speak'
import { placesOf } from '../notices/notice-body'
import { API, act, bring, done, later, numbered, openTopic, propose, state, vote } from './topics'

let t: TestApp
let li: Client
let zhou: Client
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp({ deps: { contentChecker: strictChecker } })
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const meeting = (over: object = {}) => ({ meetingAt: later(t, 3), address: '社区议事厅', ...over })
const kindsOf = async (client: Client) =>
  (await client.get(`${API}/me/notifications?limit=50`)).body.items.map(({ kind }: { kind: string }) => kind)

/** An accepted topic to whose meeting two people are invited. */
async function invited(over: object = {}): Promise<string> {
  const id = await propose(t, li)
  await done(secretary, id, 'accept')
  await done(secretary, id, 'invite', { personIds: [li.personId, zhou.personId] })
  await done(secretary, id, 'schedule', meeting(over))
  return id
}

describe('invitations', () => {
  test('go to people or to all who live in places, once each', async () => {
    const { grid1, buildings } = placesOf(t)
    const id = await propose(t, li)
    await done(secretary, id, 'accept')
    await done(secretary, id, 'invite', { personIds: [zhou.personId] })
    await done(secretary, id, 'invite', { placeIds: [buildings[0]] })
    await done(secretary, id, 'invite', { placeIds: [grid1], personIds: [zhou.personId] })
    const topic = await done(secretary, id, 'schedule', meeting())
    expect(misfits(Topic, topic)).toEqual([])
    const rows = await t.deps.store.read.sql.all<{ personId: string }>(
      `SELECT DISTINCT "personId" FROM "Membership" WHERE "gridId" = ? AND "state" = 'verified'`,
      [grid1],
    )
    expect(topic.meeting).toMatchObject({ invited: rows.length, confirmed: 0, attended: 0 })
    const lines = (await kindsOf(zhou)).filter((kind: string) => kind === 'topic_invited')
    expect(lines).toHaveLength(1)
  })

  test('are for people of the place alone', async () => {
    const id = await propose(t, li)
    await done(secretary, id, 'accept')
    const far = await t.as('resident-far')
    expect((await act(secretary, id, 'invite', { personIds: [far.personId] })).status).toBe(400)
    expect((await act(secretary, id, 'invite', { placeIds: [placesOf(t).grid2] })).status).toBe(400)
    expect((await act(secretary, id, 'invite', { placeIds: [placesOf(t).community1] })).status).toBe(400)
    expect((await act(li, id, 'invite', { personIds: [li.personId] })).status).toBe(403)
  })

  test('are answered; whoever was not asked needs the code of the QR', async () => {
    const id = await invited()
    expect((await done(li, id, 'confirm')).mine).toEqual({ invited: true, confirmed: true, attended: false })
    expect((await done(li, id, 'decline')).mine).toEqual({ invited: false, confirmed: false, attended: false })
    expect((await done(zhou, id, 'confirm')).meeting).toMatchObject({ invited: 2, confirmed: 1 })
    const other = await t.as(numbered(77))
    expect((await act(other, id, 'confirm')).body.code).toBe('not_invited')
    expect((await act(other, id, 'confirm', { code: 'x' })).body.code).toBe('not_invited')
    expect((await act(other, id, 'decline')).body.code).toBe('not_invited')
    expect((await other.get(`${API}/topics/${id}/invitation`)).status).toBe(403)
    const invitation = (await secretary.get(`${API}/topics/${id}/invitation`)).body
    expect(invitation.text).toContain('社区议事厅')
    expect(invitation.url).toContain(invitation.code)
    expect(invitation.qr).toMatch(/^data:image\/png;base64,/)
    expect((await done(other, id, 'confirm', { code: invitation.code })).meeting).toMatchObject({ confirmed: 2 })
    const foreign = (await secretary.get(`${API}/topics/${await invited()}/invitation`)).body.code
    expect((await act(await t.as(numbered(79)), id, 'confirm', { code: foreign })).body.code).toBe('not_invited')
    const far = await t.as('resident-far')
    expect((await act(far, id, 'confirm', { code: invitation.code })).status).toBe(404)
  })

  test('are seen by whoever runs the meeting', async () => {
    const id = await invited()
    await done(li, id, 'confirm')
    const page = await secretary.get(`${API}/topics/${id}/invitees?answer=coming`)
    expect(page.body).toMatchObject({
      items: [{ id: li.personId, displayName: '李晓梅', answer: 'coming', attended: null, can: { attest: true } }],
      nextCursor: null,
    })
    const first = await secretary.get(`${API}/topics/${id}/invitees?limit=1`)
    const second = await secretary.get(`${API}/topics/${id}/invitees?limit=1&cursor=${first.body.nextCursor}`)
    expect(new Set([first.body.items[0].id, second.body.items[0].id])).toEqual(new Set([li.personId, zhou.personId]))
    const named = async (part: string) => {
      const { status, body } = await secretary.get(`${API}/topics/${id}/invitees?q=${encodeURIComponent(part)}`)
      return status === 200 ? body.items.map((invitee: { id: string }) => invitee.id) : status
    }
    expect(await named('晓梅')).toEqual([li.personId])
    const [building] = page.body.items.map((invitee: { building: string }) => invitee.building)
    expect(await named(building)).toContain(li.personId)
    // What looks like a pattern is looked for as it stands.
    for (const part of ['%', '_', '!', '没有这个人']) expect(await named(part)).toEqual([])
    expect(await named('\u200b')).toBe(400)
    expect((await li.get(`${API}/topics/${id}/invitees`)).status).toBe(403)
  })
})

describe('attendance', () => {
  test('by the code of this half minute, or of the one before', async () => {
    const id = await invited()
    const codeOf = async () => (await secretary.get(`${API}/topics/${id}/check-in-code`)).body
    const { code, changesAt } = await codeOf()
    expect(code).toMatch(/^\d{6}$/)
    const left = Date.parse(changesAt) - t.clock.now().getTime()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(30_000)
    expect((await li.get(`${API}/topics/${id}/check-in-code`)).status).toBe(403)
    const wrong = code === '000000' ? '111111' : '000000'
    for (const typed of [wrong, '1', 'abcdef'])
      expect((await act(li, id, 'attend', { code: typed })).body.code).toBe('code_expired')
    expect((await done(li, id, 'attend', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).mine.attended).toBe(true)
    t.clock.set(changesAt)
    await done(zhou, id, 'attend', { code })
    t.clock.advance({ seconds: 30 })
    const other = await t.as(numbered(81))
    expect((await act(other, id, 'attend', { code })).body.code).toBe('code_expired')
    expect((await done(other, id, 'attend', { code: (await codeOf()).code })).meeting).toMatchObject({
      invited: 3,
      attended: 3,
    })
    // Another meeting has other codes.
    const elsewhere = await invited()
    expect((await act(li, elsewhere, 'attend', { code: (await codeOf()).code })).body.code).toBe('code_expired')
  })

  test('by hand, for whoever has no phone; a person is there once', async () => {
    const id = await invited()
    const other = await t.as(numbered(83))
    for (let time = 0; time < 3; time += 1) await done(secretary, id, 'attest', { personId: other.personId })
    expect((await done(secretary, id, 'attest', { personId: li.personId })).meeting).toMatchObject({ attended: 2 })
    expect((await act(li, id, 'attest', { personId: zhou.personId })).status).toBe(403)
    expect((await act(secretary, id, 'attest', { personId: newId() })).status).toBe(404)
    const far = await t.as('resident-far')
    expect((await act(secretary, id, 'attest', { personId: far.personId })).status).toBe(404)
  })

  test('needs a meeting', async () => {
    const id = await openTopic(t)
    expect((await act(li, id, 'attend', { code: '123456' })).body.code).toBe('wrong_state')
    expect((await act(secretary, id, 'attest', { personId: li.personId })).body.code).toBe('wrong_state')
    expect((await secretary.get(`${API}/topics/${id}/check-in-code`)).body.code).toBe('wrong_state')
    // It may still be fixed while people vote, and after.
    await done(secretary, id, 'schedule', meeting())
    await done(secretary, id, 'close')
    const { code } = (await secretary.get(`${API}/topics/${id}/check-in-code`)).body
    expect((await done(li, id, 'attend', { code })).meeting.attended).toBe(1)
  })

  test('a facilitator runs the meeting, and nothing else', async () => {
    const id = await invited({ facilitatorId: zhou.personId })
    expect((await zhou.get(`${API}/topics/${id}/check-in-code`)).status).toBe(200)
    await done(zhou, id, 'attest', { personId: li.personId })
    const topic = (await zhou.get(`${API}/topics/${id}`)).body
    expect(topic.meeting).toMatchObject({ facilitated: true, facilitator: { id: zhou.personId } })
    // Whoever only comes is told that there is somebody, and not who.
    expect((await li.get(`${API}/topics/${id}`)).body.meeting).toMatchObject({ facilitated: true, facilitator: null })
    expect(topic.can).toMatchObject({ attest: true, writeMinutes: true, close: false, publish: false, moderate: false })
    expect((await act(zhou, id, 'open', { closesAt: later(t, 1) })).status).toBe(403)
    const far = await t.as('resident-far')
    const other = await propose(t, li)
    await done(secretary, other, 'accept')
    expect((await act(secretary, other, 'schedule', meeting({ facilitatorId: far.personId }))).status).toBe(400)
  })
})

describe('the agenda', () => {
  test('is made of the map: what all agree on, what divides, and the plan', async () => {
    const id = await openTopic(t)
    const ids: string[] = []
    for (let at = 0; at < 5; at += 1) ids.push(await state(li, id, `观点 ${at}`))
    for (let number = 101; number <= 120; number += 1) {
      const client = await t.as(numbered(number))
      for (const [at, statementId] of ids.entries())
        await vote(client, id, statementId, at === 4 || number <= 110 === at < 2 ? 'agree' : 'disagree')
    }
    t.clock.advance({ seconds: 11 })
    const { body } = await li.get(`${API}/topics/${id}/agenda`)
    expect(misfits(Agenda, body)).toEqual([])
    const parts = body.items.map(({ why, statementId }: { why: string; statementId: string }) => [why, statementId])
    expect(parts[0]).toEqual(['welcome', null])
    expect(parts[1]).toEqual(['agreed', ids[4]])
    expect(parts.slice(2, -1).every(([why]: string[]) => why === 'divides')).toBe(true)
    expect(parts.at(-1)).toEqual(['decide', null])
    expect(body.minutes).toBeLessThanOrEqual(120)
  })

  test('without votes it names the statements as they are', async () => {
    const id = await openTopic(t)
    const statementId = await state(li, id, '好')
    expect((await li.get(`${API}/topics/${id}/agenda`)).body).toMatchObject({
      tooFew: true,
      items: [{ why: 'welcome' }, { statementId, why: 'divides' }, { why: 'decide' }],
    })
  })
})

const minutesBody = (over: object = {}) => ({
  text: '到会 12 人。大家同意晚上十点后调暗一半。',
  decisions: ['二十二点后小广场的灯调暗一半'],
  assignments: [{ who: '物业', what: '换定时器', until: '2026-12-05' }],
  imageIds: [],
  ...over,
})

describe('minutes', () => {
  test('are written, published once, and frozen by their hash', async () => {
    const id = await invited()
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
      .png()
      .toBuffer()
    const imageId = newId()
    await secretary.put(`${API}/images/${imageId}`, bytes, { 'content-type': 'image/png' })
    const put = (client: Client, body: object) => client.put(`${API}/topics/${id}/minutes`, body)
    expect((await put(li, minutesBody())).status).toBe(403)
    expect((await secretary.get(`${API}/topics/${id}/minutes`)).status).toBe(404)
    expect((await act(secretary, id, 'publish_minutes')).body.code).toBe('wrong_state')
    expect((await put(secretary, minutesBody({ text: '初稿' }))).status).toBe(200)
    const draft = await put(secretary, minutesBody({ imageIds: [imageId] }))
    expect(draft.body).toMatchObject({
      state: 'draft',
      hash: null,
      images: [{ id: imageId }],
      can: { write: true, publish: true },
    })
    expect((await li.get(`${API}/topics/${id}/minutes`)).status).toBe(404)

    await done(secretary, id, 'publish_minutes')
    const { body } = await li.get(`${API}/topics/${id}/minutes`)
    expect(misfits(Minutes, body)).toEqual([])
    expect(body).toMatchObject({
      state: 'published',
      decisions: ['二十二点后小广场的灯调暗一半'],
      can: { write: false },
    })
    expect(createHash('sha256').update(body.document, 'utf8').digest('hex')).toBe(body.hash)
    expect(JSON.parse(body.document)).toMatchObject({ topicId: id, text: body.text, imageIds: [imageId] })
    const { timeline } = (await li.get(`${API}/topics/${id}`)).body
    expect(timeline.at(-1)).toMatchObject({ step: 'publish_minutes', by: 'host', text: body.hash })

    expect((await put(secretary, minutesBody({ text: '改一改' }))).body.code).toBe('minutes_frozen')
    expect((await act(secretary, id, 'publish_minutes')).body.code).toBe('minutes_frozen')
    expect((await li.get(`${API}/topics/${id}/minutes`)).body.hash).toBe(body.hash)
    // The picture is in use: nobody forgets it.
    t.clock.advance({ days: 3 })
    await deleteForgottenMedia(t.deps)
    expect((await li.get(`${API}/topics/${id}/minutes`)).body.images).toHaveLength(1)
  })

  test('are written by two hosts, and a picture that the one put in stays in', async () => {
    const id = await invited({ facilitatorId: zhou.personId })
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#777' } })
      .png()
      .toBuffer()
    const [imageId, other] = [newId(), newId()]
    for (const picture of [imageId, other])
      await zhou.put(`${API}/images/${picture}`, bytes, { 'content-type': 'image/png' })
    const put = (client: Client, imageIds: string[]) =>
      client.put(`${API}/topics/${id}/minutes`, minutesBody({ imageIds }))
    expect((await put(zhou, [imageId])).status).toBe(200)
    // What is not in yet is a picture of somebody else.
    expect((await put(secretary, [imageId, other])).status).toBe(400)
    expect((await put(secretary, [imageId])).status).toBe(200)
    await done(secretary, id, 'publish_minutes')
    t.clock.advance({ days: 3 })
    await deleteForgottenMedia(t.deps)
    expect((await li.get(`${API}/topics/${id}/minutes`)).body.images).toMatchObject([{ id: imageId }])
  })

  test.each([
    ['no text', { text: '' }],
    ['a date that is none', { assignments: [{ who: '物业', what: '换灯', until: '2026-02-30x' }] }],
    ['nobody', { assignments: [{ who: '\u200b', what: '换灯', until: '2026-12-01' }] }],
    ['too many decisions', { decisions: Array.from({ length: 31 }, () => '好') }],
    ['a picture of somebody else', { imageIds: ['019a0000-0000-7000-8000-000000000000'] }],
    ['an unknown field', { signed: true }],
  ])('%s is refused', async (_, over) => {
    const id = await invited()
    expect((await secretary.put(`${API}/topics/${id}/minutes`, minutesBody(over))).status).toBe(400)
  })

  test.each([
    ['text', { text: '他们在会上骂人。' }],
    ['decisions', { decisions: ['照办', '骂他'] }],
    ['assignments', { assignments: [{ who: '物业', what: '骂他', until: '2026-12-05' }] }],
  ])('of a resident whose %s the content check refuses are not kept', async (path, over) => {
    const id = await invited({ facilitatorId: zhou.personId })
    const put = (client: Client) => client.put(`${API}/topics/${id}/minutes`, minutesBody(over))
    expect(await put(zhou)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', detail: '这段话没有通过内容检查，改一改再发。', fields: [{ path }] },
    })
    expect((await zhou.get(`${API}/topics/${id}/minutes`)).status).toBe(404)
    // The community stands for its own words.
    expect((await put(secretary)).status).toBe(200)
  })

  test('belong to a meeting', async () => {
    const id = await propose(t, li)
    await bring(t, id, 'accepted')
    expect((await secretary.put(`${API}/topics/${id}/minutes`, minutesBody())).body.code).toBe('wrong_state')
  })
})
