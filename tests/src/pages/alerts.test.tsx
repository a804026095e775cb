import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import Home from '../../../src/pages/home/home'
import { renderPage } from '../../support/render-page'
import { fakeWorld, ok, settle } from '../stores/fake-world'

const page = (items: unknown[]) => ok({ items, nextCursor: null })

const press = (text: string) =>
  act(async () => {
    const found = screen.getAllByText(text)
    fireEvent.click(found[found.length - 1] as HTMLElement)
    await settle()
  })

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

  test('the home page says so above all else', async () => {
    const world = fakeWorld({ routes: { 'GET /places/c1/alerts': () => page([alert]) } })
    await world.start()
    renderPage(world.stores, Home)
    await act(settle)
    await press('寻人 · 陈奶奶')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/alerts/detail/index?id=x1' })
  })
})
