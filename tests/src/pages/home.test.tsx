import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import Home from '../../../src/pages/home/home'
import { renderPage } from '../../support/render-page'
import { play } from '../../support/taro/taro'
import { fakeWorld, ME, ok, page, post, problem, settle } from '../stores/fake-world'

const notice = (id: string, more = {}) => ({
  id,
  title: `公告 ${id}`,
  body: '请提前储水。',
  level: 'normal',
  needsReceipt: false,
  confirmed: false,
  publisher: { id: 'c1', kind: 'community', name: '桂花苑社区' },
  places: [],
  publishAt: '2026-01-02T00:00:00.000Z',
  expiresAt: null,
  createdAt: '2026-01-02T00:00:00.000Z',
  can: { confirm: false, seeReceipts: false, remind: false },
  ...more,
})

async function openHome(options: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld({
    ...options,
    routes: {
      'GET /places/g1/feed': ({ query }) =>
        query.get('cursor') ? page([post('p3')]) : page([post('p1'), post('p2')], 'next'),
      'GET /places/g1/notices': () => page([]),
      ...options.routes,
    },
  })
  await world.start()
  renderPage(world.stores, Home)
  await act(settle)
  return world
}

// On WeChat the buttons are native components, which do nothing in jsdom; the journey through its build presses them.
const isWeapp = process.env.TARO_ENV === 'weapp'

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('a neighbour sees the grid, its feed, and no card where nothing waits', async () => {
  await openHome()
  expect(screen.getByText('第一网格')).toBeTruthy()
  expect(screen.getByText('说 p1')).toBeTruthy()
  expect(screen.queryByText('等您处理')).toBeNull()
  for (const word of ['随手拍', '找帮手', '志愿', '议事', '投票', '积分']) expect(screen.getByText(word)).toBeTruthy()
})

test('the list ends with room for the round button, so that it covers no answer', async () => {
  await openHome()
  expect(
    screen.getByLabelText('发一条').closest('.linli-page')?.querySelector('.linli-page__content--under'),
  ).toBeTruthy()
})

test('where there is no notice the card says so', async () => {
  await openHome()
  expect(screen.getByText('还没有公告')).toBeTruthy()
})

test('notices that could not be read are not said to be none, and are read again at a tap', async () => {
  let isBroken = true
  await openHome({
    routes: { 'GET /places/g1/notices': () => (isBroken ? problem(500, 'internal') : page([notice('n1')])) },
  })
  expect(screen.queryByText('还没有公告')).toBeNull()
  isBroken = false
  await act(async () => {
    fireEvent.click(screen.getByText('没有读到公告'))
    await settle()
  })
  expect(screen.getByText('公告 n1')).toBeTruthy()
  expect(screen.queryByText('没有读到公告')).toBeNull()
})

test('an urgent notice stays in sight until it was opened', async () => {
  const { stores } = await openHome({
    routes: { 'GET /places/g1/notices': () => page([notice('n1', { level: 'urgent' })]) },
  })
  const banner = screen.getByText('紧急 · 公告 n1')
  expect(banner.closest('.home-urgent--stays')).toBeTruthy()
  fireEvent.click(banner)
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/notices/detail/index?id=n1' })
  act(() => stores.notices.markSeen('n1'))
  expect(screen.getByText('紧急 · 公告 n1').closest('.home-urgent--stays')).toBeNull()
})

test('a poll under way says how long one can vote, and is gone once the vote is cast', async () => {
  const poll = (vote: boolean) => ({
    id: 'v1',
    question: '车棚改造',
    closesAt: new Date(Date.now() + 2 * 86_400_000 + 3_600_000).toISOString(),
    can: { vote },
  })
  let canVote = true
  const { stores } = await openHome({ routes: { 'GET /places/g1/polls': () => page([poll(canVote)]) } })
  fireEvent.click(screen.getByText(/车棚改造/))
  expect(screen.getByText(/投票还剩/)).toBeTruthy()
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/voting/poll/index?id=v1' })
  canVote = false
  await act(async () => stores.openPolls.open('g1'))
  expect(screen.queryByText(/车棚改造/)).toBeNull()
})

test('a notice that asks for a receipt waits for the reader', async () => {
  const asking = notice('n2', { needsReceipt: true, can: { confirm: true, seeReceipts: false, remind: false } })
  await openHome({ routes: { 'GET /places/g1/notices': () => page([asking]) } })
  expect(screen.getByText('等您处理')).toBeTruthy()
  expect(screen.getAllByText('公告 n2')).toHaveLength(1)
  expect(screen.getByText('待确认')).toBeTruthy()
})

test('the switch to large text answers in words', async () => {
  const { stores } = await openHome()
  await act(async () => {
    fireEvent.click(screen.getByText('大字版'))
    await settle()
  })
  expect(stores.ui.elder).toBe(true)
  expect(screen.getByText('标准版')).toBeTruthy()
  expect(screen.getByText('已换成大字版，右上角可以换回来')).toBeTruthy()
})

test('reaching the end reads on', async () => {
  await openHome()
  await act(async () => {
    await play('reachBottom')
    await settle()
  })
  expect(screen.getByText('说 p3')).toBeTruthy()
  expect(screen.getByText('看完了，就这些')).toBeTruthy()
})

test('a feed that does not come says so, and can be asked for again', async () => {
  const world = await openHome({ routes: { 'GET /places/g1/feed': () => problem(500, 'internal', '系统出了点问题') } })
  expect(screen.getByText('没有读到邻居们的动态')).toBeTruthy()
  if (isWeapp) return
  world.routes['GET /places/g1/feed'] = () => page([post('p9')])
  await act(async () => {
    fireEvent.click(screen.getByText('再试一次'))
    await settle()
  })
  expect(screen.getByText('说 p9')).toBeTruthy()
})

test('a stranger to the app is welcomed, and a newcomer shown the way to their door', async () => {
  await openHome({ signedIn: false })
  expect(screen.getByText('欢迎来到邻里')).toBeTruthy()
  cleanup()
  await openHome({ routes: { 'GET /me': () => ok({ ...ME, memberships: [] }) } })
  expect(screen.getByText('还差一步：找到您的家门')).toBeTruthy()
})

test('who waits for the officer is told what happens next', async () => {
  const [membership] = ME.memberships
  await openHome({ routes: { 'GET /me': () => ok({ ...ME, memberships: [{ ...membership, state: 'pending' }] }) } })
  expect(screen.getByText('网格员核实住址')).toBeTruthy()
  expect(screen.getByText('第一网格 · 5 号楼 501 室')).toBeTruthy()
})

test('one’s own post is deleted after one question that names it', async () => {
  if (isWeapp) return
  const own = post('p1', { can: { delete: true, comment: true, like: true, report: false, appeal: false } })
  const world = await openHome({
    routes: { 'GET /places/g1/feed': () => page([own]), 'DELETE /posts/p1': () => ({ status: 204 }) },
  })
  fireEvent.click(screen.getByLabelText('对周的动态做什么'))
  fireEvent.click(screen.getByText('删除'))
  expect(screen.getByText('删除“说 p1”？')).toBeTruthy()
  await act(async () => {
    fireEvent.click(screen.getByText('删除'))
    await settle()
  })
  expect(world.linesOf('DELETE /posts/p1')).toHaveLength(1)
  expect(screen.queryByText('说 p1')).toBeNull()
})
