import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CareCircle, ListLine, Match, Need } from '../../../../src/contract'
import Circle from '../../../../src/pages/mutual-aid/circle'
import EnterService from '../../../../src/pages/mutual-aid/enter-service'
import { sayHours } from '../../../../src/pages/mutual-aid/hours'
import Lists from '../../../../src/pages/mutual-aid/lists'
import MatchScreen from '../../../../src/pages/mutual-aid/match'
import NeedScreen from '../../../../src/pages/mutual-aid/need'
import { weeklyOf } from '../../../../src/pages/mutual-aid/offer/weekly'
import { fenOf } from '../../../../src/pages/mutual-aid/price'
import Volunteers from '../../../../src/pages/mutual-aid/volunteers'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ME, ok, PLACE, problem, settle } from '../../stores/fake-world'

const categories = [{ id: 'masks', kind: 'item', name: '口罩等应急物资' }]
const place = { id: 'g1', kind: 'grid' as const, name: '第一网格' }

const need: Need = {
  id: 'n1',
  place,
  kind: 'item',
  category: 'masks',
  text: '口罩用完了',
  from: '2026-01-01T04:00:00.000Z',
  to: '2026-01-01T10:00:00.000Z',
  urgency: 'today',
  quantity: 30,
  met: 20,
  state: 'open',
  visibility: 'grid',
  language: null,
  requester: { id: 'p1', displayName: '李' },
  voice: null,
  createdAt: '2026-01-01T03:00:00.000Z',
  can: { findMatches: true, cancel: true },
}

const match: Match = {
  id: 'm1',
  needId: 'n1',
  offerId: 'o1',
  kind: 'item',
  category: 'masks',
  text: '口罩用完了',
  from: need.from,
  to: need.to,
  urgency: 'today',
  quantity: 20,
  distance: 'same_building',
  state: 'asked',
  isMine: { need: false, offer: true },
  contacts: null,
  voice: null,
  stars: null,
  points: null,
  createdAt: need.createdAt,
  decidedAt: null,
  can: { accept: true, decline: true, thank: false, cancel: true, no_show: false, unsafe: false },
}

const accepted: Match = {
  ...match,
  state: 'accepted',
  contacts: {
    requester: { displayName: '李', onBehalfOf: null, address: '3 号楼 502', phone: '13800000000' },
    helper: { displayName: '周', onBehalfOf: null, address: '5 号楼 101', phone: '13800000001' },
  },
  can: { accept: false, decline: false, thank: false, cancel: true, no_show: false, unsafe: true },
}

const circle: CareCircle = {
  id: 'c9',
  grid: place,
  elder: { id: 'p1', displayName: '李' },
  address: '3 号楼 502',
  isMine: true,
  code: '12345678',
  state: 'running',
  today: 'waiting',
  asked: 0,
  neighbours: [
    { id: 'p2', displayName: '王', wasAsked: false },
    { id: 'p3', displayName: '赵', wasAsked: false },
  ],
  can: { fine: true, pause: true, resume: false, end: true, leave: false, seen: false },
}

type Routes = NonNullable<Parameters<typeof fakeWorld>[0]>['routes']

async function openPage(page: ComponentType, params: Record<string, string>, routes: Routes) {
  const world = fakeWorld({ routes: { 'GET /aid-categories': () => ok(categories), ...routes } })
  await world.start()
  renderPage(world.stores, page, params)
  await act(settle)
  await act(settle)
  return world
}

const typeInto = (placeholder: string, value: string) =>
  fireEvent.change(screen.getByPlaceholderText(placeholder), { target: { value } })
