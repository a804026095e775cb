import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import PlaceScreen from '../../../../src/pages/insights/place'
import { renderPage } from '../../../support/render-page'
import { line } from '../../stores/fake-appeals'
import { fakeWorld, ok, settle } from '../../stores/fake-world'

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('the page of a place: figures in words, each level beside its aim', async () => {
  const none = {
    submitted: 0,
    accepted: 0,
    whistled: 0,
    approved: 0,
    assigned: 0,
    answered: 0,
    reopened: 0,
    merged: 0,
    withdrawn: 0,
  }
  const summary = {
    place: { id: 'g1', kind: 'grid', name: '第一网格' },
    total: 10,
    open: 3,
    byState: { ...none, closed: 7 },
    byLevel: { grid: 5, street: 2, above: 0 },
    byCategory: { facilities: 6, sanitation: 0, noise: 4, parking: 0, safety: 0, elder_care: 0, dispute: 0, other: 0 },
    onTimeRate: 0.9,
    medianHours: 20,
    meanStars: 4.3,
    ratings: 7,
    levels: [
      { level: 'grid', closed: 5, share: 0.714, aim: 0.6 },
      { level: 'street', closed: 2, share: 0.286, aim: 0.3 },
      { level: 'above', closed: 0, share: 0, aim: 0.1 },
    ],
    buildings: [{ building: { id: 'b1', kind: 'building', name: '5 号楼' }, location: null, total: 6, open: 2 }],
    parts: [],
    mostJoined: [line('a', { households: 9, isMine: false }), line('b', { text: '', building: null, isMine: false })],
  }
  const world = fakeWorld({ routes: { 'GET /places/g1/appeals/summary': () => ok(summary) } })
  await world.start()
  renderPage(world.stores, PlaceScreen, { id: 'g1' })
  await act(settle)
  expect(screen.getByText('一共 10 件，3 件在办')).toBeTruthy()
  expect(screen.getByText('20 小时')).toBeTruthy()
  // What a chart shows is said in its place to whoever hears the page.
  expect(screen.getByLabelText('按时答复：90%')).toBeTruthy()
  expect(
    screen.getByLabelText('网格 · 目标 60%：71% · 5 件；街道 · 目标 30%：29% · 2 件；街道以上 · 目标 10%：0% · 0 件'),
  ).toBeTruthy()
  expect(screen.getByLabelText('在办：3 件；已办结：7 件')).toBeTruthy()
  expect(screen.getByLabelText('设施维修：6 件；噪音扰民：4 件')).toBeTruthy()
  expect(screen.getByText('2 件在办，共 6 件')).toBeTruthy()
  expect(screen.getByText('三楼走廊水管漏水')).toBeTruthy()
  // What another community's people report is counted, and leads nowhere.
  const elsewhere = screen.getByText('其他社区的诉求，内容只有那里的居民能看')
  expect(elsewhere.closest('[role=button]')).toBeNull()
  expect(screen.getByText('三楼走廊水管漏水').closest('[role=button]')).toBeTruthy()

  // The same figures without the pictures, and back.
  expect(screen.queryByText('71% · 5 件')).toBeNull()
  await act(async () => fireEvent.click(screen.getByText('不看图，看数字')))
  for (const figure of ['90%', '网格 · 目标 60%', '71% · 5 件', '7 件', '6 件'])
    expect(screen.getByText(figure), figure).toBeTruthy()
  expect(document.querySelectorAll('.linli-chart')).toHaveLength(0)
  await act(async () => fireEvent.click(screen.getByText('看图')))
  expect(document.querySelectorAll('.linli-chart')).toHaveLength(4)
})
