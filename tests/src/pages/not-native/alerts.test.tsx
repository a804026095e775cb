import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import AlertScreen from '../../../../src/pages/alerts/detail'
import RaiseScreen from '../../../../src/pages/alerts/raise'
import { Tools } from '../../../../src/pages/desk/desk/tools'
import { composeAlertStore } from '../../../../src/stores/compose-alert-store'
import { press, write } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { ALERT } from '../../stores/fake-alerts'
import { fakeWorld, ok, page, settle } from '../../stores/fake-world'
import { OFFICER, openAs } from '../open-as'

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('somebody is missing', () => {
  test('a neighbour tells what they saw, also without a network', async () => {
    const world = fakeWorld({
      routes: {
        'GET /alerts/x1': () => ok(ALERT),
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
      ...ALERT,
      state: 'ended',
      name: null,
      description: null,
      image: null,
      can: { ...ALERT.can, report_sighting: false },
    }
    const world = fakeWorld({
      routes: {
        'GET /alerts/x1': () => ok({ ...ALERT, can: { end: true, report_sighting: true, see_sightings: true } }),
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

  test('an OFFICER raises it after one question; others are told whom to call', async () => {
    const world = await openAs([OFFICER], RaiseScreen, {
      'PUT /images/*': ({ path }) => ok({ ...ALERT.image, id: path.split('/')[2] }),
      'PUT /alerts/*': ({ path, body }) =>
        ok({ ...ALERT, id: path.split('/')[2], ...(body as object), image: ALERT.image }),
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
    expect(screen.getByText('这里给网格员、社区和街道用')).toBeTruthy()
  })

  const HELD = {
    secretary: { role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' },
    street_staff: { role: 'street_staff', placeId: 's1', placeName: '桂花街道' },
    department_staff: { role: 'department_staff', placeId: 'd1', placeName: '供水公司' },
  }
  test.each([
    ['secretary', ['c1']],
    ['street_staff', ['c1']],
    ['department_staff', null],
  ] as const)('%s may send it to: %j, as the server has it', async (role, reach) => {
    const world = await openAs([HELD[role]], RaiseScreen)
    const found = world.stores.of(composeAlertStore).reach?.value?.map(({ id }) => id) ?? null
    expect(found).toEqual(reach)
    expect(screen.queryByText('这里给网格员、社区和街道用') === null).toBe(reach !== null)
    cleanup()
    await openAs([HELD[role]], Tools)
    expect(screen.queryByText('发寻人') !== null).toBe(reach !== null)
  })
})
