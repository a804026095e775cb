import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTopicsClock } from '../../../server/features/deliberation'
import { RatingLine, Talk } from '../../../src/contract'
import { type Answer, buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { report } from '../appeals/case-steps'
import { comment, say, strictChecker } from '../feed/speak'
import { placesOf } from '../notices/notice-body'
import { draftPoll, openPoll } from '../voting/polling'
import { API, act, bring, done, later, numbered, openTopic, propose } from './topics'

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

const taskBody = (over: object = {}) => ({
  title: '换定时器',
  owner: '物业工程部',
  milestone: '样灯装好',
  dueAt: later(t, 10),
  ...over,
})

async function published(tasks: object[] = []): Promise<string> {
  const id = await propose(t, li)
  await bring(t, id, 'reviewed')
  await done(secretary, id, 'publish', { outcome: '二十二点后调暗一半。', tasks })
  return id
}

const onTask = (client: Client, id: string, action: string, more: object = {}) =>
  client.post(`${API}/tasks/${id}/actions`, { id: newId(), action, ...more })

describe('the outcome', () => {
  test('names the decision and tasks with owner, milestone and due date', async () => {
    const own = newId()
    const id = await published([taskBody({ id: own }), taskBody({ title: '请居民试看一周', milestone: undefined })])
    const { outcome, state } = (await li.get(`${API}/topics/${id}`)).body
    expect(state).toBe('published')
    expect(outcome).toMatchObject({
      text: '二十二点后调暗一半。',
      pollId: null,
      tasks: [
        {
          id: own,
          title: '换定时器',
          owner: '物业工程部',
          milestone: '样灯装好',
          percent: 0,
          overdue: false,
          claims: 0,
        },
        { title: '请居民试看一周', milestone: null, can: { report: false, claim: true, release: false } },
      ],
    })
    const inbox = await li.get(`${API}/me/notifications?limit=5`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'topic_published', text: '二十二点后调暗一半。' })
  })

  test.each([
    ['a due date that is past', { tasks: [{ title: 'x', owner: 'y', dueAt: '2020-01-01T00:00:00Z' }] }],
    ['a task without an owner', { tasks: [{ title: 'x', dueAt: '2026-12-01T00:00:00Z' }] }],
    ['a poll that is not there', { pollId: '019a0000-0000-7000-8000-000000000000' }],
    ['no outcome', { outcome: ' ' }],
  ])('%s is refused', async (_, over) => {
    const id = await propose(t, li)
    await bring(t, id, 'reviewed')
    const answer = await act(secretary, id, 'publish', { outcome: '好', ...over })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect((await li.get(`${API}/topics/${id}`)).body.state).toBe('reviewed')
  })

  test('names a poll that is announced, and no draft', async () => {
    const id = await propose(t, li)
    await bring(t, id, 'reviewed')
    const draft = await draftPoll(t)
    const refused = await act(secretary, id, 'publish', { outcome: '大家来定。', pollId: draft })
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    const pollId = await openPoll(t)
    await done(secretary, id, 'publish', { outcome: '大家来定。', pollId })
    expect((await li.get(`${API}/topics/${id}`)).body.outcome).toMatchObject({ pollId })
  })

  test('a task with an id that is another’s is refused whole', async () => {
    const taken = newId()
    await published([taskBody({ id: taken })])
    const id = await propose(t, li)
    await bring(t, id, 'reviewed')
    const answer = await act(secretary, id, 'publish', { outcome: '好', tasks: [taskBody(), taskBody({ id: taken })] })
    expect(answer.body.code).toBe('id_taken')
    expect((await li.get(`${API}/topics/${id}`)).body.outcome).toBe(null)
  })
})

