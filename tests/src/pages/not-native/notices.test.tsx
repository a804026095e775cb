import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { typeset } from '../../../../src/i18n/typeset'
import ComposeNotice from '../../../../src/pages/notices/compose'
import NoticesScreen from '../../../../src/pages/notices/list'
import ReceiptsScreen from '../../../../src/pages/notices/receipts'
import { press, write } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ME, ok, PLACE, page, problem, settle } from '../../stores/fake-world'

const brief = (id: string, kind: string, name: string) => ({ id, kind, name })
const household = (id: string) => ({ id, number: id, floor: 1 })

const notice = {
  id: 'n1',
  title: '停水',
  body: '明天',
  level: 'important',
  needsReceipt: true,
  confirmed: false,
  publisher: brief('c1', 'community', '桂花苑社区'),
  places: [brief('g1', 'grid', '第一网格')],
  publishAt: '2026-01-02T00:00:00.000Z',
  expiresAt: null,
  createdAt: '2026-01-02T00:00:00.000Z',
  can: { confirm: false, seeReceipts: true, remind: true },
}

const community = { ...PLACE, id: 'c1', kind: 'community', name: '桂花苑社区', ancestors: [] }

/** A secretary of two grids, with three doors in each. */
async function openAsSecretary(Screen: React.ComponentType, params: Record<string, string> = {}, routes = {}) {
  const world = fakeWorld({
    routes: {
      'GET /me': () =>
        ok({ ...ME, memberships: [], roles: [{ role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' }] }),
      'GET /places/g1': () => ok({ ...PLACE, can: { ...PLACE.can, publishNotice: true } }),
      'GET /places/c1': () => ok(community),
      'GET /places/c1/children': () =>
        page(
          [brief('g1', 'grid', '第一网格'), brief('g2', 'grid', '第二网格')].map((place) => ({
            ...place,
            hasChildren: true,
          })),
        ),
      'GET /places/*/household-count': () => ok({ households: 3 }),
      'GET /places/g1/notices': () => page([notice]),
      'GET /notices/n1': () => ok(notice),
      'PUT /notices/*': ({ body }: { body: unknown }) => ok({ ...notice, ...(body as object) }),
      ...routes,
    },
  })
  await world.start()
  renderPage(world.stores, Screen, params)
  await act(settle)
  return world
}

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('notices', () => {
  test('a notice is looked at before it goes, and the question says whom it reaches', async () => {
    const world = await openAsSecretary(ComposeNotice)
    await write(/今天下午停水/, '明天停电')
    await write(/什么事/, '8 点到 12 点')
    await press('桂花苑社区全部网格')
    await press('预览')
    expect(screen.getByText('居民看到的就是这样')).toBeTruthy()
    expect(screen.getByText('将发给 2 个网格 6 户')).toBeTruthy()
    await press('发布公告')
    expect(screen.getByText('发布“明天停电”？')).toBeTruthy()
    expect(screen.getByText('将发给 2 个网格 6 户，居民马上会收到消息。')).toBeTruthy()
    expect(world.linesOf('PUT /notices/')).toHaveLength(0)
    await press('发布公告')
    expect(world.linesOf('PUT /notices/')[0]?.body).toMatchObject({
      title: '明天停电',
      placeIds: ['g1', 'g2'],
      level: 'normal',
    })
    expect(screen.getByText('公告已发布，居民会收到消息')).toBeTruthy()
  })

  test('the doors that could not be counted are left out of the sentence', async () => {
    await openAsSecretary(ComposeNotice, {}, { 'GET /places/*/household-count': () => problem(500, 'internal') })
    await write(/今天下午停水/, '明天停电')
    await write(/什么事/, '8 点到 12 点')
    await press('预览')
    expect(screen.getByText('将发给 1 个网格')).toBeTruthy()
  })

  test('whoever has no grid in charge is told so instead of being shown a form', async () => {
    const world = fakeWorld()
    await world.start()
    renderPage(world.stores, ComposeNotice)
    await act(settle)
    expect(screen.getByText('您现在不能发公告')).toBeTruthy()
  })

  test('who was not reached stands by building and door; a reminder is asked once, and its answer told', async () => {
    const person = (personId: string) => ({
      personId,
      displayName: personId,
      building: brief('b1', 'building', '1 号楼'),
      household: household('101'),
    })
    const counts = { residents: 3, read: 1, households: 2, householdsReached: 1 }
    const world = await openAsSecretary(
      ReceiptsScreen,
      { id: 'n1' },
      {
        'GET /notices/n1/receipts': () => ok({ ...counts, unread: [person('王芳'), person('李明')], nextCursor: null }),
        'POST /notices/n1/actions': () => ok({ reminded: 2 }),
      },
    )
    expect(screen.getByText('1/2 户')).toBeTruthy()
    expect(screen.getByText('1 号楼 · 2 人')).toBeTruthy()
    expect(screen.getByText('王芳、李明')).toBeTruthy()
    await press('提醒没知晓的居民')
    expect(screen.getByText('提醒 2 位居民看“停水”？')).toBeTruthy()
    await press('发送提醒')
    expect(world.linesOf('POST /notices/n1/actions')[0]?.body).toMatchObject({ action: 'remind' })
    expect(screen.getByText('已提醒 2 位居民，过一会儿再来看')).toBeTruthy()
  })

  test.each([
    [300, 300, '大家都知晓了'],
    [300, 30, '还有 270 户没有知晓'],
  ])(
    'of %i doors %i reached, and nobody registered left to confirm: %s',
    async (households, householdsReached, words) => {
      const counts = { residents: 40, read: 40, households, householdsReached }
      await openAsSecretary(
        ReceiptsScreen,
        { id: 'n1' },
        { 'GET /notices/n1/receipts': () => ok({ ...counts, unread: [], nextCursor: null }) },
      )
      expect(screen.getByText(words)).toBeTruthy()
      expect(screen.queryByText('大家都知晓了') !== null).toBe(households === householdsReached)
    },
  )

  test.each([
    [50, null, null],
    [55, '一份公告最多发给 50 个网格，还有 5 个没有选上。请给它们再发一份。', null],
    [
      70,
      '一份公告最多发给 50 个网格，还有 10 个没有选上。请给它们再发一份。',
      '这里只列出了前 60 个网格，其余的请由所在社区发布。',
    ],
  ])('of %i grids none is dropped silently', async (count, leftOut, notListed) => {
    const grids = Array.from({ length: count }, (_, index) => ({
      ...brief(`g${index + 1}`, 'grid', `第 ${index + 1} 网格`),
      hasChildren: true,
    }))
    await openAsSecretary(
      ComposeNotice,
      {},
      {
        'GET /places/c1/children': ({ query }: { query: URLSearchParams }) =>
          query.get('cursor')
            ? ok({ items: grids.slice(50), nextCursor: null })
            : ok({ items: grids.slice(0, 50), nextCursor: count > 50 ? 'next' : null }),
      },
    )
    await press('桂花苑社区全部网格')
    for (const sentence of [/一份公告最多发给/, /这里只列出了前/]) {
      const wanted = sentence.source.startsWith('一份') ? leftOut : notListed
      expect(screen.queryByText(sentence)?.textContent ?? null).toBe(wanted && typeset(wanted))
    }
  })

  test('all notices, and for those who may the way to write one', async () => {
    await openAsSecretary(NoticesScreen)
    expect(screen.getByText('停水')).toBeTruthy()
    expect(screen.getByText('写公告')).toBeTruthy()
  })
})
