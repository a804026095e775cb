import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Topic, TopicLine } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { report } from '../appeals/case-steps'
import { say, strictChecker } from '../feed/speak'
import { placesOf } from '../notices/notice-body'
import { API, act, bring, done, later, numbered, openTopic, propose, state, topicBody, vote } from './topics'

let t: TestApp
let li: Client
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp({ deps: { contentChecker: strictChecker } })
  li = await t.as('resident-li')
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const read = async (client: Client, id: string) => (await client.get(`${API}/topics/${id}`)).body

/** What staff did, as the log of acts has it. */
const actsOn = (subjectKind: string, subjectId: string) =>
  t.deps.store.read.sql.all<{ action: string; personId: string }>(
    `SELECT "action", "personId" FROM "Act" WHERE "subjectKind" = ? AND "subjectId" = ?`,
    [subjectKind, subjectId],
  )

describe('proposing', () => {
  test('a resident proposes, and the same request again finds it', async () => {
    const id = newId()
    const body = topicBody(placesOf(t).grid1)
    const made = await li.put(`${API}/topics/${id}`, body)
    expect(made).toMatchObject({
      status: 201,
      body: {
        id,
        state: 'proposed',
        title: body.title,
        proposer: { displayName: '李晓梅' },
        support: { households: 0, needed: 20, supported: false, seconds: [] },
        timeline: [{ sequence: 1, step: 'propose', by: 'resident', from: null, to: 'proposed' }],
        can: { support: true, accept: false, vote: false, moderate: false },
      },
    })
    expect(misfits(Topic, made.body)).toEqual([])
    expect(await li.put(`${API}/topics/${id}`, body)).toMatchObject({ status: 200, body: { id } })
    expect(await li.put(`${API}/topics/${id}`, { ...body, title: '另一个' })).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    const zhou = await t.as('resident-zhou')
    expect((await zhou.put(`${API}/topics/${id}`, body)).status).toBe(409)
  })

  test.each([
    ['resident-far', 404, 'not_found'],
    ['secretary-other', 404, 'not_found'],
    ['newcomer', 404, 'not_found'],
    ['grid-officer-wang', 403, 'not_allowed'],
  ] as const)('%s: %s', async (persona, status, code) => {
    const client = await t.as(persona)
    const answer = await client.put(`${API}/topics/${newId()}`, topicBody(placesOf(t).grid1))
    expect(answer).toMatchObject({ status, body: { code } })
  })

  test.each([
    ['no title', { title: '' }],
    ['a title of zero-width characters', { title: '\u200b\u200b' }],
    ['a title too long', { title: '长'.repeat(61) }],
    ['no body', { body: ' ' }],
    ['a body too long', { body: '长'.repeat(2_001) }],
    ['an unknown field', { kind: 'x' }],
    ['a source that is none', { source: { kind: 'dream', id: newId() } }],
    ['a case that is not there', { source: { kind: 'appeal', id: newId() } }],
    ['words that the check refuses', { body: '骂人的话' }],
  ])('%s is refused', async (_, over) => {
    const answer = await li.put(`${API}/topics/${newId()}`, topicBody(placesOf(t).grid1, over))
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test('a street and a building are no places to deliberate', async () => {
    const street = await t.as('street-he')
    const [building = ''] = placesOf(t).buildings
    expect((await street.put(`${API}/topics/${newId()}`, topicBody(placesOf(t).street))).status).toBe(403)
    expect((await secretary.put(`${API}/topics/${newId()}`, topicBody(building))).status).toBe(400)
  })

  test('doubtful words are held back until the secretary has answered', async () => {
    const id = await propose(t, li, { body: '疑似有人把灯弄坏了。' })
    const zhou = await t.as('resident-zhou')
    expect((await read(li, id)).held).toBe(true)
    expect((await read(secretary, id)).held).toBe(true)
    expect((await zhou.get(`${API}/topics/${id}`)).status).toBe(404)
    const listed = await zhou.get(`${API}/places/${placesOf(t).grid1}/topics?limit=50`)
    expect(listed.body.items.map((line: { id: string }) => line.id)).not.toContain(id)
    expect((await zhou.put(`${API}/topics/${id}/support`)).status).toBe(404)
    await done(secretary, id, 'accept')
    expect((await read(zhou, id)).held).toBe(false)
  })

  test('the secretary lifts one from a post', async () => {
    const post = await say(t, li, { text: '晚上小广场的灯能不能暗一点' })
    const id = await propose(t, secretary, { source: { kind: 'post', id: post.id } })
    expect(await read(li, id)).toMatchObject({
      source: { kind: 'post', id: post.id },
      timeline: [{ step: 'propose', by: 'secretary' }],
    })
    const far = await t.as('resident-far')
    const elsewhere = await say(t, far, { placeId: t.demo.communities[1]?.grids[0]?.id })
    const answer = await secretary.put(
      `${API}/topics/${newId()}`,
      topicBody(placesOf(t).grid1, { source: { kind: 'post', id: elsewhere.id } }),
    )
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'source' }] } })
  })

  test('and whoever may read a case lifts one from that, where it is of the place', async () => {
    const appealId = await report(t)
    const source = { kind: 'appeal', id: appealId }
    const id = await propose(t, secretary, { source })
    expect((await read(li, id)).source).toEqual(source)
    const wide = topicBody(placesOf(t).community1, { source })
    expect((await secretary.put(`${API}/topics/${newId()}`, wide)).status).toBe(201)
    const elsewhere = topicBody(placesOf(t).grid2, { source })
    expect((await secretary.put(`${API}/topics/${newId()}`, elsewhere)).status).toBe(400)
  })
})

