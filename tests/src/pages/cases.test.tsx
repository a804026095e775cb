import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import CasesScreen from '../../../src/pages/appeals/list'
import { renderPage } from '../../support/render-page'
import { line } from '../stores/fake-appeals'
import { fakeWorld, page, problem, settle } from '../stores/fake-world'

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('an empty list says what could be here', async () => {
  const world = fakeWorld({ routes: { 'GET /me/appeals': () => page([]) } })
  await world.start()
  renderPage(world.stores, CasesScreen)
  await act(settle)
  expect(screen.getByText('您还没有提交过诉求')).toBeTruthy()
})

test('a list that cannot be read says so and tries again; what was read before stays', async () => {
  const world = fakeWorld({ routes: { 'GET /me/appeals': () => problem(500, 'internal') } })
  await world.start()
  renderPage(world.stores, CasesScreen)
  await act(settle)
  expect(screen.getByText('没有读到内容')).toBeTruthy()
  cleanup()
  const second = fakeWorld({ routes: { 'GET /me/appeals': () => page([line('a', { overdue: true })]) } })
  await second.start()
  renderPage(second.stores, CasesScreen)
  await act(settle)
  second.cut()
  await act(async () => {
    await second.stores.appeals.mine.refresh()
  })
  expect(screen.getByText('三楼走廊水管漏水')).toBeTruthy()
  expect(screen.getByText('已超时')).toBeTruthy()
})
