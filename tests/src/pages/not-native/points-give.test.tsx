import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import Give from '../../../../src/pages/points/give'
import { press } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ok, page, problem, settle } from '../../stores/fake-world'
import { transfer } from '../../stores/ledger-world'

const account = {
  accountId: 'budget',
  balance: 900,
  place: { id: 'c1', kind: 'community', name: '桂花苑社区' },
  quarter: { name: '2026-Q1', issued: 1_000, spent: 100 },
  issuance: null,
  can: { transfer: true, issue: false, setRules: true, seeTransfers: true },
}
const mistake = { ...transfer, id: 't9', reason: '发错了人', rule: null, can: { reverse: true, prove: false } }

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('a mistake is taken back from the screen: with a reason, asked once, whole, the other way', async () => {
  const world = fakeWorld({
    routes: {
      'GET /places/g1/account': () => ok(account),
      'GET /places/g1/residents': () => page([]),
      'GET /accounts/budget/transfers': () => page([mistake, { ...transfer, reversedById: 't3' }]),
      'PUT /transfers/*': () => problem(409, 'not_enough_points', '积分已经用掉了，退不回来。'),
    },
  })
  await world.start()
  renderPage(world.stores, Give)
  await act(settle)
  await act(settle)
  // The one that was corrected already offers it no more.
  expect(screen.getAllByText('更正')).toHaveLength(1)
  expect(screen.getByText('已更正，积分退回')).toBeTruthy()
  await press('更正')
  await act(async () => {
    fireEvent.change(screen.getByPlaceholderText('居民会看到，例如：发错了人'), { target: { value: '应该发给王芳' } })
    await settle()
  })
  await press('更正')
  expect(screen.getByText('从李退回 30 积分？')).toBeTruthy()
  expect(world.linesOf('PUT /transfers/')).toHaveLength(0)
  await press('更正')
  expect(screen.getByText('积分已经用掉了，退不回来。')).toBeTruthy()
  world.routes['PUT /transfers/*'] = () => ok({ ...mistake, id: 't10', kind: 'reversal', reversesId: 't9' })
  await press('更正')
  await press('更正')
  expect(world.linesOf('PUT /transfers/').at(-1)?.body).toEqual({
    fromAccountId: 'mine',
    toAccountId: 'budget',
    points: 30,
    reason: '应该发给王芳',
    reversesId: 't9',
  })
})
