import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { OwnersImport, PaperBallot, PollCorrection, PollObjection } from '../../../../src/contract'
import CorrectionsScreen from '../../../../src/pages/voting/corrections'
import ObjectionsScreen from '../../../../src/pages/voting/objections'
import PaperScreen from '../../../../src/pages/voting/paper'
import RegisterScreen from '../../../../src/pages/voting/register'
import RollScreen from '../../../../src/pages/voting/roll'
import { ownersStore } from '../../../../src/stores/owners-store'
import { rollDeskStore } from '../../../../src/stores/roll-desk-store'
import { tableTypeOf } from '../../../../src/stores/table-type'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ok, page, problem, settle } from '../../stores/fake-world'
import { can, poll, roll } from '../../stores/voting-poll'

type Routes = NonNullable<Parameters<typeof fakeWorld>[0]>['routes']

async function openPage(page: ComponentType, routes: Routes, params: Record<string, string> = { id: 'v1' }) {
  const displayed = poll({
    state: 'announced',
    can: { ...can, vote: false, correctRoll: true, answerObjections: true },
  })
  const world = fakeWorld({ routes: { 'GET /polls/v1': () => ok(displayed), ...routes } })
  await world.start()
  renderPage(world.stores, page, params)
  await act(settle)
  await act(settle)
  return world
}

const objection = (more: Partial<PollObjection> = {}): PollObjection => ({
  id: 'o1',
  pollId: 'v1',
  about: 'roll',
  text: '我家面积不对',
  by: null,
  state: 'open',
  answer: null,
  createdAt: '2026-01-02T00:00:00.000Z',
  can: { decide: false },
  ...more,
})

const correction = (more: Partial<PollCorrection> = {}): PollCorrection => ({
  id: 'k1',
  pollId: 'v1',
  reason: '面积按登记更正',
  remove: ['e1'],
  add: [{ householdId: 'h1' }],
  lines: [
    { change: 'remove', label: '3 号楼 501', names: ['李'], area: '89.12' },
    { change: 'add', label: '3 号楼 501', names: [], area: '91.3' },
  ],
  state: 'proposed',
  version: null,
  createdAt: '2026-01-02T00:00:00.000Z',
  can: { confirm: true, refuse: true },
  ...more,
})

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('who objected to the roll reads the answer there, and nobody else’s objections', async () => {
  await openPage(RollScreen, {
    'GET /polls/v1/roll': () => ok(roll),
    'GET /polls/v1/objections': () =>
      page([
        objection({ state: 'accepted', answer: '已按登记更正' }),
        objection({ id: 'o2', text: '票没有计入', about: 'ballot' }),
        objection({ id: 'o3', text: '别人家的事', by: '周' }),
      ]),
  })
  expect(screen.getByText('我家面积不对')).toBeTruthy()
  expect(screen.getByText('已采纳')).toBeTruthy()
  expect(screen.getByText('社区答复：已按登记更正')).toBeTruthy()
  expect(screen.queryByText('票没有计入')).toBeNull()
  expect(screen.queryByText('别人家的事')).toBeNull()
})

describe('objections at the desk', () => {
  test('name who raised them; an answer is sent once with its words, also after a lost answer', async () => {
    const open = objection({ by: '周建国', can: { decide: true } })
    let tries = 0
    const world = await openPage(ObjectionsScreen, {
      'GET /polls/v1/objections': () => page([open]),
      'POST /polls/v1/objections/o1/actions': () => {
        tries += 1
        if (tries === 1) return problem(502, '')
        return ok({ ...open, state: 'accepted', answer: '已核实', can: { decide: false } })
      },
    })
    expect(screen.getByText(/周建国/)).toBeTruthy()
    const desk = world.stores.of(rollDeskStore)
    await act(async () => void (await desk.answer(open, 'accept', '已核实')))
    await act(async () => void (await desk.answer(open, 'accept', '已核实')))
    const sent = world.linesOf('POST /polls/v1/objections/o1/actions').map(({ body }) => body)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(sent[0]).toMatchObject({ action: 'accept', answer: '已核实' })
    expect(screen.getByText('社区答复：已核实')).toBeTruthy()
  })

  test('nobody has objected; and a network that is gone says so', async () => {
    await openPage(ObjectionsScreen, { 'GET /polls/v1/objections': () => page([]) })
    expect(screen.getByText('还没有人提异议')).toBeTruthy()
    cleanup()
    await openPage(ObjectionsScreen, { 'GET /polls/v1/objections': () => problem(403, 'not_allowed', '没有权限') })
    expect(screen.getByText(/没有权限/)).toBeTruthy()
  })
})

