import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import Settings from '../../../../src/pages/account/settings'
import { accountStore } from '../../../../src/stores/account-store'
import { press } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ok, settle } from '../../stores/fake-world'

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

async function openSettings(routes: NonNullable<Parameters<typeof fakeWorld>[0]>['routes']) {
  const world = fakeWorld({ routes, baseUrl: 'http://phone' })
  await world.start()
  renderPage(world.stores, Settings)
  await act(settle)
  return world
}

test('a copy of one’s data is saved, or its place is told', async () => {
  const taken: string[] = []
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    taken.push(this.download)
  })
  URL.revokeObjectURL = () => {}
  const world = await openSettings({ 'GET /me/export': () => ok({}) })
  await press('带走我的资料')
  if (process.env.TARO_ENV === 'h5') {
    expect(taken).toEqual(['邻里-我的资料.zip'])
    expect(screen.getByText('已保存到手机的“下载”里')).toBeTruthy()
    expect(world.stores.of(accountStore).copyPath).toBeNull()
  } else {
    expect(screen.getByText('请到网页上下载')).toBeTruthy()
    await press('复制网址')
    expect(Taro.setClipboardData).toHaveBeenCalledWith({ data: 'http://phone' })
  }
  click.mockRestore()
})

test('an account is closed after one question that names what goes and what stays', async () => {
  const world = await openSettings({ 'DELETE /me': () => ({ status: 204 }) })
  await press('注销账号')
  expect(screen.getByText('注销“李”的账号？')).toBeTruthy()
  expect(screen.getByText(/会删掉：.*会留下：.*六个月/)).toBeTruthy()
  await act(async () => {
    fireEvent.click(screen.getAllByText('注销账号').at(-1) as HTMLElement)
    await settle()
  })
  expect(world.linesOf('DELETE /me')).toHaveLength(1)
  expect(world.stores.session.isSignedIn).toBe(false)
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/home/home/index' })
})
