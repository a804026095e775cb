import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import Home from '../../../src/pages/home/home'
import Search from '../../../src/pages/search/search'
import { partsOf } from '../../../src/pages/search/search/parts'
import { searchStore } from '../../../src/stores/search-store'
import { renderPage } from '../../support/render-page'
import { play } from '../../support/taro/taro'
import { fakeWorld, ok, problem, settle } from '../stores/fake-world'

const hit = (id: string, kind: 'post' | 'notice', text: string) => ({
  id,
  kind,
  title: kind === 'notice' ? '周六停水' : '周',
  text,
  createdAt: '2026-01-02T00:00:00.000Z',
  can: { open: true },
})

async function openSearch(routes: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld(routes)
  await world.start()
  renderPage(world.stores, Search)
  await act(settle)
  return world
}

/** By the store: on WeChat the field is a native component, which does nothing in jsdom. */
const type = (world: Awaited<ReturnType<typeof openSearch>>, text: string) =>
  act(async () => {
    world.stores.of(searchStore).setText(text)
    await settle()
  })

const pause = () =>
  act(async () => {
    vi.advanceTimersByTime(400)
    await settle()
  })

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }))
afterEach(() => {
  cleanup()
  vi.clearAllMocks()
  vi.useRealTimers()
})

test('the bar of home leads to the search', async () => {
  const world = fakeWorld()
  await world.start()
  renderPage(world.stores, Home)
  await act(settle)
  fireEvent.click(screen.getByLabelText('搜索公告和邻里圈'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/search/search/index' })
})

test('a word is asked for once the fingers rest, and not at every letter', async () => {
  const world = await openSearch({
    routes: {
      'GET /places/g1/search': ({ query }) => {
        expect(query.get('q')).toBe('停水')
        return ok({ items: [hit('n1', 'notice', '明天停水'), hit('p1', 'post', '停水了吗')], nextCursor: null })
      },
    },
  })
  expect(screen.getByText('想找什么？')).toBeTruthy()
  await type(world, '停')
  await pause()
  expect(screen.getByText('想找什么？')).toBeTruthy()
  await type(world, '停水')
  await type(world, '停水了')
  await type(world, '停水')
  expect(world.linesOf('GET /places/g1/search')).toHaveLength(0)
  await pause()
  expect(world.linesOf('GET /places/g1/search')).toHaveLength(1)
  expect(screen.getAllByText('停水').every(({ className }) => className === 'search-hit__found')).toBe(true)
  fireEvent.click(screen.getByText('了吗'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/feed/post/index?id=p1' })
  expect(screen.getByText('找到的就这些')).toBeTruthy()
})

test('nothing found, and a network that is gone, are said in words', async () => {
  const world = await openSearch({
    routes: { 'GET /places/g1/search': () => ok({ items: [], nextCursor: null }) },
  })
  await type(world, '飞船')
  await pause()
  expect(screen.getByText('没有找到“飞船”')).toBeTruthy()
  world.routes['GET /places/g1/search'] = () => problem(500, 'internal', '系统出了点问题')
  await type(world, '停电')
  await pause()
  expect(screen.getByText('系统出了点问题')).toBeTruthy()
  act(world.cut)
  await type(world, '停气')
  await pause()
  expect(screen.getByText('现在没有网络')).toBeTruthy()
})

test('an answer to words that were changed since is not shown', async () => {
  let answerFirst: (answer: ReturnType<typeof ok>) => void = () => {}
  const world = await openSearch({
    routes: {
      'GET /places/g1/search': ({ query }) =>
        query.get('q') === '慢慢'
          ? new Promise<ReturnType<typeof ok>>((resolve) => {
              answerFirst = resolve
            })
          : ok({ items: [hit('p2', 'post', '快快的')], nextCursor: null }),
    },
  })
  await type(world, '慢慢')
  await pause()
  await type(world, '快快')
  await pause()
  await act(async () => {
    answerFirst(ok({ items: [hit('p1', 'post', '迟到')], nextCursor: null }))
    await settle()
  })
  expect(screen.queryByText('迟到')).toBeNull()
  expect(screen.getByText('的')).toBeTruthy()
})

test('reaching the end reads on, and leaving keeps nothing of what was looked for', async () => {
  const world = await openSearch({
    routes: {
      'GET /places/g1/search': ({ query }) =>
        query.get('cursor')
          ? ok({ items: [hit('p2', 'post', '还有一页')], nextCursor: null })
          : ok({ items: [hit('p1', 'post', '先有一页')], nextCursor: 'next' }),
    },
  })
  await type(world, '一页')
  await pause()
  await act(async () => {
    await play('reachBottom')
    await settle()
  })
  expect(screen.getByText('还有')).toBeTruthy()
  cleanup()
  expect(world.stores.of(searchStore).text).toBe('')
  expect([...world.storage.kept.values()].join()).not.toContain('一页')
})

describe('marking', () => {
  test('each word is found by itself, whatever its case, and a sign of patterns is only a sign', () => {
    expect(partsOf('修WiFi和水管', 'wifi 水')).toEqual([
      { text: '修', isFound: false },
      { text: 'WiFi', isFound: true },
      { text: '和', isFound: false },
      { text: '水', isFound: true },
      { text: '管', isFound: false },
    ])
    expect(partsOf('价格(元)', '(')).toContainEqual({ text: '(', isFound: true })
    expect(partsOf('一二', ' ')).toEqual([{ text: '一二', isFound: false }])
  })
})