describe('the list of a place', () => {
  test('shows the topics of the grid and of its community, in pages', async () => {
    const { grid1, grid2, community1 } = placesOf(t)
    const here = await propose(t, li)
    const wide = await propose(t, secretary, { placeId: community1, title: '社区食堂' })
    const other = await propose(t, secretary, { placeId: grid2, title: '二网格的事' })
    const ids = async (client: Client, placeId: string) => {
      const found: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await client.get(`${API}/places/${placeId}/topics?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
        expect(page.status).toBe(200)
        for (const line of page.body.items) expect(misfits(TopicLine, line)).toEqual([])
        found.push(...page.body.items.map(({ id }: { id: string }) => id))
        cursor = page.body.nextCursor
      }
      expect(new Set(found).size).toBe(found.length)
      return found
    }
    const seen = await ids(li, grid1)
    expect(seen).toEqual(expect.arrayContaining([here, wide]))
    expect(seen).not.toContain(other)
    expect(await ids(li, community1)).toEqual(expect.arrayContaining([here, wide]))
    expect(await ids(secretary, community1)).toEqual(expect.arrayContaining([here, wide, other]))
    expect((await li.get(`${API}/places/${grid2}/topics`)).status).toBe(404)
    const open = await secretary.get(`${API}/places/${community1}/topics?state=open&limit=50`)
    expect(open.body.items.every((line: { state: string }) => line.state === 'open')).toBe(true)
  })
})

describe('support', () => {
  test('counts households, not people; the twentieth obliges an answer within five working days', async () => {
    t.clock.set('2026-11-20T01:00:00.000Z')
    const id = await propose(t, li)
    // Two people behind each door: 1 and 2, 3 and 4 …
    for (let number = 1; number <= 38; number += 1) {
      const { status } = await (await t.as(numbered(number))).put(`${API}/topics/${id}/support`)
      expect(status).toBe(200)
    }
    expect(await read(secretary, id)).toMatchObject({ support: { households: 19 }, answerDueAt: null })
    const [one, two] = [await t.as(numbered(39)), await t.as(numbered(41))]
    const answers = await Promise.all([one.put(`${API}/topics/${id}/support`), two.put(`${API}/topics/${id}/support`)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const topic = await read(secretary, id)
    // On a Friday morning: five days of work end on the next Thursday evening.
    expect(topic).toMatchObject({
      support: { households: 21 },
      answerDueAt: '2026-11-26T09:00:00.000Z',
      overdue: false,
    })
    expect(topic.timeline.filter(({ step }: { step: string }) => step === 'support_reached')).toHaveLength(1)
    // Whoever goes back does not take the duty away.
    for (const client of [one, two]) await client.del(`${API}/topics/${id}/support`)
    expect(await read(secretary, id)).toMatchObject({
      support: { households: 19 },
      answerDueAt: '2026-11-26T09:00:00.000Z',
    })
    const inbox = await secretary.get(`${API}/me/notifications?limit=50`)
    expect(inbox.body.items.map(({ kind }: { kind: string }) => kind)).toContain('topic_support_reached')
  })

  test('again is the same as once, and only while it waits', async () => {
    const id = await propose(t, li)
    for (let time = 0; time < 3; time += 1)
      expect((await li.put(`${API}/topics/${id}/support`)).body).toEqual({ supported: true, households: 1, needed: 20 })
    expect((await li.del(`${API}/topics/${id}/support`)).body).toEqual({ supported: false, households: 0, needed: 20 })
    expect((await secretary.put(`${API}/topics/${id}/support`)).body.code).toBe('not_allowed')
    await done(secretary, id, 'accept')
    expect(await li.put(`${API}/topics/${id}/support`)).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
  })

  test('the number is the community’s to say', async () => {
    const { community1, grid1 } = placesOf(t)
    const rules = { supportHouseholds: 2, answerWorkingDays: 1, moderatesStatements: false, statementsPerPerson: 50 }
    expect((await li.put(`${API}/places/${community1}/deliberation-rules`, rules)).status).toBe(403)
    expect((await secretary.put(`${API}/places/${grid1}/deliberation-rules`, rules)).status).toBe(400)
    expect((await secretary.put(`${API}/places/${community1}/deliberation-rules`, rules)).body).toEqual({
      ...rules,
      can: { change: true },
    })
    const id = await propose(t, li)
    await li.put(`${API}/topics/${id}/support`)
    await (await t.as('resident-zhou')).put(`${API}/topics/${id}/support`)
    expect((await read(li, id)).answerDueAt).not.toBe(null)
    // A lower number binds for what has as many households already, and for nothing else.
    const behind = await propose(t, li)
    await li.put(`${API}/topics/${behind}/support`)
    const alone = await propose(t, li)
    const lower = { ...rules, supportHouseholds: 1, answerWorkingDays: 2 }
    expect((await read(li, behind)).answerDueAt).toBe(null)
    await secretary.put(`${API}/places/${community1}/deliberation-rules`, lower)
    const owed = await read(li, behind)
    expect(owed.answerDueAt).not.toBe(null)
    expect(owed.timeline.at(-1)).toMatchObject({ step: 'support_reached', by: 'clock' })
    expect((await read(li, alone)).answerDueAt).toBe(null)
    await secretary.put(`${API}/places/${community1}/deliberation-rules`, rules)
    expect((await read(li, id)).support).toMatchObject({ needed: 2, answerWorkingDays: 1 })
    const acts = await actsOn('deliberation_rules', community1)
    expect(acts).toEqual(acts.map(() => ({ action: 'change', personId: secretary.personId })))
    expect(acts).toHaveLength(3)
    await secretary.put(`${API}/places/${community1}/deliberation-rules`, {
      ...rules,
      supportHouseholds: 20,
      answerWorkingDays: 5,
    })
    expect((await li.get(`${API}/places/${grid1}/deliberation-rules`)).body).toMatchObject({
      supportHouseholds: 20,
      can: { change: false },
    })
  })
})

describe('councillors', () => {
  test('are residents whom the secretary names; they second a proposal, once', async () => {
    const { community1, grid1 } = placesOf(t)
    const councillor = await t.as('resident-0101')
    const body = { placeId: community1, personId: councillor.personId, kind: 'peoples_deputy' }
    const id = newId()
    expect((await li.put(`${API}/councillors/${newId()}`, body)).status).toBe(403)
    expect(await secretary.put(`${API}/councillors/${id}`, body)).toMatchObject({
      status: 201,
      body: { kind: 'peoples_deputy', can: { dismiss: true } },
    })
    expect((await secretary.put(`${API}/councillors/${id}`, body)).status).toBe(200)
    expect((await secretary.put(`${API}/councillors/${newId()}`, body)).body.code).toBe('already_councillor')
    const far = await t.as('resident-far')
    const foreign = { ...body, personId: far.personId }
    expect((await secretary.put(`${API}/councillors/${newId()}`, foreign)).status).toBe(400)

    const topicId = await propose(t, li)
    expect((await act(li, topicId, 'second')).body.code).toBe('not_allowed')
    await done(councillor, topicId, 'second')
    expect(await done(councillor, topicId, 'second')).toMatchObject({
      support: { seconds: [{ kind: 'peoples_deputy' }] },
    })
    expect((await read(li, topicId)).timeline.map(({ step }: { step: string }) => step)).toEqual(['propose', 'second'])
    expect((await li.get(`${API}/places/${grid1}/councillors`)).body.items).toMatchObject([{ can: { dismiss: false } }])
    expect((await li.del(`${API}/councillors/${id}`)).status).toBe(403)
    expect((await secretary.del(`${API}/councillors/${id}`)).status).toBe(204)
    expect(await actsOn('councillor', id)).toEqual([{ action: 'dismiss', personId: secretary.personId }])
    expect((await act(councillor, await propose(t, li), 'second')).status).toBe(403)
  })
})

describe('the way of a topic', () => {
  test('from proposal to rating, every step in its thread', async () => {
    const id = await propose(t, li)
    await bring(t, id, 'evaluated')
    const { timeline, state: now } = await read(li, id)
    expect(now).toBe('evaluated')
    expect(timeline.map(({ step, from, to }: Record<string, string>) => [step, from, to])).toEqual([
      ['propose', null, 'proposed'],
      ['accept', 'proposed', 'accepted'],
      ['invite', 'accepted', 'inviting'],
      ['schedule', 'inviting', 'scheduled'],
      ['open', 'scheduled', 'open'],
      ['close', 'open', 'closed'],
      ['review', 'closed', 'reviewed'],
      ['publish', 'reviewed', 'published'],
      ['evaluate', 'published', 'evaluated'],
    ])
  })

  test('what needs no meeting is opened at once', async () => {
    const id = await openTopic(t)
    expect((await read(li, id)).state).toBe('open')
  })

  test('a refused one says why, and goes nowhere', async () => {
    const id = await propose(t, li)
    await done(secretary, id, 'refuse', { reason: '明年统一改造。' })
    expect(await read(li, id)).toMatchObject({ state: 'refused', refusedReason: '明年统一改造。' })
    const more = { refuse: { reason: '…' }, open: { closesAt: later(t, 1) } }
    for (const action of ['accept', 'refuse', 'open'] as const) {
      expect((await act(secretary, id, action, more[action as 'refuse'])).body.code).toBe('wrong_state')
    }
    const inbox = await li.get(`${API}/me/notifications?limit=50`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'topic_refused', subject: { kind: 'topic', id } })
  })

  test('an act is done once, however often it is sent; another under its id is refused', async () => {
    const id = await propose(t, li)
    const body = { id: newId(), action: 'accept' }
    const send = () => secretary.post(`${API}/topics/${id}/actions`, body)
    expect((await Promise.all([send(), send(), send()])).map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await read(li, id)).timeline).toHaveLength(2)
    const other = await secretary.post(`${API}/topics/${id}/actions`, { id: body.id, action: 'refuse', reason: '…' })
    expect(other.body.code).toBe('id_taken')
  })

  test('of many who decide at once one wins', async () => {
    const id = await propose(t, li)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        at % 2 ? act(secretary, id, 'accept') : act(secretary, id, 'refuse', { reason: '…' }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'wrong_state')).toHaveLength(5)
    expect((await read(li, id)).timeline).toHaveLength(2)
  })

  test.each([
    ['open', { closesAt: '2020-01-01T00:00:00Z' }],
    ['open', { closesAt: '2040-01-01T00:00:00Z' }],
    ['open', { closesAt: 'tomorrow' }],
    ['open', {}],
    ['schedule', { meetingAt: '2020-01-01T00:00:00Z', address: 'x' }],
    ['schedule', { meetingAt: '2026-11-30T00:00:00Z' }],
    ['schedule', { meetingAt: '2026-11-30T00:00:00Z', address: 'x', onlineUrl: 'javascript:alert(1)' }],
    ['schedule', { meetingAt: '2026-11-30T00:00:00Z', address: '\u200b' }],
    ['invite', {}],
    ['invite', { personIds: [] }],
    ['invite', { personIds: ['019a0000-0000-7000-8000-000000000000'] }],
    ['invite', { placeIds: ['019a0000-0000-7000-8000-000000000000'] }],
    ['refuse', {}],
    ['vanish', {}],
    ['accept', { because: 'x' }],
  ])('%s with %j is an invalid request', async (action, more) => {
    const id = await propose(t, li)
    if (action !== 'refuse' && action !== 'vanish') await done(secretary, id, 'accept')
    expect(await act(secretary, id, action, more)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test('what has ended is closed, whether or not the clock has come by', async () => {
    const id = await openTopic(t)
    const statementId = await state(li, id, '灯光调暗一半')
    t.clock.advance({ days: 8 })
    expect(await read(li, id)).toMatchObject({ state: 'closed', can: { vote: false, state: false } })
    expect((await vote(li, id, statementId, 'agree')).body.code).toBe('wrong_state')
    await done(secretary, id, 'review', { text: '可行。' })
    const { timeline } = await read(li, id)
    expect(timeline.slice(-2)).toMatchObject([
      { step: 'close', by: 'clock' },
      { step: 'review', by: 'secretary' },
    ])
  })
})
