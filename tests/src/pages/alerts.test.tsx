import Taro from '@tarojs/taro'
import { act, cleanup } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import Home from '../../../src/pages/home/home'
import { press } from '../../support/hands'
import { renderPage } from '../../support/render-page'
import { ALERT } from '../stores/fake-alerts'
import { fakeWorld, page, settle } from '../stores/fake-world'

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('somebody is missing', () => {
  test('the home page says so above all else', async () => {
    const world = fakeWorld({ routes: { 'GET /places/c1/alerts': () => page([ALERT]) } })
    await world.start()
    renderPage(world.stores, Home)
    await act(settle)
    await press('寻人 · 陈奶奶')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/alerts/detail/index?id=x1' })
  })
})
