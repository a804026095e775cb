import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import Compose from '../../../../src/pages/feed/compose'
import PostScreen from '../../../../src/pages/feed/post'
import NoticeScreen from '../../../../src/pages/notices/detail'
import { composeStore } from '../../../../src/stores/compose-store'
import { press, write } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ok, page, post, settle } from '../../stores/fake-world'

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('writing', () => {
  async function openCompose(params: Record<string, string> = {}) {
    const world = fakeWorld({
      routes: {
        'PUT /posts/*': ({ path, body }) => ok(post(path.split('/')[2] ?? '', body as object)),
        'DELETE /posts/*': () => ({ status: 204 }),
      },
    })
    await world.start()
    renderPage(world.stores, Compose, params)
    await act(settle)
    return world
  }

  test('a post is sent, and undone within the message that says so', async () => {
    const world = await openCompose({ kind: 'give' })
    await write(/自行车/, '自行车送人')
    await press('发布')
    expect(world.linesOf('PUT /posts/')[0]?.body).toMatchObject({ kind: 'give', text: '自行车送人', placeId: 'g1' })
    expect(screen.getByText('已发布，邻居们可以看到了')).toBeTruthy()
    await press('撤销')
    expect(world.linesOf('DELETE /posts/')).toHaveLength(1)
    expect(world.stores.of(composeStore).text).toBe('自行车送人')
    expect(screen.getByText('已撤回，文字放回草稿里了')).toBeTruthy()
  })

  test('without a network it is kept, and leaves later under the same id', async () => {
    const world = await openCompose()
    world.cut()
    await write(/桂花/, '桂花开了')
    await press('发布')
    expect(screen.getByText('网络断了，内容已存好，连上后自动发送')).toBeTruthy()
    const [kept] = world.stores.pending.writes
    await act(world.mend)
    expect(world.linesOf('PUT /posts/').map(({ line }) => line)).toEqual([`PUT /posts/${kept?.id}`])
  })

  test('a draft outlives the page, and is cleared only when asked', async () => {
    const world = await openCompose()
    await write(/桂花/, '写了一半')
    cleanup()
    expect(world.stores.ui.message?.text).toBe('草稿已存好，下次接着写')
    renderPage(world.stores, Compose)
    await act(settle)
    expect(screen.getByDisplayValue('写了一半')).toBeTruthy()
    await press('清空')
    expect(screen.getByText('清空这份草稿？')).toBeTruthy()
  })

  test('a comment answers a comment', async () => {
    const comment = {
      id: 'k1',
      postId: 'p1',
      text: '我也去',
      replyToId: null,
      author: { id: 'p3', displayName: '王', avatarUrl: null },
      createdAt: '2026-01-02T00:00:00.000Z',
      state: 'shown',
      moderation: null,
      can: { delete: false, report: true, appeal: false },
    }
    const world = fakeWorld({
      routes: {
        'GET /posts/p1': () => ok(post('p1', { comments: 1 })),
        'GET /posts/p1/comments': () => page([comment]),
        'PUT /posts/p1/comments/*': ({ body, path }) =>
          ok({ ...comment, id: path.split('/')[4], replyToId: 'k1', ...(body as object) }),
      },
    })
    await world.start()
    renderPage(world.stores, PostScreen, { id: 'p1' })
    await act(settle)
    await press('我也去')
    expect(screen.getByText('回复 王：我也去')).toBeTruthy()
    await write(/回复王/, '那七点见')
    await press('发送')
    expect(world.linesOf('PUT /posts/p1/comments/')[0]?.body).toEqual({ text: '那七点见', replyToId: 'k1' })
    expect(screen.getByText('评论 2')).toBeTruthy()
  })

  test('我已知晓 is said once, and the page says that it arrived', async () => {
    const notice = {
      id: 'n1',
      title: '停水',
      body: '明天',
      level: 'important',
      needsReceipt: true,
      confirmed: false,
      publisher: { id: 'c1', kind: 'community', name: '桂花苑社区' },
      places: [{ id: 'g1', kind: 'grid', name: '第一网格' }],
      publishAt: '2026-01-02T00:00:00.000Z',
      expiresAt: null,
      createdAt: '2026-01-02T00:00:00.000Z',
      can: { confirm: true, seeReceipts: false, remind: false },
    }
    const world = fakeWorld({
      routes: { 'GET /notices/n1': () => ok(notice), 'PUT /notices/n1/receipt': () => ({ status: 204 }) },
    })
    await world.start()
    renderPage(world.stores, NoticeScreen, { id: 'n1' })
    await act(settle)
    await press('我已知晓')
    expect(world.linesOf('PUT /notices/n1/receipt')).toHaveLength(1)
    expect(screen.getByText('您已确认知晓')).toBeTruthy()
    expect(screen.getByText('已告诉社区您知晓了')).toBeTruthy()
  })
})
