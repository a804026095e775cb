import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import Cards from '../../../../src/pages/deliberation/cards'
import List from '../../../../src/pages/deliberation/list'
import MapScreen from '../../../../src/pages/deliberation/map'
import Meeting from '../../../../src/pages/deliberation/meeting'
import MinutesScreen from '../../../../src/pages/deliberation/minutes'
import RankingScreen from '../../../../src/pages/deliberation/ranking'
import TalkScreen from '../../../../src/pages/deliberation/talk'
import TopicScreen from '../../../../src/pages/deliberation/topic'
import { renderPage } from '../../../support/render-page'
import { play } from '../../../support/taro/taro'
import { fakeWorld, ME, ok, problem, settle } from '../../stores/fake-world'
import { nextStatement, opinionMap, routes, topic } from '../../stores/topic-world'

async function openPage(page: ComponentType, more: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld({ ...more, routes: { ...routes, ...more.routes } })
  await world.start()
  renderPage(world.stores, page, { id: 't1' })
  await act(settle)
  await act(settle)
  return world
}

const shown = (text: string | RegExp) => screen.getByText(text)
/** Whether the one text stands above the other. */
const isAbove = (one: string, other: string) =>
  (shown(one).compareDocumentPosition(shown(other)) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.clearAllMocks()
})