describe('corrections of the roll', () => {
  test('say line by line what changes; who proposed one waits for another', async () => {
    await openPage(CorrectionsScreen, {
      'GET /polls/v1/corrections': () =>
        page([correction(), correction({ id: 'k2', reason: '我自己提的', can: { confirm: false, refuse: true } })]),
    })
    expect(screen.getAllByText('划去')).toHaveLength(2)
    expect(screen.getAllByText('91.3 m²')).toHaveLength(2)
    expect(screen.getAllByText('核对无误，更正名册')).toHaveLength(1)
    expect(screen.getByText('要由另一位工作人员核对')).toBeTruthy()
    expect(screen.getByText('撤回')).toBeTruthy()
  })

  test('the second confirms, and it says that the roll has changed', async () => {
    const world = await openPage(CorrectionsScreen, {
      'GET /polls/v1/corrections': () => page([correction()]),
      'POST /polls/v1/corrections/k1/actions': () =>
        ok(correction({ state: 'made', version: 2, can: { confirm: false, refuse: false } })),
    })
    await act(async () => void (await world.stores.of(rollDeskStore).decide(correction(), 'confirm')))
    expect(world.linesOf('POST /polls/v1/corrections/k1/actions')[0]?.body).toMatchObject({ action: 'confirm' })
    expect(screen.getByText('已更正')).toBeTruthy()
    expect(screen.queryByText('核对无误，更正名册')).toBeNull()
  })

  test('are proposed from what was found on the roll and off it, also in several searches', async () => {
    const entry = (id: string) => ({
      id,
      label: `3 号楼 ${id}`,
      names: ['李'],
      area: '89.12',
      voted: null,
      can: { enterPaper: false, remove: true },
    })
    const candidate = { id: 'h1', kind: 'household', label: '3 号楼 501', names: [], area: '91.3', can: { add: true } }
    const world = await openPage(CorrectionsScreen, {
      'GET /polls/v1/corrections': () => page([]),
      'GET /polls/v1/roll/entries': ({ query }) => page([entry(query.get('q') ?? '')]),
      'GET /polls/v1/roll/candidates': ({ query }) => page(query.get('q') === '501' ? [candidate] : []),
      'PUT /polls/v1/corrections/*': () => ok(correction({ can: { confirm: false, refuse: true } })),
    })
    const desk = world.stores.of(rollDeskStore)
    await act(() => desk.find('501'))
    expect(screen.getByText('不在名册上，要列入的')).toBeTruthy()
    act(() => {
      desk.chooseRemoved(['501'])
      desk.chooseAdded(['h1'])
    })
    await act(() => desk.find('502'))
    act(() => desk.chooseRemoved(['502']))
    expect(screen.getByText('划去 2 个，列入 1 个')).toBeTruthy()
    await act(async () => void (await desk.propose('面积按登记更正')))
    expect(world.linesOf('PUT /polls/v1/corrections/')[0]?.body).toEqual({
      remove: ['501', '502'],
      add: [{ householdId: 'h1' }],
      reason: '面积按登记更正',
    })
    expect(screen.getByText('待核对')).toBeTruthy()
    expect(screen.queryByText('提出更正，请同事核对')).toBeNull()
  })
})

