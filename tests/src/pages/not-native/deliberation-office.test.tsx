import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import CardsScreen from '../../../../src/pages/deliberation/cards'
import CouncilScreen from '../../../../src/pages/deliberation/council'
import MapScreen from '../../../../src/pages/deliberation/map'
import MeetingScreen from '../../../../src/pages/deliberation/meeting'
import { leftAt, sayLeft } from '../../../../src/pages/deliberation/meeting/timer'
import RulesScreen from '../../../../src/pages/deliberation/rules'
import { numberOf } from '../../../../src/pages/deliberation/rules/form'
import TalkScreen from '../../../../src/pages/deliberation/talk'
import TopicScreen from '../../../../src/pages/deliberation/topic'
import { fileWay } from '../../../../src/platform/take-file'
import { topicStore } from '../../../../src/stores/topic-store'
import { press, write } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ME, ok, page, problem, settle } from '../../stores/fake-world'
import { agenda, nextStatement, opinionMap, routes, topic } from '../../stores/topic-world'

const SECRETARY = { ...ME, roles: [{ role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' }] }

async function openPage(of: ComponentType, more: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld({ ...more, routes: { ...routes, ...more.routes } })
  await world.start()
  renderPage(world.stores, of, { id: 't1' })
  await act(settle)
  await act(settle)
  return world
}

const shown = (text: string | RegExp) => screen.getByText(text)

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

const RULES = {
  supportHouseholds: 20,
  answerWorkingDays: 5,
  moderatesStatements: false,
  statementsPerPerson: 50,
  can: { change: false },
}

describe('the rules of a place', () => {
  test('are told to every resident in plain words', async () => {
    await openPage(RulesScreen, { routes: { 'GET /places/c1/deliberation-rules': () => ok(RULES) } })
    for (const text of ['满 20 户支持，社区必须答复', '5 个工作日内答复', '看法发出去，大家马上看得到'])
      expect(shown(text)).toBeTruthy()
    expect(screen.queryByText('修改规则')).toBeNull()
  })

  test('are changed by the secretary, whole numbers only, and hold at once', async () => {
    const saved: unknown[] = []
    await openPage(RulesScreen, {
      routes: {
        'GET /me': () => ok(SECRETARY),
        'GET /places/c1/deliberation-rules': () => ok({ ...RULES, can: { change: true } }),
        'PUT /places/c1/deliberation-rules': ({ body }) => {
          saved.push(body)
          return ok({ ...(body as typeof RULES), can: { change: true } })
        },
      },
    })
    await press('修改规则')
    const [support] = screen.getAllByRole('textbox')
    if (support === undefined) throw new Error('no field')
    const type = (value: string) => act(async () => void fireEvent.change(support, { target: { value } }))
    await type('0')
    expect(shown('请填 1 到 10000 的整数')).toBeTruthy()
    await press('保存规则')
    expect(saved).toEqual([])
    await type('12')
    await press('看法先看过，再给大家看')
    await press('保存规则')
    expect(saved).toEqual([
      { supportHouseholds: 12, answerWorkingDays: 5, moderatesStatements: true, statementsPerPerson: 50 },
    ])
    expect(shown('满 12 户支持，社区必须答复')).toBeTruthy()
    expect(shown('看法先由社区看过，再给大家看')).toBeTruthy()
  })

  test.each([
    ['1', 1],
    [' 60 ', 60],
    ['61', null],
    ['0', null],
    ['-1', null],
    ['1.5', null],
    ['１２', null],
    ['', null],
    ['9999999', null],
  ])('"%s" is %s of 60', (text, number) => expect(numberOf(text, 60)).toBe(number))
})

const resident = {
  id: 'm7',
  person: { id: 'p7', displayName: '王阿姨', avatarUrl: null },
  building: { id: 'b3', kind: 'building', name: '3 号楼' },
  household: { id: 'h7', number: '302', floor: 3 },
  can: { receive: true },
}

describe('councillors', () => {
  const councillor = {
    id: 'k1',
    placeId: 'c1',
    person: { id: 'p8', displayName: '陈代表', avatarUrl: null },
    kind: 'party_delegate',
    createdAt: '2026-01-01T00:00:00.000Z',
    can: { dismiss: true },
  }

  test('are entered by the secretary, found by name or door, and taken off after a question that names them', async () => {
    const sent: string[] = []
    await openPage(CouncilScreen, {
      routes: {
        'GET /me': () => ok(SECRETARY),
        'GET /places/c1/deliberation-rules': () => ok({ ...RULES, can: { change: true } }),
        'GET /places/c1/councillors': () => page([councillor]),
        'GET /places/c1/residents': ({ query }) => page(query.get('q') === '王' ? [resident] : []),
        'PUT /councillors/*': ({ body }) => {
          sent.push(JSON.stringify(body))
          return ok({ ...councillor, id: 'k2', person: resident.person, kind: 'peoples_deputy' })
        },
        'DELETE /councillors/k1': () => {
          sent.push('gone')
          return { status: 204 }
        },
      },
    })
    await press('登记一位代表或委员')
    // Nobody is listed before a word was typed.
    expect(screen.queryByText('王阿姨')).toBeNull()
    await write('比如：李，或 501', '王')
    await press('找这位居民')
    await press('王阿姨')
    await press('人大代表')
    await press('登记')
    expect(sent).toEqual([JSON.stringify({ placeId: 'c1', personId: 'p7', kind: 'peoples_deputy' })])
    expect(shown('王阿姨')).toBeTruthy()
    expect(shown('王阿姨已登记为人大代表')).toBeTruthy()
    const [, ofChen] = screen.getAllByText('不再担任')
    await act(async () => {
      fireEvent.click(ofChen as HTMLElement)
      await settle()
    })
    expect(shown('陈代表不再担任党代表？')).toBeTruthy()
    await press('不再担任')
    expect(sent).toHaveLength(2)
    expect(screen.queryByText('陈代表')).toBeNull()
  })

  test('are only read by residents', async () => {
    await openPage(CouncilScreen, {
      routes: {
        'GET /places/c1/deliberation-rules': () => ok(RULES),
        'GET /places/c1/councillors': () => page([{ ...councillor, can: { dismiss: false } }]),
      },
    })
    expect(shown('党代表')).toBeTruthy()
    expect(screen.queryByText('登记一位代表或委员')).toBeNull()
    expect(screen.queryByText('不再担任')).toBeNull()
  })
})

const meeting = {
  at: '2026-01-05T01:00:00.000Z',
  address: '社区议事厅',
  onlineUrl: null,
  facilitated: true,
  facilitator: { id: 'p9', displayName: '周老师', avatarUrl: null },
  minutes: null,
  invited: 2,
  confirmed: 1,
  attended: 0,
}

describe('whoever runs the meeting', () => {
  const invitee = (id: string, displayName: string, attended: string | null) => ({
    id,
    displayName,
    building: '3 号楼',
    answer: 'coming',
    attended,
    can: { attest: attended === null },
  })
  const hosted = topic({ state: 'scheduled', meeting, can: { attest: true, moderate: true, schedule: true } })

  test('finds somebody without a phone in the list and notes that they are here', async () => {
    const acts: unknown[] = []
    const parts: unknown[] = []
    await openPage(MeetingScreen, {
      routes: {
        'GET /topics/t1': () => ok(hosted),
        'GET /topics/t1/invitees': ({ query }) => {
          parts.push(query.get('q'))
          return page(query.get('q') === '王' ? [invitee('p7', '王阿姨', null)] : [invitee('p6', '何叔', 'code')])
        },
        'GET /places/g1/residents': () => page([{ ...resident, person: { ...resident.person, displayName: '来客' } }]),
        'POST /topics/t1/actions': ({ body }) => {
          acts.push(body)
          return ok(topic({ ...hosted, meeting: { ...meeting, attended: acts.length } }))
        },
      },
    })
    expect(shown('主持人：周老师')).toBeTruthy()
    expect(shown('自己签到')).toBeTruthy()
    await write('比如：王，或 3 号楼', '王')
    await press('在名单里找')
    expect(parts).toEqual([null, '王'])
    await press('到了')
    expect(acts).toMatchObject([{ action: 'attest', personId: 'p7' }])
    expect(shown('当面登记')).toBeTruthy()
    expect(screen.queryByText('到了')).toBeNull()
    expect(shown('1 人说会来，1 人已到')).toBeTruthy()

    await press('名单里没有？找一位居民')
    await write('比如：李，或 501', '302')
    await press('找这位居民')
    await press('来客')
    expect(acts).toHaveLength(2)
    expect(shown('来客已登记到场')).toBeTruthy()
  })

  test('a facilitator notes those in the list, and cannot look through all residents', async () => {
    const facilitated = topic({ state: 'scheduled', meeting, can: { attest: true } })
    await openPage(MeetingScreen, {
      routes: {
        'GET /topics/t1': () => ok(facilitated),
        'GET /topics/t1/invitees': () => page([invitee('p7', '王阿姨', null)]),
      },
    })
    expect(shown('到了')).toBeTruthy()
    expect(screen.queryByText('名单里没有？找一位居民')).toBeNull()
  })

  test('moves the meeting without losing who runs it', async () => {
    const acts: unknown[] = []
    await openPage(TopicScreen, {
      routes: {
        'GET /topics/t1': () => ok(hosted),
        'POST /topics/t1/actions': ({ body }) => {
          acts.push(body)
          return ok(hosted)
        },
      },
    })
    await press('定会议时间')
    expect(shown('周老师')).toBeTruthy()
    await press('定下来')
    expect(acts).toMatchObject([{ action: 'schedule', facilitatorId: 'p9', address: '社区议事厅' }])
    await press('定会议时间')
    await press('还是由社区主持')
    await press('定下来')
    expect(acts[1]).not.toHaveProperty('facilitatorId')
  })

  test('has a timer that goes by the clock, also when the phone slept', async () => {
    const minute = 60_000
    expect(leftAt({ leftMs: 5 * minute, runsSince: null }, 99)).toBe(5 * minute)
    expect(leftAt({ leftMs: 5 * minute, runsSince: 1_000 }, 1_000 + 7 * minute)).toBe(-2 * minute)
    expect([0, 999, 5 * minute, -12_000, -61_500].map(sayLeft)).toEqual(['0:00', '0:01', '5:00', '+0:12', '+1:01'])
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    await openPage(MeetingScreen, {
      routes: { 'GET /topics/t1': () => ok(hosted), 'GET /topics/t1/invitees': () => page([]) },
    })
    await press('开始')
    // The phone slept for six minutes: one tick, and the clock has gone on.
    vi.setSystemTime(Date.now() + 6 * minute - 1_000)
    act(() => void vi.advanceTimersByTime(1_000))
    expect(shown('+1:00')).toBeTruthy()
    expect(shown('这一项已超时，照样说完')).toBeTruthy()
    await press('下一项')
    expect(shown('10:00')).toBeTruthy()
  })

  test('keeps the timer where it is when votes change the agenda meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    let current = agenda
    const world = await openPage(MeetingScreen, {
      routes: {
        'GET /topics/t1': () => ok(hosted),
        'GET /topics/t1/invitees': () => page([]),
        'GET /topics/t1/agenda': () => ok(current),
      },
    })
    const readAnew = async (minutes: number) => {
      current = { ...agenda, items: agenda.items.map((item) => ({ ...item, minutes })) }
      await act(() => world.stores.of(topicStore).openAgenda())
    }
    // Before it begins it is the agenda of now.
    await readAnew(7)
    expect(shown('7:00')).toBeTruthy()
    await press('开始')
    await press('下一项')
    act(() => void vi.advanceTimersByTime(60_000))
    expect(shown('6:00')).toBeTruthy()
    await readAnew(3)
    expect(shown('6:00')).toBeTruthy()
    await press('下一项')
    expect(shown('7:00')).toBeTruthy()
  })
})

describe('the secretary', () => {
  test('reads what residents say before answering low stars', async () => {
    const ratings = [{ id: 'r1', stars: 1, text: '还是太亮', at: '2026-01-02T00:00:00.000Z', can: { answer: true } }]
    const outcome = { text: '照办', pollId: null, publishedAt: '2026-01-02T00:00:00.000Z', tasks: [] }
    const evaluation = { ratings: 1, stars: 1, mine: null, answerDueAt: '2026-01-09T00:00:00.000Z', answer: null }
    await openPage(TopicScreen, {
      routes: {
        'GET /topics/t1': () => ok(topic({ state: 'evaluated', outcome, evaluation, can: { answer: true } })),
        'GET /topics/t1/evaluations': () => page(ratings),
      },
    })
    expect(shown('有低分，社区须作出答复')).toBeTruthy()
    await press('答复评价')
    expect(shown(/1 星 · .*\n?还是太亮/)).toBeTruthy()
  })

  test('shows what waits, and takes out what all see, with a reason', async () => {
    const acts: unknown[] = []
    const statement = (id: string, state: string) => ({
      ...nextStatement(1, 1),
      id,
      text: `看法 ${id}`,
      state,
      can: { vote: false, show: state !== 'shown', hide: state !== 'hidden' },
    })
    await openPage(TopicScreen, {
      routes: {
        'GET /topics/t1': () => ok(topic({ state: 'open', can: { moderate: true } })),
        'GET /topics/t1/statements': ({ query }) => {
          const state = query.get('state') ?? ''
          return page(state === 'hidden' ? [] : [statement(state, state)])
        },
        'POST /statements/*/actions': ({ body }) => {
          acts.push(body)
          return ok(statement('x', 'shown'))
        },
      },
    })
    await press('看看大家写的看法')
    expect(shown('看法 pending')).toBeTruthy()
    await press('给大家看')
    expect(screen.queryByText('看法 pending')).toBeNull()
    await press('大家看得到的')
    expect(shown('看法 shown')).toBeTruthy()
    await press('不给大家看')
    await act(async () => {
      fireEvent.change(screen.getByRole('textbox'), { target: { value: '请说事' } })
      await settle()
    })
    await press('确定不给大家看')
    expect(acts).toMatchObject([{ action: 'show' }, { action: 'hide', reason: '请说事' }])
    await press('收起来的')
    expect(shown('没有收起来的')).toBeTruthy()
  })

  test('sees how often each kind of thing is said, with what stands behind', async () => {
    const source = { kind: 'appeal', id: 'a1', text: '充电桩漏电', createdAt: '2026-01-02T00:00:00.000Z' }
    const talk = {
      from: '2025-12-20T00:00:00.000Z',
      to: '2026-01-03T00:00:00.000Z',
      looked: 9,
      categories: [
        { kind: 'appeal', category: 'safety', count: 6, sources: [source] },
        { kind: 'post', category: 'recommend', count: 3, sources: [] },
      ],
      words: [],
    }
    await openPage(TalkScreen, {
      routes: { 'GET /me': () => ok(SECRETARY), 'GET /places/c1/talk': () => ok(talk) },
    })
    expect(shown('诉求 · 安全隐患')).toBeTruthy()
    expect(shown('邻里圈 · 推荐')).toBeTruthy()
    expect(shown('6 条')).toBeTruthy()
    await press('诉求 · 安全隐患')
    expect(shown('诉求 · 充电桩漏电')).toBeTruthy()
    expect(shown('提成议题')).toBeTruthy()
  })

  test('names a poll with the outcome, and everybody is led to it', async () => {
    const acts: unknown[] = []
    const poll = (id: string, state: string) => ({ id, question: `投票 ${id}`, state })
    const outcome = { text: '照办', pollId: 'v1', publishedAt: '2026-01-02T00:00:00.000Z', tasks: [] }
    await openPage(TopicScreen, {
      routes: {
        'GET /topics/t1': () => ok(topic({ state: 'reviewed', can: { publish: true } })),
        'GET /places/g1/polls': () => page([poll('v1', 'open'), poll('v2', 'draft')]),
        'POST /topics/t1/actions': ({ body }) => {
          acts.push(body)
          return ok(topic({ state: 'published', outcome }))
        },
      },
    })
    await press('公布结果')
    expect(screen.queryByText('投票 v2')).toBeNull()
    await press('投票 v1')
    await act(async () => {
      fireEvent.change(screen.getByRole('textbox'), { target: { value: '照办' } })
      await settle()
    })
    await press('公布结果')
    expect(acts).toMatchObject([{ action: 'publish', outcome: '照办', pollId: 'v1' }])
    expect(shown('相关的投票')).toBeTruthy()
  })
})

describe('a resident', () => {
  test('sees what became of their own statements, and why one is not shown', async () => {
    const own = (id: string, state: string, reason: string | null) => ({ ...nextStatement(1, 1), id, state, reason })
    await openPage(CardsScreen, {
      routes: {
        'GET /topics/t1/next-statement': () => ({ status: 204 }),
        'GET /topics/t1/statements': ({ query }) =>
          query.get('mine') === 'true'
            ? page([own('a', 'shown', null), own('b', 'hidden', '请说事，不说人。'), own('c', 'pending', null)])
            : problem(400, 'invalid_request'),
      },
    })
    for (const text of ['大家看得到', '没有给大家看', '等社区看过', '理由：请说事，不说人。'])
      expect(shown(text)).toBeTruthy()
  })

  test('takes the votes of a closed topic as their platform hands out files', async () => {
    vi.stubGlobal('wx', { shareFileMessage: ({ success }: { success: () => void }) => success() })
    const clicked: string[] = []
    HTMLAnchorElement.prototype.click = function () {
      clicked.push(this.download)
    }
    URL.revokeObjectURL = () => {}
    const world = await openPage(MapScreen, {
      routes: {
        'GET /topics/t1/opinion-map': () => ok(opinionMap({ can: { vote: false, download: true } })),
        'GET /topics/t1/votes.csv': () => ok('participant'),
      },
    })
    await press('取投票表')
    expect(world.linesOf('GET /topics/t1/votes.csv')).toHaveLength(fileWay === 'elsewhere' ? 0 : 1)
    if (fileWay === 'save') {
      expect(clicked).toEqual(['投票.csv'])
      expect(shown('已经给您了')).toBeTruthy()
    } else expect(shown(fileWay === 'share' ? '文件好了' : '请在浏览器里取')).toBeTruthy()
  })

  test('is offered no file while people still vote', async () => {
    await openPage(MapScreen)
    expect(screen.queryByText('取投票表')).toBeNull()
  })
})
