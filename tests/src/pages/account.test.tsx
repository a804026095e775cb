import Taro from '@tarojs/taro'
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import MyPosts from '../../../src/pages/account/posts'
import { stateOf } from '../../../src/pages/account/posts/state-of'
import PostScreen from '../../../src/pages/feed/post'
import Home from '../../../src/pages/home/home'
import Inbox from '../../../src/pages/inbox/list'
import { accountStore } from '../../../src/stores/account-store'
import { press } from '../../support/hands'
import { renderPage } from '../../support/render-page'
import { fakeWorld, page, post, problem, settle } from '../stores/fake-world'

// On WeChat the buttons and questions are native components, which do nothing in jsdom.
const isWeapp = process.env.TARO_ENV === 'weapp'

const outcome = (state: string) => ({ reportId: 'r1', state, reason: '有人名', appealText: null })
const mine = (id: string, more = {}) =>
  post(id, {
    can: { delete: true, comment: true, like: true, report: false, appeal: false },
    ...more,
  })
const hidden = mine('p2', {
  state: 'hidden',
  moderation: outcome('hidden'),
  can: { delete: true, comment: false, like: false, report: false, appeal: true },
})

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('an author sees what is checked and what is hidden, why, and how to object', async () => {
  const world = fakeWorld({
    routes: { 'GET /me/posts': () => page([mine('p1', { state: 'pending' }), hidden, mine('p3')]) },
  })
  await world.start()
  renderPage(world.stores, MyPosts)
  await act(settle)
  if (!isWeapp) for (const word of ['审核中', '已隐藏', '邻居可见']) expect(screen.getByText(word)).toBeTruthy()
  expect(screen.getByText('原因：有人名')).toBeTruthy()
  if (isWeapp) return
  await press('我要申诉')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/moderation/appeal/index?postId=p2' })
})

test.each([
  ['pending', null, '审核中', 'wait'],
  ['hidden', 'hidden', '已隐藏', 'alert'],
  ['hidden', 'appealed', '申诉中', 'wait'],
  ['hidden', 'hidden_finally', '复核后仍然隐藏', 'alert'],
  ['shown', 'warned', '网格员提醒您', 'wait'],
  ['shown', 'restored', '邻居可见', 'neutral'],
  ['shown', null, '邻居可见', 'neutral'],
] as const)('%s and %s is said as %s', (state, decided, word, tone) => {
  const moderation = decided === null ? null : { ...outcome(decided), state: decided }
  expect(stateOf({ state, moderation })).toMatchObject({ word, tone })
})

test('what was hidden waits for its author on home, once, though no feed shows it', async () => {
  const world = fakeWorld({
    routes: {
      'GET /me/posts': () => page([hidden]),
      'GET /places/g1/feed': () => page([hidden, mine('p9')]),
      'GET /places/g1/notices': () => page([]),
    },
  })
  await world.start()
  renderPage(world.stores, Home)
  await act(settle)
  expect(screen.getAllByText('您发的“说 p2”，', { exact: false })).toHaveLength(1)
})

const line = (id: string, subject: { kind: string; id: string }) => ({
  id,
  kind: subject.kind === 'report' ? 'content_hidden' : 'post_commented',
  title: '有人评论了您',
  text: '引用的话',
  subject,
  createdAt: '2026-01-02T00:00:00.000Z',
  readAt: '2026-01-02T00:00:00.000Z',
})

test('a line about a decision leads its author to the post, and says so where that is deleted', async () => {
  const world = fakeWorld({
    routes: {
      'GET /me/posts': () => page([hidden]),
      'GET /me/notifications': () => page([line('n1', { kind: 'report', id: 'r1' })]),
    },
  })
  await world.start()
  renderPage(world.stores, Inbox)
  await act(settle)
  await press('有人评论了您')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/feed/post/index?id=p2' })
  world.routes['GET /me/posts'] = () => page([])
  await act(() => world.stores.myPosts.list.refresh())
  await press('有人评论了您')
  expect(screen.getByText('这条内容已经删除，看不到了')).toBeTruthy()
})

test('once a post proved to be gone, the inbox quotes its words no more', async () => {
  const world = fakeWorld({
    routes: { 'GET /me/notifications': () => page([line('n1', { kind: 'post', id: 'gone' })]) },
  })
  await world.start()
  renderPage(world.stores, Inbox)
  await act(settle)
  expect(screen.getByText(/引用的话/)).toBeTruthy()
  cleanup()
  renderPage(world.stores, PostScreen, { id: 'gone' })
  await act(settle)
  expect(screen.getByText('这条动态看不到了')).toBeTruthy()
  cleanup()
  renderPage(world.stores, Inbox)
  await act(settle)
  expect(screen.queryByText(/引用的话/)).toBeNull()
  expect(screen.getByText(/这条内容已经删除/)).toBeTruthy()
})

test('a copy that does not come says so', async () => {
  const world = fakeWorld({ routes: { 'GET /me/export': () => problem(503, 'overloaded', '现在使用的人太多') } })
  await world.start()
  expect(await world.stores.of(accountStore).fetchCopy()).toMatchObject({ kind: 'refused', detail: '现在使用的人太多' })
})

test('closing takes along what was not yet sent, and is not done where the server refuses', async () => {
  const world = fakeWorld({ routes: { 'DELETE /me': () => problem(503, 'overloaded') } })
  await world.start()
  world.cut()
  await world.stores.moderation.report({ kind: 'post', id: 'a' }, '骂人')
  expect(await world.stores.of(accountStore).erase()).toMatchObject({ kind: 'offline' })
  expect(world.stores.pending.writes).toHaveLength(1)
  expect(world.stores.session.isSignedIn).toBe(true)
})