const typeIntoLabel = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('a need of mine says what is found of it, and why somebody could help, not who', async () => {
  const reasons = [
    { code: 'same_building', text: '同一栋楼' },
    { code: 'has_pieces', text: '还有 10 件' },
  ]
  await openPage(
    NeedScreen,
    { id: 'n1' },
    {
      'GET /needs/n1': () => ok(need),
      'GET /me/matches': () => ok({ items: [], nextCursor: null }),
      'GET /needs/n1/matches': () => ok([{ offerId: 'o2', score: 80, reasons, distance: 'same_building' }]),
    },
  )
  expect(screen.getByText('20/30 件有着落')).toBeTruthy()
  expect(screen.getByText('同一栋楼 · 还有 10 件')).toBeTruthy()
  expect(screen.getByText('请TA帮忙')).toBeTruthy()
})

test('whoever is asked answers in one tap, and then sees name, door and phone', async () => {
  await openPage(
    MatchScreen,
    { id: 'm1' },
    {
      'GET /matches/m1': () => ok(match),
      'POST /matches/m1/actions': () => ok(accepted),
    },
  )
  expect(screen.queryByText('3 号楼 502')).toBeNull()
  fireEvent.click(screen.getByText('我来帮'))
  await act(settle)
  await act(settle)
  expect(screen.getByText('3 号楼 502')).toBeTruthy()
  expect(screen.getByText('13800000000')).toBeTruthy()
  expect(screen.queryByText('我来帮')).toBeNull()
})

test('whoever helps somebody else than who asked is told that the door is still to be told', async () => {
  const requester = { displayName: '李', onBehalfOf: '李奶奶', address: null, phone: null }
  const helper = { displayName: '周', onBehalfOf: null, address: '5 号楼 101', phone: null }
  const onBehalf = { ...accepted, contacts: { requester, helper } }
  await openPage(MatchScreen, { id: 'm1' }, { 'GET /matches/m1': () => ok(onBehalf) })
  expect(screen.getByText('替李奶奶求助')).toBeTruthy()
  expect(screen.getByText('李奶奶家的门牌，求助的邻居会告诉您')).toBeTruthy()
  cleanup()
  const mine = { ...onBehalf, isMine: { need: true, offer: false } }
  await openPage(MatchScreen, { id: 'm1' }, { 'GET /matches/m1': () => ok(mine) })
  expect(screen.getByText('您是替李奶奶求助，请把门牌告诉来帮忙的邻居。')).toBeTruthy()
})

test('staff who look into it read who the two are', async () => {
  const only = { onBehalfOf: null, address: null, phone: null }
  const contacts = { requester: { displayName: '李', ...only }, helper: { displayName: '周', ...only } }
  const isMine = { need: false, offer: false }
  await openPage(MatchScreen, { id: 'm1' }, { 'GET /matches/m1': () => ok({ ...accepted, contacts, isMine }) })
  expect(screen.getByText('李')).toBeTruthy()
  expect(screen.getByText('周')).toBeTruthy()
})

test('a need of somebody says nothing of who asks', async () => {
  const theirs = { ...need, requester: null, can: { findMatches: false, cancel: false } }
  const routes = { 'GET /needs/n1': () => ok(theirs), 'GET /me/matches': () => ok({ items: [], nextCursor: null }) }
  await openPage(NeedScreen, { id: 'n1' }, routes)
  expect(screen.getByText('这类事我能帮')).toBeTruthy()
  expect(screen.queryByText(/的求助$/)).toBeNull()
})

test('hours of a service are said day by day', () => {
  const always = Array.from({ length: 7 }, (_, day) => ({ weekday: day, from: '08:00', to: '20:00' }))
  expect(sayHours(always)).toBe('每天 08:00–20:00')
  const some = [
    { weekday: 0, from: '09:00', to: '12:00' },
    { weekday: 2, from: '08:00', to: '18:00' },
    { weekday: 1, from: '08:00', to: '18:00' },
  ]
  expect(sayHours(some)).toBe('周日 09:00–12:00；周一、周二 08:00–18:00')
})

