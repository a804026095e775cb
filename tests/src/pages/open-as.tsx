import { act } from '@testing-library/react'
import type { ComponentType } from 'react'
import { renderPage } from '../../support/render-page'
import { STREET } from '../stores/fake-appeals'
import { fakeWorld, ME, ok, PLACE, page, type Routes, settle } from '../stores/fake-world'

export const OFFICER = { role: 'grid_officer', placeId: 'g1', placeName: '第一网格' }

/** Opens a page of staff, in a street of one community with one grid, where nothing waits. */
export async function openAs(
  roles: readonly object[],
  Screen: ComponentType,
  routes: Routes = {},
  params: Record<string, string> = {},
) {
  const world = fakeWorld({
    routes: {
      'GET /me': () => ok({ ...ME, memberships: [], roles }),
      'GET /places/s1': () => ok({ ...PLACE, ...STREET, parentId: null, ancestors: [] }),
      'GET /places/s1/children': () => page([{ id: 'c1', kind: 'community', name: '桂花苑社区', hasChildren: true }]),
      'GET /places/c1/children': () => page([{ id: 'g1', kind: 'grid', name: '第一网格', hasChildren: true }]),
      'GET /me/desk/counts': () => ok({ membership: 0, report: 0, appeal: 0, care_task: 0, activity: 0 }),
      'GET /me/desk': () => page([]),
      ...routes,
    },
  })
  await world.start()
  renderPage(world.stores, Screen, params)
  await act(settle)
  return world
}
