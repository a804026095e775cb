import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import AlertScreen from '../../../../src/pages/alerts/detail'
import RaiseScreen from '../../../../src/pages/alerts/raise'
import { composeAlertStore } from '../../../../src/stores/compose-alert-store'
import { renderPage } from '../../../support/render-page'
import { STREET } from '../../stores/fake-appeals'
import { fakeWorld, ME, ok, PLACE, settle } from '../../stores/fake-world'

const page = (items: unknown[]) => ok({ items, nextCursor: null })

type Routes = NonNullable<NonNullable<Parameters<typeof fakeWorld>[0]>['routes']>

const press = (text: string) =>
  act(async () => {
    const found = screen.getAllByText(text)
    fireEvent.click(found[found.length - 1] as HTMLElement)
    await settle()
  })

const write = (placeholder: RegExp, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByPlaceholderText(placeholder), { target: { value } })
    await settle()
  })

const officer = { role: 'grid_officer', placeId: 'g1', placeName: '第一网格' }

async function openAs(
  roles: readonly object[],
  Screen: React.ComponentType,
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

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('somebody is missing', () => {
  const alert = {
    id: 'x1',
    place: { id: 'g1', kind: 'grid', name: '第一网格' },
    community: { id: 'c1', kind: 'community', name: '桂花苑社区' },
    name: '陈奶奶',
    description: '短白发，蓝色外套',
    image: { id: 'i1', width: 4, height: 4, state: 'approved', urls: { thumb: '/t', full: '/f' } },
    lastPlace: '菜场门口',
    lastSeenAt: '2026-01-02T00:00:00.000Z',
    location: null,
    state: 'open',
    sightings: 0,
    createdAt: '2026-01-02T00:00:00.000Z',
    endedAt: null,
    can: { end: false, report_sighting: true, see_sightings: false },
  }

  test('a neighbour tells what they saw, also without a network', async () => {
    const world = fakeWorld({
      routes: {
        'GET /alerts/x1': () => ok(alert),
        'PUT /alerts/x1/sightings/*': ({ path, body }) =>
          ok({
            id: path.split('/')[4],
            alertId: 'x1',
            displayName: null,
            location: null,
            createdAt: '',
            ...(body as object),
          }),
      },
    })
    await world.start()
    renderPage(world.stores, AlertScreen, { id: 'x1' })
    await act(settle)
    expect(screen.getByText('短白发，蓝色外套')).toBeTruthy()
    expect(screen.queryByText('大家看到的')).toBeNull()
    world.cut()
    await press('我看到了')
    await write(/几分钟前/, '东门公交站')
    await press('告诉寻找的人')
    expect(screen.getByText('已存好，连上网后自动送出')).toBeTruthy()
    await act(world.mend)
    expect(world.linesOf('PUT /alerts/x1/sightings/')[0]?.body).toMatchObject({ text: '东门公交站' })
    expect(screen.queryByText('已存好，连上网后自动送出')).toBeNull()
  })

  test('it ends with one tap, and nothing of the person stays', async () => {
    const ended = {
      ...alert,
      state: 'ended',
      name: null,
      description: null,
      image: null,
      can: { ...alert.can, report_sighting: false },
    }
    const world = fakeWorld({
      routes: {
        'GET /alerts/x1': () => ok({ ...alert, can: { end: true, report_sighting: true, see_sightings: true } }),
        'GET /alerts/x1/sightings': () => page([]),
        'POST /alerts/x1/actions': () => ok(ended),
      },
    })
    await world.start()
    renderPage(world.stores, AlertScreen, { id: 'x1' })
    await act(settle)
    await press('人找到了，结束寻人')
    expect(world.linesOf('POST /alerts/x1/actions')[0]?.body).toMatchObject({ action: 'end' })
    expect(screen.getByText('已结束，照片已全部删除')).toBeTruthy()
    expect(screen.queryByText('短白发，蓝色外套')).toBeNull()
  })

  test('an officer raises it after one question; others are told whom to call', async () => {
    const world = await openAs([officer], RaiseScreen, {
      'PUT /images/*': ({ path }) => ok({ ...alert.image, id: path.split('/')[2] }),
      'PUT /alerts/*': ({ path, body }) =>
        ok({ ...alert, id: path.split('/')[2], ...(body as object), image: alert.image }),
    })
    await act(async () => {
      world.stores.of(composeAlertStore).tray.add([{ path: 'tmp://1', bytes: 10 }])
      await settle()
    })
    await write(/陈奶奶/, '陈奶奶')
    await write(/78 岁/, '短白发')
    await write(/菜场门口/, '菜场门口')
    await press('马上发出')
    expect(screen.getByText('向第一网格全体居民寻找陈奶奶？')).toBeTruthy()
    expect(world.linesOf('PUT /alerts/')).toHaveLength(0)
    await press('马上发出')
    expect(world.linesOf('PUT /alerts/')[0]?.body).toMatchObject({
      placeId: 'g1',
      name: '陈奶奶',
      lastPlace: '菜场门口',
    })
    cleanup()
    await openAs([], RaiseScreen)
    expect(screen.getByText('这里给网格员和派出所用')).toBeTruthy()
  })
})
