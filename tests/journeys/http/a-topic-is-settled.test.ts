import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Minutes, OpinionMap, Topic } from '../../../src/contract'
import { report, spotsOf } from '../../server/appeals/case-steps'
import { act, done, later, numbered, topicBody } from '../../server/deliberation/topics'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { AGREED, codeInTheRoom, layOutStatements, RESIDENTS, STATEMENTS, voteAsForty } from '../topic-crowd'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

describe('a topic goes from an appeal to stars, in one thread', () => {
  const id = newId()
  const taskId = newId()
  const as = (persona: string) => t.as(persona)
  const read = async (persona: string) => (await (await as(persona)).get(`${API}/topics/${id}`)).body

  test('it is lifted from an appeal, and twenty households oblige an answer within five working days', async () => {
    const { grid1 } = spotsOf(t)
    const appealId = await report(t, { text: '小花园的晾衣架倒了两个，被子没处晒' })
    const li = await as('resident-li')
    const source = { kind: 'appeal', id: appealId }
    const { status, body } = await li.put(`${API}/topics/${id}`, topicBody(grid1, { source }))
    expect(status).toBe(201)
    expect(misfits(Topic, body)).toEqual([])
    expect(body).toMatchObject({ state: 'proposed', source, answerDueAt: null, can: { support: true } })
    // Two of each household: forty people are twenty households.
    for (let number = 1; number <= 40; number += 1)
      await (await as(numbered(number))).put(`${API}/topics/${id}/support`)
    const supported = await read('resident-li')
    expect(supported.support).toMatchObject({ households: 20, needed: 20 })
    // Friday at nine, and five days of eight hours: Thursday evening.
    expect(supported.answerDueAt.slice(0, 10)).toBe('2026-11-26')
  })

  test('the secretary accepts, invites and opens; forty residents vote on twelve statements', async () => {
    const secretary = await as('secretary-zhang')
    await done(secretary, id, 'accept')
    await done(secretary, id, 'invite', { placeIds: [spotsOf(t).grid1] })
    await done(secretary, id, 'schedule', { meetingAt: later(t, 3), address: '社区议事厅' })
    const ids = await layOutStatements(as, id)
    await done(secretary, id, 'open', { closesAt: later(t, 7) })
    await voteAsForty(as, id)
    // The next statement is chosen by the map, so there is one from before the votes; it is at most ten seconds old.
    t.clock.advance({ seconds: 11 })
    const { body: map } = await (await as(numbered(1))).get(`${API}/topics/${id}/opinion-map`)
    expect(misfits(OpinionMap, map)).toEqual([])
    expect(map).toMatchObject({
      participants: RESIDENTS,
      statements: STATEMENTS.length,
      votes: RESIDENTS * STATEMENTS.length,
      tooFew: false,
    })
    expect(map.groups.map(({ size }: { size: number }) => size)).toEqual([RESIDENTS / 2, RESIDENTS / 2])
    const surest = map.consensus.slice(0, AGREED.length).map((line: { id: string }) => STATEMENTS[ids.indexOf(line.id)])
    expect(surest.sort()).toEqual([...AGREED].sort())
  })

  test('the agenda is made of the map; people confirm, come, and the minutes are frozen', async () => {
    const [li, secretary] = [await as('resident-li'), await as('secretary-zhang')]
    const { body: agenda } = await li.get(`${API}/topics/${id}/agenda`)
    const whys = agenda.items.map(({ why }: { why: string }) => why)
    expect(whys).toContain('agreed')
    expect(whys).toContain('divides')
    await done(li, id, 'confirm')
    await done(li, id, 'attend', { code: await codeInTheRoom(as, id) })
    expect((await read('resident-li')).meeting).toMatchObject({ confirmed: 1, attended: 1 })
    const minutes = {
      text: '先修旧的，新的再议。',
      decisions: ['旧晾衣架月底前修好'],
      assignments: [{ who: '物业维修班', what: '修两个旧晾衣架', until: '2026-11-30' }],
      imageIds: [],
    }
    expect((await secretary.put(`${API}/topics/${id}/minutes`, minutes)).status).toBe(200)
    await done(secretary, id, 'publish_minutes')
    const { body } = await li.get(`${API}/topics/${id}/minutes`)
    expect(misfits(Minutes, body)).toEqual([])
    expect(createHash('sha256').update(body.document, 'utf8').digest('hex')).toBe(body.hash)
    expect((await secretary.put(`${API}/topics/${id}/minutes`, minutes)).body.code).toBe('minutes_frozen')
  })

  test('the outcome has a task that residents help with, and stars; low ones are answered', async () => {
    const [li, zhou, secretary] = [await as('resident-li'), await as('resident-zhou'), await as('secretary-zhang')]
    await done(secretary, id, 'close')
    const next = (await li.get(`${API}/topics/${id}/next-statement`)).body
    expect(next.code ?? next.status).toBe('wrong_state')
    await done(secretary, id, 'review', { text: '四条看法人人赞成，其余各半。' })
    const task = {
      id: taskId,
      title: '修好两个旧晾衣架',
      owner: '物业维修班',
      milestone: '材料到场',
      dueAt: later(t, 10),
    }
    await done(secretary, id, 'publish', { outcome: '旧晾衣架月底前修好。', tasks: [task] })
    const onTask = (client: typeof li, action: string, more = {}) =>
      client.post(`${API}/tasks/${taskId}/actions`, { id: newId(), action, ...more })
    expect((await onTask(li, 'claim')).status).toBe(200)
    expect((await onTask(li, 'report', { percent: 100, note: '两个都修好了' })).status).toBe(200)
    await done(li, id, 'evaluate', { stars: 5 })
    await done(zhou, id, 'evaluate', { stars: 2, text: '还是不够用' })
    await done(secretary, id, 'answer', { text: '明年再加一个。' })
    expect((await act(li, id, 'answer', { text: '…' })).status).toBe(403)
    expect((await read('resident-li')).evaluation).toMatchObject({ ratings: 2, stars: 3.5, answer: '明年再加一个。' })
  })

  test('the thread shows the whole way, and the votes are there for anybody, nobody’s name in them', async () => {
    const { timeline } = await read('resident-li')
    expect(timeline.map(({ step }: { step: string }) => step)).toEqual([
      'propose',
      'support_reached',
      'accept',
      'invite',
      'schedule',
      'open',
      'publish_minutes',
      'close',
      'review',
      'publish',
      'task_done',
      'evaluate',
      'low_rating',
      'answer',
    ])
    const { status, body } = await t.stranger.get(`${API}/topics/${id}/votes.csv`)
    expect(status).toBe(200)
    expect(String(body).trimEnd().split('\r\n')).toHaveLength(RESIDENTS + 1)
  })
})