test('a sheet that waits for its second reader shows its scan', async () => {
  const image = { id: 'i1', width: 3, height: 4, state: 'approved', can: { use: false } } as const
  const sheet: PaperBallot = {
    id: 's1',
    pollId: 'v1',
    serial: '000012',
    rollEntryId: 'e1',
    voter: { label: '3 号楼 501', names: ['李'] },
    optionIds: null,
    scanImageId: 'i1',
    scan: { ...image, urls: { thumb: '/scan.webp', full: '/scan-full.webp' } },
    state: 'entered',
    leafHash: null,
    enteredAt: '2026-01-02T00:00:00.000Z',
    can: { confirm: true, withdraw: true },
  }
  await openPage(PaperScreen, {
    'GET /polls/v1': () => ok(poll({ can: { ...can, enterPaper: true } })),
    'GET /polls/v1/paper-ballots': () => page([sheet, { ...sheet, id: 's2', serial: '000013', scan: null }]),
  })
  expect(screen.getAllByLabelText('编号 000012 的扫描件')).toHaveLength(1)
  expect(screen.queryByLabelText('编号 000013 的扫描件')).toBeNull()
  const [first] = screen.getAllByText('看着原件再录一遍')
  if (first) fireEvent.click(first)
  const inSight = screen.getAllByText('投票人：3 号楼 501 · 李').filter((words) => !words.closest('.voting__away'))
  expect(inSight).toHaveLength(1)
  // What the second one marks cannot be taken for a sheet that is being entered.
  expect(screen.getByText('录入').closest('.voting__away')).toBeTruthy()
  fireEvent.click(screen.getByText('先不核对'))
  expect(screen.getByText('录入').closest('.voting__away')).toBeNull()
  expect(screen.queryByText('先不核对')).toBeNull()
})

describe("the owners' register", () => {
  const unit = {
    householdId: 'h1',
    label: '3 号楼 501',
    area: '89.12',
    areaSource: 'register',
    isUnsold: false,
    owners: [
      { code: 'O1', name: '李大', share: '1/2', isNamed: true },
      { code: 'O2', name: '李二', share: '1/2', isNamed: false },
    ],
    can: { nameVoter: true },
  }
  const report: OwnersImport = {
    id: 'i1',
    placeId: 'c1',
    rows: 3,
    units: 1,
    heads: 1,
    area: '89.12',
    refused: [{ row: 3, column: 'number', reason: 'unknown_unit', text: '没有找到这一户，请核对楼栋和房号。' }],
    createdAt: '2026-01-02T00:00:00.000Z',
    can: { see: true },
  }
  const routes: Routes = {
    'GET /places/c1/owned-units': () => page([unit]),
    'PUT /places/c1/owners-imports/*': () => ok(report),
    'PUT /places/c1/owned-units/h1/voter': () => ok({ code: 'O2' }),
  }

  test('is taken from a file as what it is, and every row that was not says where and why', async () => {
    const world = await openPage(RegisterScreen, routes, {})
    expect(screen.getByText('李大 1/2、李二 1/2 · 89.12 m²（登记）')).toBeTruthy()
    const type = tableTypeOf('业主.XLSX')
    await act(async () => void (await world.stores.of(ownersStore).importTable('file:1', type ?? '')))
    const [sent] = world.linesOf('PUT /places/c1/owners-imports/')
    expect(sent?.headers['Content-Type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(screen.getByText('导入了一部分')).toBeTruthy()
    expect(screen.getByText('第 3 行')).toBeTruthy()
    expect(screen.getByText(/没有找到这一户/)).toBeTruthy()
    expect(screen.getByText('房号')).toBeTruthy()
  })

  test('names which of the co-owners votes', async () => {
    const world = await openPage(RegisterScreen, routes, {})
    expect(screen.getByText('投票人：李大')).toBeTruthy()
    fireEvent.click(screen.getByText('3 号楼 501'))
    fireEvent.click(screen.getByText('李二'))
    await act(settle)
    expect(world.linesOf('PUT /places/c1/owned-units/h1/voter')[0]?.body).toEqual({ code: 'O2' })
    expect(screen.getByText('投票人：李二')).toBeTruthy()
  })

  test('a platform that hands out no tables says where to import one', async () => {
    await openPage(RegisterScreen, routes, {})
    const isAlipay = process.env.TARO_ENV === 'alipay'
    expect(screen.queryByText('选一个表格') === null).toBe(isAlipay)
    expect(screen.queryByText(/支付宝里不能选表格/) !== null).toBe(isAlipay)
  })

  test.each([
    ['业主.csv', 'text/csv'],
    ['a.b.CSV', 'text/csv'],
    ['业主.xls', null],
    ['业主', null],
  ])('a file named %s', (name, type) => expect(tableTypeOf(name)).toBe(type))
})