test('one tap a day says that the elder is fine', async () => {
  const fine = { ...circle, today: 'fine' as const, can: { ...circle.can, fine: false } }
  await openPage(
    Circle,
    {},
    {
      'GET /me/care-circles': () => ok({ items: [circle] }),
      'POST /care-circles/c9/actions': () => ok({ items: [fine] }),
    },
  )
  expect(screen.getByText('邀请码 12345678')).toBeTruthy()
  fireEvent.click(screen.getByText('我今天很好'))
  await act(settle)
  await act(settle)
  expect(screen.getByText('今天已报平安')).toBeTruthy()
  expect(screen.queryByText('我今天很好')).toBeNull()
})

test('no day and no part is any time; otherwise every day or every part that was chosen', () => {
  expect(weeklyOf([], [])).toEqual([])
  expect(weeklyOf(['d6'], ['morning'])).toEqual([{ weekday: 6, from: '08:00', to: '12:00' }])
  expect(weeklyOf(['d1'], [])).toHaveLength(3)
  expect(weeklyOf([], ['evening'])).toHaveLength(7)
})

describe('the three lists', () => {
  const office = { role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' }
  const line: ListLine = {
    id: 'n1',
    kind: 'need',
    title: '口罩用完了',
    personId: 'li',
    who: '李',
    category: 'masks',
    total: 30,
    left: 30,
    matched: 20,
    asked: 0,
    matches: [{ kind: 'gift', id: 'f1', title: '店里多的口罩', quantity: 20 }],
    createdAt: need.createdAt,
  }
  const sum = { resources: 1, needs: 1, services: 2, lacking: 30, covered: 20 }
  const routes: Routes = {
    'GET /me': () => ok({ ...ME, roles: [office] }),
    'GET /places/c1': () => ok({ ...PLACE, id: 'c1', kind: 'community', ancestors: [] }),
    'GET /places/c1/children': () => ok({ items: [], nextCursor: null }),
    'GET /places/c1/three-lists': () => ok(sum),
  }

  test('say what is lacking, what fits it, and ask with one tap', async () => {
    let wasRun = false
    const asked = { ...line, matched: 0, matches: [], asked: 2 }
    await openPage(
      Lists,
      {},
      {
        ...routes,
        'GET /places/c1/three-lists/lines': ({ query }) => {
          const items = query.get('list') === 'needs' ? [wasRun ? asked : line] : []
          return ok({ items, nextCursor: null })
        },
        'POST /places/c1/matching-runs': () => {
          wasRun = true
          return ok({ needs: 1, offers: 3, assigned: 2, score: 90 })
        },
      },
    )
    expect(screen.getByText('居民还缺 30 件（次）')).toBeTruthy()
    expect(screen.getByText('物资：店里多的口罩（20）')).toBeTruthy()
    expect(screen.getByText('能对上 20')).toBeTruthy()
    fireEvent.click(screen.getByText('对接并去问'))
    await act(settle)
    await act(settle)
    expect(screen.getByText('已问 2 位，等回复')).toBeTruthy()
    fireEvent.click(screen.getByText('服务清单 2'))
    await act(settle)
    expect(screen.getByText('还没有登记服务')).toBeTruthy()
  })

  test('a refusal and a list that does not come are said on the page', async () => {
    await openPage(
      Lists,
      {},
      {
        ...routes,
        'GET /places/c1/three-lists/lines': () => problem(500, 'internal', '出错了'),
        'POST /places/c1/matching-runs': () => problem(403, 'not_allowed', '您没有这个权限'),
      },
    )
    fireEvent.click(screen.getByText('对接并去问'))
    await act(settle)
    expect(screen.getByText('您没有这个权限')).toBeTruthy()
    expect(screen.queryByText('口罩用完了')).toBeNull()
  })
})

describe('the secretary', () => {
  const office = { role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' }
  const staff: Routes = {
    'GET /me': () => ok({ ...ME, roles: [office] }),
    'GET /places/c1': () => ok({ ...PLACE, id: 'c1', kind: 'community', ancestors: [] }),
    'GET /places/c1/children': () => ok({ items: [], nextCursor: null }),
  }

  test('finds a resident by name and verifies them as a volunteer, and asks once before taking it back', async () => {
    const li = { id: 'p7', displayName: '李晓梅', building: '5 号楼', grid: '第一网格', verifiedAt: null }
    const world = await openPage(
      Volunteers,
      {},
      {
        ...staff,
        'GET /places/c1/volunteers': ({ query }) =>
          ok({ items: query.get('named') === '晓梅' ? [li] : [], nextCursor: null }),
        'PUT /places/c1/volunteers/p7': () => ({ status: 204 }),
        'DELETE /places/c1/volunteers/p7': () => ({ status: 204 }),
      },
    )
    expect(screen.getByText('还没有认证志愿者')).toBeTruthy()
    typeInto('姓名或其中几个字', '晓梅')
    fireEvent.click(screen.getByText('查找'))
    await act(settle)
    fireEvent.click(screen.getByText('认证'))
    await act(settle)
    expect(world.linesOf('PUT /places/c1/volunteers/p7')).toHaveLength(1)
    fireEvent.click(screen.getByText('取消认证'))
    expect(screen.getByText('取消李晓梅的志愿者认证？')).toBeTruthy()
    expect(world.linesOf('DELETE')).toHaveLength(0)
    for (const button of screen.getAllByText('取消认证').slice(-1)) fireEvent.click(button)
    await act(settle)
    expect(world.linesOf('DELETE /places/c1/volunteers/p7')).toHaveLength(1)
    expect(screen.getByText('认证')).toBeTruthy()
  })

  test('lists a home service once all of it is written, by the price in fen', async () => {
    const world = await openPage(
      EnterService,
      {},
      {
        ...staff,
        'GET /aid-categories': () => ok([{ id: 'cleaning', kind: 'help', name: '打扫清洗' }]),
        'PUT /services/*': ({ body }) => ok({ ...(body as object), id: 's1' }),
      },
    )
    expect(screen.getByText(/都填好，就可以登记/)).toBeTruthy()
    typeInto('比如：疏通下水道', '油烟机清洗')
    fireEvent.click(screen.getByText('打扫清洗'))
    typeInto('比如：当天上门，通不了不收钱', '拆洗，自带工具')
    typeIntoLabel('价格（元）', '99.5')
    typeInto('比如：全社区', '全社区')
    typeInto('比如：家政服务许可 2026-118', '家电维修登记 0926')
    typeIntoLabel('联系电话', '0573-8200000')
    expect(screen.queryByText(/都填好，就可以登记/)).toBeNull()
    fireEvent.click(screen.getByText('登记'))
    await act(settle)
    const [sent] = world.linesOf('PUT /services/')
    expect(sent?.body).toMatchObject({
      placeId: 'g1',
      category: 'cleaning',
      price: { fen: 9_950, per: 'visit' },
      weekly: weeklyOf(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'], ['morning', 'afternoon']),
    })
  })

  test.each([
    ['', 0],
    ['80', 8_000],
    ['99.5', 9_950],
    ['0.29', 29],
    ['1.005', null],
    ['-1', null],
    ['free', null],
    ['100000', null],
  ])('a price of “%s” is %s fen', (yuan, fen) => {
    expect(fenOf(yuan)).toBe(fen)
  })
})

test('a need that is met still says who comes, and leads there', async () => {
  const met: Need = { ...need, met: 30, state: 'met', can: { findMatches: false, cancel: false } }
  const theirs = { ...accepted, isMine: { need: true, offer: false } }
  const world = await openPage(
    NeedScreen,
    { id: 'n2' },
    {
      'GET /needs/n2': () => ok({ ...met, id: 'n2' }),
      'GET /me/matches': () => ok({ items: [theirs], nextCursor: null }),
    },
  )
  expect(screen.getByText('周')).toBeTruthy()
  expect(screen.queryByText('谁可以帮')).toBeNull()
  expect(world.linesOf('GET /needs/n2/matches')).toEqual([])
})
