import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import StaffViews from '../../../src/pages/account/staff-views'
import { staffViewsStore } from '../../../src/stores/staff-views-store'
import { renderPage } from '../../support/render-page'
import { fakeWorld, ok, settle } from '../stores/fake-world'

const view = (id: string, more = {}) => ({
  id,
  kind: 'membership',
  viewerName: '王志强',
  role: 'grid_officer',
  place: { id: 'g1', kind: 'grid', name: '第一网格' },
  times: 1,
  firstAt: '2026-01-02T00:00:00.000Z',
  lastAt: '2026-01-02T00:00:00.000Z',
  ...more,
})

afterEach(cleanup)

async function openWith(items: unknown[], more: object = {}) {
  const world = fakeWorld({ routes: { 'GET /me/staff-views': () => ok({ items, nextCursor: null }) }, ...more })
  await world.start()
  renderPage(world.stores, StaffViews)
  await act(settle)
  return world
}

test('who looked, in which office, in what and how often', async () => {
  await openWith([view('v2', { kind: 'case', times: 3 }), view('v1')])
  expect(screen.getAllByText('王志强（第一网格 · 网格员）')).toHaveLength(2)
  expect(screen.getByText('为了办：诉求 · 当天 3 次')).toBeTruthy()
  expect(screen.getByText('为了办：住址核实')).toBeTruthy()
})

test('nobody has looked', async () => {
  await openWith([])
  expect(screen.getByText('还没有工作人员看过')).toBeTruthy()
})

test('whoever signs in next on this phone finds nothing of it', async () => {
  const { stores } = await openWith([view('v1')])
  expect(stores.of(staffViewsStore).list.items).toHaveLength(1)
  await act(() => stores.session.signOut())
  expect(stores.of(staffViewsStore).list.items).toEqual([])
})