describe('tasks', () => {
  test('are claimed by residents, reported by them and the secretary, and done', async () => {
    const taskId = newId()
    const id = await published([taskBody({ id: taskId })])
    expect((await onTask(zhou, taskId, 'report', { percent: 10 })).status).toBe(403)
    for (let time = 0; time < 2; time += 1) expect((await onTask(zhou, taskId, 'claim')).status).toBe(200)
    expect((await onTask(secretary, taskId, 'claim')).status).toBe(403)
    expect((await onTask(await t.as('resident-far'), taskId, 'claim')).status).toBe(404)
    const report = { id: newId(), action: 'report', percent: 40, note: '样灯已装' }
    for (let time = 0; time < 2; time += 1) await zhou.post(`${API}/tasks/${taskId}/actions`, report)
    const [task] = (await zhou.get(`${API}/topics/${id}`)).body.outcome.tasks
    expect(task).toMatchObject({
      percent: 40,
      claims: 1,
      claimed: true,
      progress: [{ percent: 40, note: '样灯已装' }],
      can: { report: true, claim: false, release: true },
    })
    await onTask(zhou, taskId, 'release')
    expect((await onTask(zhou, taskId, 'report', { percent: 50 })).status).toBe(403)
    expect((await onTask(secretary, taskId, 'report', { percent: 101 })).status).toBe(400)
    const end = (await onTask(secretary, taskId, 'report', { percent: 100 })).body
    expect(end.outcome.tasks[0]).toMatchObject({ percent: 100, overdue: false })
    expect(end.outcome.tasks[0].doneAt).not.toBe(null)
    expect(end.timeline.at(-1)).toMatchObject({ step: 'task_done', by: 'secretary', text: '换定时器' })
  })

  test('that are done are opened again by the secretary alone, and the thread says who did them', async () => {
    const taskId = newId()
    await published([taskBody({ id: taskId })])
    await onTask(zhou, taskId, 'claim')
    const linesOf = ({ body }: Answer) => body.timeline.filter(({ step }: { step: string }) => step === 'task_done')
    const half = { id: newId(), action: 'report', percent: 50 }
    await zhou.post(`${API}/tasks/${taskId}/actions`, half)
    expect(linesOf(await onTask(zhou, taskId, 'report', { percent: 100 }))).toMatchObject([{ by: 'resident' }])
    expect(await onTask(zhou, taskId, 'report', { percent: 50 })).toMatchObject({
      status: 409,
      body: { code: 'wrong_state' },
    })
    // What was sent before arrives once more.
    expect((await zhou.post(`${API}/tasks/${taskId}/actions`, half)).status).toBe(200)
    expect(linesOf(await onTask(zhou, taskId, 'report', { percent: 100 }))).toHaveLength(1)
    const opened = (await onTask(secretary, taskId, 'report', { percent: 50 })).body.outcome.tasks[0]
    expect(opened).toMatchObject({ percent: 50, doneAt: null })
  })

  test('take no note that the content check refuses', async () => {
    const taskId = newId()
    const id = await published([taskBody({ id: taskId })])
    // Whose words it may not take is told that first.
    expect((await onTask(zhou, taskId, 'report', { percent: 40, note: '骂人' })).status).toBe(403)
    await onTask(zhou, taskId, 'claim')
    expect(await onTask(zhou, taskId, 'report', { percent: 40, note: '骂人' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', detail: '这段话没有通过内容检查，改一改再发。', fields: [{ path: 'note' }] },
    })
    const [task] = (await zhou.get(`${API}/topics/${id}`)).body.outcome.tasks
    expect(task).toMatchObject({ percent: 0, progress: [] })
  })

  test('are overdue when their day has passed', async () => {
    const id = await published([taskBody({ dueAt: later(t, 1) })])
    t.clock.advance({ days: 2 })
    expect((await li.get(`${API}/topics/${id}`)).body.outcome.tasks[0].overdue).toBe(true)
  })
})

describe('ratings', () => {
  test('count by person, the last one; low ones ask the secretary for an answer', async () => {
    const id = await published()
    expect((await act(secretary, id, 'evaluate', { stars: 5 })).status).toBe(403)
    for (const stars of [0, 6, 2.5]) expect((await act(li, id, 'evaluate', { stars })).status).toBe(400)
    expect(await done(li, id, 'evaluate', { stars: 4, text: '不错' })).toMatchObject({
      state: 'evaluated',
      evaluation: { ratings: 1, stars: 4, mine: 4, answerDueAt: null },
    })
    const low = await done(zhou, id, 'evaluate', { stars: 1, text: '还是太亮' })
    expect(low.evaluation).toMatchObject({ ratings: 2, stars: 2.5, mine: 1 })
    expect(low.evaluation.answerDueAt).not.toBe(null)
    await done(await t.as(numbered(5)), id, 'evaluate', { stars: 2 })
    expect(
      (await li.get(`${API}/topics/${id}`)).body.timeline.map(({ step }: { step: string }) => step).slice(-2),
    ).toEqual(['evaluate', 'low_rating'])
    const ratings = await secretary.get(`${API}/topics/${id}/evaluations`)
    expect(ratings.body.items.map((line: { stars: number }) => line.stars).sort()).toEqual([1, 2, 4])
    for (const line of ratings.body.items) expect(misfits(RatingLine, line)).toEqual([])
    expect(JSON.stringify(ratings.body)).not.toContain(zhou.personId)
    expect((await li.get(`${API}/topics/${id}/evaluations`)).status).toBe(403)
    expect((await act(li, id, 'answer', { text: '…' })).status).toBe(403)
    const answered = await done(secretary, id, 'answer', { text: '下周再调一次。' })
    expect(answered.evaluation).toMatchObject({ answer: '下周再调一次。', answerDueAt: null })
    expect((await zhou.get(`${API}/me/notifications?limit=1`)).body.items[0].kind).toBe('topic_answered')
    // Another low one asks again.
    expect((await done(zhou, id, 'evaluate', { stars: 2 })).evaluation).toMatchObject({ ratings: 3, mine: 2 })
    expect((await li.get(`${API}/topics/${id}`)).body.evaluation.answerDueAt).not.toBe(null)
  })

  test('of many at once are exact', async () => {
    const id = await published()
    const people = await Promise.all(Array.from({ length: 20 }, (_, at) => t.as(numbered(401 + at))))
    const answers = await Promise.all(people.map((client, at) => act(client, id, 'evaluate', { stars: 3 + (at % 3) })))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect((await li.get(`${API}/topics/${id}`)).body.evaluation).toMatchObject({ ratings: 20, stars: 79 / 20 })
  })
})

describe('what a place talks about', () => {
  test('is counted by words and kinds, with what stands behind', async () => {
    const first = await say(t, li, { text: '楼下的充电桩又坏了，电动车没地方充电' })
    await say(t, zhou, { text: '充电桩能不能多装几个？', kind: 'recommend' })
    await comment(await t.as(numbered(9)), first.id, '我也想问充电桩的事')
    await report(t, { text: '充电桩漏电，很危险' }, 'resident-0011')
    const { grid1 } = placesOf(t)
    const { body } = await secretary.get(`${API}/places/${grid1}/talk?days=7`)
    expect(misfits(Talk, body)).toEqual([])
    const word = body.words.find((counted: { word: string }) => counted.word.includes('充电'))
    expect(word).toMatchObject({ count: 4, people: 4 })
    expect(word.sources.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['appeal', 'comment', 'post', 'post'])
    expect(body.categories).toEqual(
      expect.arrayContaining([
        { kind: 'post', category: 'recommend', count: 1, sources: [expect.objectContaining({ kind: 'post' })] },
        {
          kind: 'appeal',
          category: expect.any(String),
          count: 1,
          sources: [expect.objectContaining({ kind: 'appeal' })],
        },
      ]),
    )
    expect((await li.get(`${API}/places/${grid1}/talk`)).status).toBe(403)
    expect((await (await t.as('secretary-other')).get(`${API}/places/${grid1}/talk`)).status).toBe(404)
    expect((await secretary.get(`${API}/places/${grid1}/talk?days=91`)).status).toBe(400)
  })

  test('a word that one person says over and over is not it', async () => {
    for (let time = 0; time < 5; time += 1) await say(t, li, { text: `卖钢琴 ${time}` })
    const { body } = await secretary.get(`${API}/places/${placesOf(t).community1}/talk`)
    expect(body.words.map(({ word }: { word: string }) => word)).not.toContain('钢琴')
  })
})

describe('the clock', () => {
  test('closes what has ended, and tells the secretary once of an answer that is overdue', async () => {
    const id = await openTopic(t)
    const waiting = await propose(t, li)
    await t.deps.store.write((tx) =>
      tx.sql.run(`UPDATE "Topic" SET "answerDueAt" = ? WHERE "id" = ?`, [new Date(later(t, 5)), waiting]),
    )
    t.clock.advance({ days: 8 })
    for (let time = 0; time < 3; time += 1) await runTopicsClock(t.deps)
    const { timeline, state } = (await li.get(`${API}/topics/${id}`)).body
    expect(state).toBe('closed')
    expect(timeline.at(-1)).toMatchObject({ step: 'close', by: 'clock', from: 'open', to: 'closed' })
    expect((await li.get(`${API}/topics/${waiting}`)).body.overdue).toBe(true)
    const lines = (await secretary.get(`${API}/me/notifications?limit=50`)).body.items
    expect(
      lines.filter(
        (line: { kind: string; subject: { id: string } }) =>
          line.kind === 'topic_answer_overdue' && line.subject.id === waiting,
      ),
    ).toHaveLength(1)
    await done(secretary, waiting, 'accept')
    expect((await li.get(`${API}/topics/${waiting}`)).body).toMatchObject({ overdue: false, answerDueAt: null })
  })
})
