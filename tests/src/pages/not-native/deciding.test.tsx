import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import Request from '../../../../src/pages/membership/request'
import Case from '../../../../src/pages/moderation/case'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ME, ok, PLACE, problem, settle } from '../../stores/fake-world'

type Routes = NonNullable<NonNullable<Parameters<typeof fakeWorld>[0]>['routes']>

const request = {
  ...ME.memberships[0],
  id: 'm9',
  personId: 'p9',
  displayName: '陈新',
  state: 'pending',
  decidedAt: null,
  can: { verify: true, refuse: true, end: false },
}
const report = {
  id: 'r9',
  state: 'open',
  subject: {
    kind: 'post',
    id: 'a',
    postId: 'a',
    text: '楼上的真讨厌',
    images: [],
    author: { id: 'p2', displayName: '周', avatarUrl: null },
    state: 'shown',
    createdAt: '2026-01-02T00:00:00.000Z',
  },
  grid: { id: 'g1', kind: 'grid', name: '第一网格' },
  reason: '骂人',
  reports: 1,
  decision: null,
  appealText: null,
  createdAt: '2026-01-02T00:00:00.000Z',
  decidedAt: null,
  can: { hide: true, keep: true, warn: true, appeal: false },
}

/** The officer has the desk open already, and nothing waited there. */
async function openLater(Screen: React.ComponentType, id: string, routes: Routes) {
  const world = fakeWorld({
    routes: {
      'GET /me': () =>
        ok({ ...ME, memberships: [], roles: [{ role: 'grid_officer', placeId: 'g1', placeName: '第一网格' }] }),
      'GET /places/g1': () => ok(PLACE),
      'GET /me/desk/counts': () => ok({ membership: 0, report: 0, appeal: 0, care_task: 0, activity: 0 }),
      'GET /me/desk': () => ok({ items: [], nextCursor: null }),
      ...routes,
    },
  })
  await world.start()
  await world.stores.desk.refresh()
  renderPage(world.stores, Screen, { id })
  await act(settle)
  return world
}

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('what came in after the desk was read', () => {
  test('a request is shown as it stands, and can be decided on', async () => {
    await openLater(Request, 'm9', { 'GET /memberships/m9': () => ok(request) })
    expect(screen.getByText('陈新')).toBeTruthy()
    expect(screen.queryByText('这件事已经处理好了')).toBeNull()
  })

  test('so is a reported post', async () => {
    await openLater(Case, 'r9', { 'GET /reports/r9': () => ok(report) })
    expect(screen.getByText('楼上的真讨厌')).toBeTruthy()
    expect(screen.queryByText('这件事已经处理好了')).toBeNull()
  })

  test.each([
    [
      'a request that a colleague verified',
      Request,
      'm9',
      { 'GET /memberships/m9': () => ok({ ...request, state: 'verified' }) },
    ],
    ['a request that is not there', Request, 'm9', { 'GET /memberships/m9': () => problem(404, 'not_found') }],
    ['a report that a colleague decided', Case, 'r9', { 'GET /reports/r9': () => ok({ ...report, state: 'kept' }) }],
    ['a report that is not there', Case, 'r9', { 'GET /reports/r9': () => problem(404, 'not_found') }],
  ] as const)('%s is settled', async (_name, Screen, id, routes) => {
    await openLater(Screen, id, routes)
    expect(screen.getByText('这件事已经处理好了')).toBeTruthy()
  })

  test.each([
    ['a request', Request, 'm9', 'GET /memberships/m9'],
    ['a report', Case, 'r9', 'GET /reports/r9'],
  ] as const)('%s that could not be read is not said to be settled', async (_name, Screen, id, line) => {
    await openLater(Screen, id, { [line]: () => problem(503, 'unavailable', '系统正忙') })
    expect(screen.getByText('系统正忙')).toBeTruthy()
    expect(screen.queryByText('这件事已经处理好了')).toBeNull()
  })
})