test('topics say their state in a word and what one can do now', async () => {
  await openPage(List)
  expect(shown('征集支持')).toBeTruthy()
  expect(shown('13 户支持，满 20 户必须答复')).toBeTruthy()
  fireEvent.click(shown('小广场晚上要不要关灯'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/deliberation/topic/index?id=t1' })
})

test('a card has three answers of one size, and the next one comes by itself', async () => {
  const votes: unknown[] = []
  await openPage(Cards, {
    routes: {
      'GET /topics/t1/next-statement': () => ok(nextStatement(votes.length + 1, 12 - votes.length)),
      'PUT /topics/t1/votes/*': ({ body }) => {
        votes.push(body)
        return ok({ topicId: 't1', statementId: 's1', vote: 'agree' })
      },
    },
  })
  expect(shown('还有 12 条没有投')).toBeTruthy()
  expect(shown('第 1 条看法')).toBeTruthy()
  for (const answer of ['赞成', '不赞成', '说不准']) expect(shown(answer)).toBeTruthy()
  fireEvent.click(shown('不赞成'))
  await act(settle)
  expect(votes).toEqual([{ vote: 'disagree' }])
  expect(shown('第 2 条看法')).toBeTruthy()
})

describe('the map', () => {
  test('says first what nearly all agree on, then each group in its words, the picture last', async () => {
    await openPage(MapScreen)
    expect(shown('台阶边的灯一直亮着')).toBeTruthy()
    expect(shown('95% 的人赞成')).toBeTruthy()
    expect(shown('不赞成：跳舞可以到十点')).toBeTruthy()
    expect(isAbove('大家几乎都赞成', '看法不同的几组人')).toBe(true)
    expect(isAbove('看法不同的几组人', '一张图看大家的看法')).toBe(true)
    expect(shown('您')).toBeTruthy()
    expect(shown('4 秒前算出')).toBeTruthy()
  })

  test('is read anew when it is shown again, and every ten seconds while people vote and somebody looks', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let read = 0
    let vote = true
    const answer = () => {
      read += 1
      return ok(opinionMap({ ageSeconds: read, can: { vote, download: false } }))
    }
    const pass = (seconds: number) =>
      act(async () => {
        vi.advanceTimersByTime(seconds * 1_000)
        await settle()
      })
    await openPage(MapScreen, { routes: { 'GET /topics/t1/opinion-map': answer } })
    expect(read).toBe(1)
    await pass(10)
    expect(shown('2 秒前算出')).toBeTruthy()
    await act(async () => void (await play('didHide')))
    await pass(60)
    expect(read).toBe(2)
    vote = false
    await act(async () => void (await play('didShow')))
    await act(settle)
    expect(read).toBe(3)
    // The topic has closed: nothing changes any more.
    await pass(60)
    expect(read).toBe(3)
  })

  test('of too few says so, and shows neither groups nor dots', async () => {
    const few = opinionMap({
      tooFew: true,
      groups: [],
      points: [],
      consensus: [],
      mine: null,
      participants: 3,
      votes: 9,
    })
    await openPage(MapScreen, { routes: { 'GET /topics/t1/opinion-map': () => ok(few) } })
    expect(shown('人还不够多')).toBeTruthy()
    expect(screen.queryByText('一张图看大家的看法')).toBeNull()
  })
})

describe('the thread of a topic', () => {
  const task = {
    id: 'k1',
    title: '换定时器',
    owner: '物业工程部',
    milestone: '样灯装好',
    dueAt: '2026-01-20T00:00:00.000Z',
    percent: 50,
    overdue: false,
    doneAt: null,
    claims: 2,
    claimed: false,
    progress: [{ percent: 50, note: '样灯已装', at: '2026-01-02T00:00:00.000Z' }],
    can: { report: false, claim: true, release: false },
  }

  test('leads from the proposal to the outcome, its tasks and its stars', async () => {
    const outcome = {
      text: '二十二点后调暗一半。',
      pollId: null,
      publishedAt: '2026-01-02T00:00:00.000Z',
      tasks: [task],
    }
    const evaluation = { ratings: 2, stars: 3.5, mine: null, answerDueAt: null, answer: '明年再看。' }
    const whole = topic({ state: 'evaluated', outcome, evaluation, can: { evaluate: true } })
    await openPage(TopicScreen, { routes: { 'GET /topics/t1': () => ok(whole) } })
    for (const text of ['二十二点后调暗一半。', '换定时器', '50%', '平均 3.5 星，2 人评价', '社区的答复：明年再看。'])
      expect(shown(text)).toBeTruthy()
    for (const step of ['有居民提出这个议题', '社区受理了', '开始讨论']) expect(shown(step)).toBeTruthy()
    expect(isAbove('开始讨论', '有居民提出这个议题')).toBe(true)
  })

  test('puts the vote at the thumb while it is open', async () => {
    await openPage(TopicScreen, { routes: { 'GET /topics/t1': () => ok(topic({ can: { vote: true } })) } })
    expect(shown('看看大家的看法，投一票')).toBeTruthy()
  })

  test('of another grid is not here', async () => {
    await openPage(TopicScreen, { routes: { 'GET /topics/t1': () => problem(404, 'not_found') } })
    expect(shown('这个议题看不到了')).toBeTruthy()
  })
})

const meeting = {
  at: '2026-01-05T01:00:00.000Z',
  address: '社区议事厅',
  onlineUrl: null,
  facilitated: false,
  facilitator: null,
  minutes: null,
  invited: 20,
  confirmed: 9,
  attended: 0,
}

test('the meeting says when and where, and what is talked about, by why', async () => {
  const invited = topic({ state: 'scheduled', meeting, can: { confirm: true, decline: true } })
  await openPage(Meeting, { routes: { 'GET /topics/t1': () => ok(invited) } })
  expect(shown('地点：社区议事厅')).toBeTruthy()
  expect(shown('9 人说会来，0 人已到')).toBeTruthy()
  expect(shown('议程，约 45 分钟')).toBeTruthy()
  expect(shown('看法不同的，听听各组的理由')).toBeTruthy()
  expect(shown('我会来')).toBeTruthy()
})

test('published minutes show decisions, who does what, and their fingerprint', async () => {
  const settled = topic({ meeting: { ...meeting, minutes: 'published' } })
  await openPage(MinutesScreen, { routes: { 'GET /topics/t1': () => ok(settled) } })
  expect(shown('1. 二十二点后调暗一半')).toBeTruthy()
  expect(shown('换定时器')).toBeTruthy()
  expect(shown(/^44136fa3/)).toBeTruthy()
})

test('what people talk about is counted, shows what stands behind, and leads to a topic', async () => {
  const source = { kind: 'appeal', id: 'a1', text: '充电桩漏电，很危险', createdAt: '2026-01-02T00:00:00.000Z' }
  const talk = {
    from: '2025-12-20T00:00:00.000Z',
    to: '2026-01-03T00:00:00.000Z',
    looked: 30,
    categories: [],
    words: [{ word: '充电桩', count: 4, people: 3, sources: [source] }],
  }
  const secretary = { ...ME, roles: [{ role: 'secretary', placeId: 'c1' }] }
  await openPage(TalkScreen, {
    routes: { 'GET /me': () => ok(secretary), 'GET /places/c1/talk': () => ok(talk) },
  })
  expect(shown('4 条，3 人说起')).toBeTruthy()
  expect(screen.queryByText('提成议题')).toBeNull()
  fireEvent.click(shown('充电桩'))
  fireEvent.click(shown('提成议题'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/deliberation/propose/index?from=appeal&sourceId=a1' })
})

test('projects are ranked with the numbers behind, quarter by quarter', async () => {
  const project = {
    id: 't1',
    rank: 1,
    title: '换定时器',
    publishedAt: '2026-01-02T00:00:00.000Z',
    ratings: 12,
    stars: 4.5,
    score: 4.1,
    tasks: 2,
    tasksDone: 1,
    claims: 3,
    selected: true,
    can: { open: true },
  }
  const asked: string[] = []
  await openPage(RankingScreen, {
    routes: {
      'GET /places/c1/project-ranking': ({ query }) => {
        asked.push(query.toString())
        return ok({ from: '2026-01-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', items: [project] })
      },
    },
  })
  expect(shown('4.5 星 · 12 人评价 · 任务完成 1/2，3 人认领')).toBeTruthy()
  expect(shown('年度入选')).toBeTruthy()
  fireEvent.click(shown('上季度'))
  await act(settle)
  fireEvent.click(shown('今年'))
  await act(settle)
  fireEvent.click(shown('去年'))
  await act(settle)
  expect(asked).toEqual(['year=2026&quarter=1', 'year=2025&quarter=4', 'year=2026', 'year=2025'])
})
