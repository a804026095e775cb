import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { create } from 'qrcode/lib/core/qrcode'
import type { ComponentType } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import Account from '../../../src/pages/points/account'
import { amountOf } from '../../../src/pages/points/amount'
import Entry from '../../../src/pages/points/entry'
import { groupedCode } from '../../../src/pages/points/grouped-code'
import Ledger from '../../../src/pages/points/ledger'
import RedemptionScreen from '../../../src/pages/points/redemption'
import Rewards from '../../../src/pages/points/rewards'
import { pointsStore } from '../../../src/stores/points-store'
import { runsOf } from '../../../src/ui/QrCode/runs'
import { renderPage } from '../../support/render-page'
import { fakeWorld, ok, settle } from '../stores/fake-world'
import { proof, redemption, routes } from '../stores/ledger-world'

async function openPage(
  page: ComponentType,
  params: Record<string, string> = {},
  more: Parameters<typeof fakeWorld>[0] = {},
) {
  const world = fakeWorld({ ...more, routes: { ...routes, ...more.routes } })
  await world.start()
  renderPage(world.stores, page, params)
  await act(settle)
  await act(settle)
  return world
}

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('my points', () => {
  test('the balance, what the week has brought, and every entry with its seal', async () => {
    await openPage(Account)
    expect(screen.getByText('25')).toBeTruthy()
    expect(screen.getByText('本周志愿服务已得 30 分，上限 200 分')).toBeTruthy()
    expect(screen.getByText('+30')).toBeTruthy()
    expect(screen.getByText('−5')).toBeTruthy()
    expect(screen.queryByText('发积分')).toBeNull()
    fireEvent.click(screen.getByText('社区食堂帮厨 3 小时'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/points/entry/index?id=t2' })
  })
})

describe('an entry', () => {
  test('says what it is, is checked on the phone, and shows the fingerprint to compare', async () => {
    const world = await openPage(Entry, { id: 't2' })
    expect(screen.getByText('账本第 2 笔')).toBeTruthy()
    expect(screen.getByText('按规则“志愿服务时长”第 1 版')).toBeTruthy()
    await act(async () => {
      const transfer = world.stores.of(pointsStore).find('t2')
      if (transfer) await world.stores.of(pointsStore).check(transfer)
    })
    expect(screen.getByText('核对通过：这一笔没有被改过')).toBeTruthy()
    expect(screen.getByText(proof.head.fingerprint)).toBeTruthy()
  })

  test('that was changed does not check out', async () => {
    const changed = { 'GET /ledger/proof': () => ok({ ...proof, leaf: proof.leaf?.replace(',30,', ',60,') }) }
    const world = await openPage(Entry, { id: 't2' }, { routes: changed })
    await act(async () => {
      const transfer = world.stores.of(pointsStore).find('t2')
      if (transfer) await world.stores.of(pointsStore).check(transfer)
    })
    expect(screen.getByText('核对没有通过，请把这一页拿给社区看')).toBeTruthy()
  })

  test('of today says when it can be checked', async () => {
    await openPage(Entry, { id: 't4' })
    expect(screen.getByText(/今晚|还没有封存/)).toBeTruthy()
    expect(screen.queryByText('在手机上核对')).toBeNull()
  })
})

describe('rewards', () => {
  test('say what one can have, and how far the rest is', async () => {
    await openPage(Rewards)
    expect(screen.getByText('您有 25 积分')).toBeTruthy()
    expect(screen.getByText('还差 475 积分')).toBeTruthy()
  })

  test('the code is shown as a picture and as digits', async () => {
    await openPage(RedemptionScreen, { id: 'r1' }, { routes: { 'GET /redemptions/r1': () => ok(redemption()) } })
    expect(screen.getByText('4821 0937')).toBeTruthy()
    expect(screen.getByLabelText('兑换码 4821 0937')).toBeTruthy()
  })

  test('what was collected shows no code any more', async () => {
    const done = redemption({ state: 'collected', can: { collect: false, cancel: false } })
    await openPage(RedemptionScreen, { id: 'r1' }, { routes: { 'GET /redemptions/r1': () => ok(done) } })
    expect(screen.getByText('已经领走了，谢谢您的付出。')).toBeTruthy()
    expect(screen.queryByText('4821 0937')).toBeNull()
  })
})

test('the books of the community: totals that come to zero, the fingerprint, and who chose to appear', async () => {
  const totals = {
    place: { id: 'c1', kind: 'community', name: '桂花苑社区' },
    transfers: 3,
    issued: 1_000,
    inBudget: 900,
    withResidents: 80,
    inRewards: 20,
    sum: 0,
    residents: 4,
    quarter: { name: '2026-Q1', issued: 1_000, awarded: 100, redeemed: 20 },
    head: proof.head,
    can: { seeRanking: true },
  }
  const person = { id: 'p7', displayName: '周', avatarUrl: null }
  const rule = {
    id: 'u1',
    placeId: 'c1',
    code: 'volunteer_hours',
    version: 2,
    pointsPerHour: 10,
    categories: [{ category: '助老', pointsPerHour: 15 }],
    weeklyCap: 200,
    createdAt: '2026-01-01T00:00:00.000Z',
    can: { replace: false },
  }
  const world = await openPage(
    Ledger,
    {},
    {
      routes: {
        'GET /places/g1/ledger': () => ok(totals),
        'GET /ledger/heads': () =>
          ok({ items: [proof.head, { ...proof.head, date: '2026-01-01', size: 2 }], nextCursor: null }),
        'GET /places/g1/points-rules': () => ok({ items: [rule], nextCursor: null }),
        'GET /places/g1/points-ranking': () => ok({ quarter: '2026-Q1', items: [{ rank: 1, person, points: 50 }] }),
        'PATCH /me/account': ({ body }) => ok({ ...(routes['GET /me/account']().body as object), ...(body as object) }),
      },
    },
  )
  expect(screen.getByText('-1000')).toBeTruthy()
  expect(screen.getAllByText(proof.head.fingerprint)).toHaveLength(2)
  expect(screen.getByText('第 1 名')).toBeTruthy()
  expect(screen.getByText('每小时 10 分 · 每周最多 200 分 · 第 2 版')).toBeTruthy()
  expect(screen.getByText('每小时 15 分')).toBeTruthy()
  await act(() => world.stores.of(pointsStore).showInRanking(true))
  expect(world.linesOf('PATCH /me/account')[0]?.body).toEqual({ showInRanking: true })
})

test('whole points are read from what was typed, and nothing else is', () => {
  expect(['1', ' 30 ', '1000000'].map((text) => amountOf(text))).toEqual([1, 30, 1_000_000])
  expect(['', '0', '-1', '1.5', '1e3', '01', '1000001', '十'].map((text) => amountOf(text))).toEqual(
    Array(8).fill(null),
  )
  expect(amountOf('6', 5)).toBeNull()
  expect(groupedCode('48210937')).toBe('4821 0937')
})

test('a code as stretches is the code', () => {
  const { modules } = create('48210937', { errorCorrectionLevel: 'M' })
  const squares = runsOf(modules).flatMap((runs) =>
    runs.flatMap(({ isDark, length }) => Array<boolean>(length).fill(isDark)),
  )
  expect(squares).toEqual(Array.from(modules.data, Boolean))
})
