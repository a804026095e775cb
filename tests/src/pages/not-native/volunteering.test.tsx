import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import ActivitiesScreen from '../../../../src/pages/volunteering/activities'
import CallScreen from '../../../../src/pages/volunteering/call'
import CheckScreen from '../../../../src/pages/volunteering/check'
import CheckInScreen from '../../../../src/pages/volunteering/check-in'
import PlanScreen from '../../../../src/pages/volunteering/plan'
import RecordScreen from '../../../../src/pages/volunteering/record'
import RollScreen from '../../../../src/pages/volunteering/roll'
import ShiftScreen from '../../../../src/pages/volunteering/shift'
import { press } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ME, memoryStorage, ok, page, problem, settle } from '../../stores/fake-world'
import { shift } from '../../stores/volunteering-shift'

async function openScreen(
  Screen: React.ComponentType,
  params: Record<string, string>,
  routes: NonNullable<Parameters<typeof fakeWorld>[0]>['routes'],
  storage = memoryStorage(),
) {
  const world = fakeWorld({ routes: { 'GET /me/shifts': () => page([]), ...routes }, storage })
  await world.start()
  renderPage(world.stores, Screen, params)
  await act(settle)
  return world
}

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('volunteering', () => {
  test('activities stand with their next shifts, and where one stands in each', async () => {
    const mine = {
      id: 'u1',
      shiftId: 's2',
      roleId: null,
      state: 'waiting',
      place: 3,
      answerBy: null,
      createdAt: '',
      can: { leave: true, accept: false },
    }
    await openScreen(
      ActivitiesScreen,
      {},
      {
        'GET /places/g1/activities': () =>
          page([
            {
              id: 'a1',
              title: '我为老人烧餐饭',
              category: '助老',
              place: { id: 'c1', kind: 'community', name: '桂花苑社区' },
              state: 'open',
              shifts: [shift('s1'), shift('s2', { mine, confirmed: 2 })],
            },
          ]),
      },
    )
    expect(screen.getByText('我为老人烧餐饭')).toBeTruthy()
    expect(screen.getByText('1/2 · 10 分/时')).toBeTruthy()
    expect(screen.getByText('排在第 3 位')).toBeTruthy()
    expect(screen.queryByText('发起活动')).toBeNull()
  })

  test('a shift says its rule of places; signing up says whether one is in or waits', async () => {
    const waiting = {
      id: 'u1',
      shiftId: 's1',
      roleId: null,
      state: 'waiting',
      place: 3,
      answerBy: null,
      createdAt: '',
      can: { leave: true, accept: false },
    }
    let isIn = false
    const full = { confirmed: 2, waiting: 1 }
    const world = await openScreen(
      ShiftScreen,
      { id: 's1' },
      {
        'GET /shifts/s1': () =>
          ok(shift('s1', isIn ? { ...full, mine: waiting, can: { ...shift('s1').can, signUp: false } } : full)),
        'PUT /sign-ups/*': () => {
          isIn = true
          return { status: 201, body: waiting }
        },
      },
    )
    expect(screen.getByText(/90 天里两次没轮到/)).toBeTruthy()
    await press('报名候补')
    expect(world.linesOf('PUT /sign-ups/')).toHaveLength(1)
    expect(screen.getByText(/您在第 3 位/)).toBeTruthy()
  })

  test('the organiser calls off one shift, or all of its series that are to come', async () => {
    const can = { ...shift('s1').can, signUp: false, organise: true, cancel: true }
    const world = await openScreen(
      ShiftScreen,
      { id: 's1' },
      {
        'GET /shifts/s1': () => ok(shift('s1', { can, seriesId: 'r1' })),
        'DELETE /shift-series/r1': () => ({ status: 204, body: null }),
      },
    )
    await press('后面的班次都取消')
    expect(screen.getByText('“我为老人烧餐饭”后面的班次都取消？')).toBeTruthy()
    await press('后面的班次都取消')
    expect(world.linesOf('DELETE /shift-series/r1')).toHaveLength(1)
    expect(world.linesOf('DELETE /shifts/')).toHaveLength(0)
  })

  test('a shift is planned with roles, whose places take the place of its number', async () => {
    const world = await openScreen(PlanScreen, { id: 'a1' }, { 'PUT /shifts/*': () => ({ status: 201, body: {} }) })
    const type = (placeholder: string, value: string) =>
      act(async () => {
        fireEvent.change(screen.getByPlaceholderText(placeholder), { target: { value } })
        await settle()
      })
    await type('比如：社区食堂一楼', '食堂')
    expect(screen.getByText('需要几个人')).toBeTruthy()
    await press('加一个岗位')
    expect(screen.queryByText('需要几个人')).toBeNull()
    expect(screen.getByText(/每个岗位都要有名称/)).toBeTruthy()
    await type('比如：送餐', '送餐')
    await press('开车')
    await press('开放报名')
    expect(world.linesOf('PUT /shifts/')[0]?.body).toMatchObject({
      capacity: 10,
      skills: [],
      roles: [{ title: '送餐', capacity: 10, skills: ['开车'] }],
    })
  })

  test('a released place is offered with its time, and taken with one tap', async () => {
    const offer = {
      id: 'u1',
      shiftId: 's1',
      roleId: null,
      state: 'confirmed',
      place: 2,
      answerBy: '2026-01-03T02:00:00.000Z',
      createdAt: '',
      can: { leave: true, accept: true },
    }
    const world = await openScreen(
      ShiftScreen,
      { id: 's1' },
      {
        'GET /shifts/s1': () => ok(shift('s1', { mine: offer, can: { ...shift('s1').can, signUp: false } })),
        'POST /sign-ups/u1/actions': () => ok({ ...offer, answerBy: null }),
      },
    )
    expect(screen.getByText('轮到您了')).toBeTruthy()
    await press('我来')
    expect(world.linesOf('POST /sign-ups/u1/actions')[0]?.body).toMatchObject({ action: 'accept' })
  })

  test('checking in takes six digits; a dead code is told in the server’s words', async () => {
    const world = await openScreen(
      CheckInScreen,
      { id: 's1', action: 'check_in' },
      {
        'POST /shifts/s1/actions': () => problem(409, 'code_expired', '这个码不对或已经过期，请看组织者手机上的新码。'),
      },
    )
    await act(async () => {
      fireEvent.change(screen.getByPlaceholderText('六位数字'), { target: { value: '123 456' } })
      await settle()
    })
    await press('签到')
    expect(world.linesOf('POST /shifts/s1/actions')[0]?.body).toMatchObject({ action: 'check_in', code: '123 456' })
    expect(screen.getByText(/请看组织者手机上的新码/)).toBeTruthy()
  })

  test('a check-out that would count as nothing is asked about first', async () => {
    const now = Date.now()
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
    const service = { id: 'e1', personId: 'p1', shiftId: 's1', state: 'present', checkedInAt: at(-2), minutes: null }
    const under = shift('s1', { startsAt: at(-2), endsAt: at(118), service })
    const routes = {
      'GET /shifts/s1': () => ok(under),
      'POST /shifts/s1/actions': () => ok({ ...service, state: 'done', minutes: 0 }),
    }
    const world = await openScreen(ShiftScreen, { id: 's1' }, routes)
    cleanup()
    renderPage(world.stores, CheckInScreen, { id: 's1', action: 'check_out' })
    await act(async () => {
      fireEvent.change(screen.getByPlaceholderText('六位数字'), { target: { value: '123456' } })
      await settle()
    })
    await press('签退')
    expect(world.linesOf('POST /shifts/s1/actions')).toHaveLength(0)
    expect(screen.getByText('到现在还不满 8 分钟，记不上时长，签退后不能改。')).toBeTruthy()
    await press('还是签退')
    expect(world.linesOf('POST /shifts/s1/actions')[0]?.body).toMatchObject({ action: 'check_out', code: '123456' })
  })

  test('the secretary finds whoever came without signing up, and is asked before hours are put down', async () => {
    const found = {
      id: 'm9',
      person: { id: 'p9', displayName: '王芳', avatarUrl: null },
      building: { id: 'b1', kind: 'building', name: '5 号楼' },
      household: { id: 'h1', number: '1-601', floor: 6 },
      can: { receive: true },
    }
    const world = await openScreen(
      RollScreen,
      { id: 's1' },
      {
        'GET /me': () => ok({ ...ME, roles: [{ role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' }] }),
        'GET /shifts/s1': () => ok(shift('s1', { endsAt: '2026-01-04T02:00:00.000Z' })),
        'GET /shifts/s1/sign-ups': () => page([]),
        'GET /places/c1/residents': () => page([found]),
        'POST /shifts/s1/actions': () => ok({ id: 'e1' }),
      },
    )
    await act(async () => {
      fireEvent.change(screen.getByPlaceholderText('例如：李晓梅、1-601'), { target: { value: '王' } })
      await settle()
    })
    await press('查找')
    expect(screen.getByText('5 号楼 1-601')).toBeTruthy()
    await press('记时长')
    expect(screen.queryByText('240 分钟')).toBeNull()
    await press('60 分钟')
    expect(world.linesOf('POST /shifts/s1/actions')).toHaveLength(0)
    await press('记上 60 分钟')
    expect(world.linesOf('POST /shifts/s1/actions')[0]?.body).toMatchObject({
      action: 'attest',
      personId: 'p9',
      minutes: 60,
    })
  })

  test('the secretary puts hours right with a reason, and what was put right before stands there', async () => {
    const person = { id: 'p9', displayName: '王芳' }
    const at = '2026-01-02T08:00:00.000Z'
    const line = {
      person,
      signUp: null,
      roleTitle: null,
      service: { id: 'e1', personId: 'p9', shiftId: 's1', state: 'done', minutes: 60, isAttested: true },
      corrections: [{ id: 'c1', minutes: -60, reason: '忘了签退', by: '张书记', at }],
      can: { attest: false, excuse: false, miss: false, standIn: false, correct: true },
    }
    const key = { code: '', changesAt: '', secret: 'GEZDGNBVGY3TQOJQ', digits: 6, periodSeconds: 30, now: at }
    const world = await openScreen(
      RollScreen,
      { id: 's1' },
      {
        'GET /shifts/s1': () => ok(shift('s1', { endsAt: '2026-01-04T02:00:00.000Z' })),
        'GET /shifts/s1/check-in-code': () => ok(key),
        'GET /shifts/s1/sign-ups': () => page([line]),
        'POST /shifts/s1/actions': () => ok({ id: 'e1' }),
      },
    )
    expect(screen.getByText(/60 分钟 · 更正 −60 分钟：忘了签退（张书记，/)).toBeTruthy()
    await press('更正时长')
    expect(screen.queryByText('60 分钟')).toBeNull()
    await press('0 分钟')
    await press('改为 0 分钟')
    expect(world.linesOf('POST /shifts/s1/actions')).toHaveLength(0)
    await act(async () => {
      fireEvent.change(screen.getByPlaceholderText(/签退时忘了/), { target: { value: '本人没有来' } })
      await settle()
    })
    await press('改为 0 分钟')
    expect(world.linesOf('POST /shifts/s1/actions')[0]?.body).toMatchObject({
      action: 'correct',
      personId: 'p9',
      minutes: 0,
      reason: '本人没有来',
    })
  })

  test('the organiser’s digits and QR change without a network; who is here stands below', async () => {
    const storage = memoryStorage()
    const key = { code: '', changesAt: '', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', digits: 6, periodSeconds: 30 }
    const person = { id: 'p9', displayName: '王芳' }
    const line = {
      person,
      signUp: null,
      roleTitle: null,
      service: null,
      corrections: [],
      can: { attest: true, excuse: true, miss: true, standIn: false, correct: false },
    }
    const routes = {
      'GET /shifts/s1/check-in-code': () => ok({ ...key, now: '2026-01-03T00:00:00.000Z' }),
      'GET /shifts/s1/sign-ups': () => page([line]),
    }
    await openScreen(RollScreen, { id: 's1' }, routes, storage)
    expect(screen.getByText('王芳')).toBeTruthy()
    const digits = () => document.querySelector('.roll-code')?.textContent ?? ''
    expect(digits()).toMatch(/^\d{3} \d{3}$/)
    expect(document.querySelectorAll('.linli-qr__dark').length).toBeGreaterThan(50)
    cleanup()

    const world = fakeWorld({ routes, storage })
    world.cut()
    await world.start()
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date('2026-01-03T00:00:00.000Z') })
    renderPage(world.stores, RollScreen, { id: 's1' })
    await act(settle)
    expect(screen.getByText('现在没有网络，码照常能用。')).toBeTruthy()
    const before = digits()
    await act(async () => {
      vi.advanceTimersByTime(31_000)
      await settle()
    })
    expect(digits()).toMatch(/^\d{3} \d{3}$/)
    expect(digits()).not.toBe(before)
    vi.useRealTimers()
  })

  test('hours stand by year and category, with the way to a certificate', async () => {
    const sum = { minutes: 270, hours: 4.5, shifts: 3 }
    const at = '2026-01-02T08:00:00.000Z'
    const entry = {
      ...{ id: 'e1', shiftId: 's1', title: '烧餐饭', category: '助老', startsAt: at, state: 'done', isAttested: true },
      minutes: 90,
      corrections: [{ id: 'c1', minutes: 30, reason: '漏记半小时', by: '张书记', at }],
    }
    await openScreen(
      RecordScreen,
      {},
      {
        'GET /me/service-record': () =>
          ok({
            ...sum,
            years: [{ year: 2026, ...sum, categories: [{ category: '助老', ...sum }] }],
            can: { certify: true },
          }),
        'GET /me/service-entries': () => page([entry]),
        'GET /me/certificates': () => page([]),
      },
    )
    expect(screen.getByText(/更正 \+30 分钟：漏记半小时（张书记，/)).toBeTruthy()
    expect(screen.getByText('一共 4.5 小时')).toBeTruthy()
    expect(screen.getByText('2026 年 · 4.5 小时')).toBeTruthy()
    expect(screen.getByText('开 2026 年的服务证明')).toBeTruthy()
    expect(screen.getByText(/四舍五入到一刻钟/)).toBeTruthy()
  })

  test('a certificate is checked by anybody, signed in or not', async () => {
    const world = fakeWorld({
      signedIn: false,
      routes: {
        'GET /certificates/LL2026-AAAAA-BBBBB': () =>
          ok({
            number: 'LL2026-AAAAA-BBBBB',
            year: 2026,
            holder: '李**',
            hours: 4.5,
            issuer: '桂花苑社区',
            issuedAt: '2026-01-02T00:00:00.000Z',
            can: {},
          }),
      },
    })
    await world.start()
    renderPage(world.stores, CheckScreen, { number: 'LL2026-AAAAA-BBBBB' })
    await act(settle)
    expect(screen.getByText('这份证明是真的')).toBeTruthy()
    expect(screen.getByText('李**')).toBeTruthy()
  })

  test('whoever is called answers when they will be there', async () => {
    const callUp = {
      id: 'k1',
      place: { id: 'b1', kind: 'building', name: '3 号楼' },
      skill: '急救',
      radius: 'grid',
      text: '有老人摔倒',
      state: 'open',
      called: 4,
      coming: 0,
      cannot: 0,
      people: [],
      mine: { answer: null, minutes: null },
      createdAt: '2026-01-03T00:00:00.000Z',
      endsAt: '2026-01-03T12:00:00.000Z',
      endedAt: null,
      can: { answer: true, end: false, seePeople: false },
    }
    const world = await openScreen(
      CallScreen,
      { id: 'k1' },
      {
        'GET /call-ups/k1': () => ok(callUp),
        'POST /call-ups/k1/actions': () => ok({ ...callUp, mine: { answer: 'coming', minutes: 5 } }),
      },
    )
    await press('5 分钟到')
    await press('我来')
    expect(world.linesOf('POST /call-ups/k1/actions')[0]?.body).toMatchObject({ action: 'coming', minutes: 5 })
    expect(screen.getByText('您说 5 分钟到')).toBeTruthy()
  })
})
