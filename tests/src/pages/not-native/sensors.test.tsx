import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import SensorsScreen from '../../../../src/pages/mutual-aid/sensors'
import { press } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ME, ok, page, problem, settle } from '../../stores/fake-world'

const consent = (id: string, more = {}) => ({
  id,
  householdId: 'h1',
  channel: 'door_sensor',
  deviceId: `DS-${id}`,
  givenAt: '2026-01-02T00:00:00.000Z',
  withdrawnAt: null,
  can: { withdraw: true },
  ...more,
})
type Routes = NonNullable<NonNullable<Parameters<typeof fakeWorld>[0]>['routes']>

async function openScreen(routes: Routes = {}) {
  const world = fakeWorld({ routes: { 'GET /me/sensor-consents': () => page([]), ...routes } })
  await world.start()
  renderPage(world.stores, SensorsScreen)
  await act(settle)
  return world
}

const write = (value: string) =>
  act(async () => {
    fireEvent.change(screen.getByPlaceholderText('例如 DS-204518'), { target: { value } })
    await settle()
  })

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('a sensor at my own door', () => {
  test('is agreed to by its number, for the home and the kind that were chosen, and stands in the list', async () => {
    const world = await openScreen({
      'PUT /sensor-consents/*': ({ body }) => ok(consent('new', body as object)),
    })
    await press('烟感')
    await write(' SM-7 ')
    await press('我同意接入')
    const [sent] = world.linesOf('PUT /sensor-consents/')
    expect(sent?.body).toEqual({ householdId: 'h1', channel: 'smoke_sensor', deviceId: 'SM-7' })
    expect(screen.getByText('已同意')).toBeTruthy()
    expect(screen.getByText('设备编号 SM-7')).toBeTruthy()
    expect(screen.getByText('第一网格 5 号楼 501')).toBeTruthy()
  })

  test('that watches another home is refused in words, and nothing is listed', async () => {
    await openScreen({
      'PUT /sensor-consents/*': () => problem(409, 'device_in_use', '这个设备已经用在别的住户家里。'),
    })
    await write('DS-1')
    await press('我同意接入')
    expect(screen.getByText('这个设备已经用在别的住户家里。')).toBeTruthy()
    expect(screen.queryByText('已同意')).toBeNull()
  })

  test.each([['有中文'], ['a b'], ['']])('%j is no number of a device, and is not sent', async (device) => {
    const world = await openScreen()
    await write(device)
    await press('我同意接入')
    expect(world.linesOf('PUT /sensor-consents/')).toEqual([])
    expect(screen.queryAllByText('编号只有字母、数字和 . _ : -，请再看一看')).toHaveLength(device === '' ? 0 : 1)
  })

  test('is given up after one question, and stays in the list as withdrawn', async () => {
    const world = await openScreen({
      'GET /me/sensor-consents': () => page([consent('a')]),
      'POST /sensor-consents/a/actions': () =>
        ok(consent('a', { withdrawnAt: '2026-01-03T00:00:00.000Z', can: { withdraw: false } })),
    })
    await press('撤回同意')
    expect(world.linesOf('POST /sensor-consents/')).toEqual([])
    expect(screen.getByText('撤回对门磁的同意？')).toBeTruthy()
    await press('撤回同意')
    expect(world.linesOf('POST /sensor-consents/')[0]?.body).toMatchObject({ action: 'withdraw' })
    expect(screen.getByText('已撤回')).toBeTruthy()
    expect(screen.queryByText('撤回同意')).toBeNull()
  })
})

test('whoever lives nowhere here yet is shown the way, and no form', async () => {
  await openScreen({ 'GET /me': () => ok({ ...ME, memberships: [] }) })
  expect(screen.queryByText('我同意接入')).toBeNull()
})
