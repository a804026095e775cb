import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Appeal } from '../../../../src/contract'
import AppealScreen from '../../../../src/pages/appeals/detail'
import { ConflictForm } from '../../../../src/pages/appeals/office-acts/conflict-form'
import { appealStore } from '../../../../src/stores/appeal-store'
import { press, write } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { appeal, can, entry, GRID, STREET, similar, WATER } from '../../stores/fake-appeals'
import { fakeWorld, ok, page, problem, settle } from '../../stores/fake-world'
import { openAs } from '../open-as'

type Routes = NonNullable<NonNullable<Parameters<typeof fakeWorld>[0]>['routes']>

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('诉求', () => {
  async function openCase(first: Appeal, next: Partial<Appeal> = {}, routes: Routes = {}) {
    const world = fakeWorld({
      routes: {
        'GET /appeals/a': () => ok(first),
        'POST /appeals/a/actions': () => ok({ ...first, can: can(), ...next }),
        ...routes,
      },
    })
    await world.start()
    renderPage(world.stores, AppealScreen, { id: 'a' })
    await act(settle)
    return world
  }
  const acts = (world: Awaited<ReturnType<typeof openCase>>) =>
    world.linesOf('POST /appeals/a/actions').map(({ body }) => body)

  test('who has it now and until when; what happened, newest first; and no name where none is shown', async () => {
    await openCase(
      appeal('a', {
        state: 'assigned',
        handler: { placeId: 'd1', kind: 'department', name: '供水公司' },
        visibleName: null,
        isMine: false,
        households: 6,
        timeline: [entry(1), entry(2, { kind: 'assign', byPlace: STREET, handler: WATER, to: 'assigned' })],
        can: can('join'),
      }),
    )
    expect(screen.getByText('现在由谁办')).toBeTruthy()
    expect(screen.getAllByText('供水公司').length).toBeGreaterThan(0)
    expect(screen.getByText(/预计 .* 前答复/)).toBeTruthy()
    expect(screen.getByText('不公开名字')).toBeTruthy()
    expect(screen.getByText('有 6 户遇到这个问题')).toBeTruthy()
    const [newest, oldest] = [screen.getByText('桂花街道已请供水公司来办'), screen.getByText('提交了诉求')]
    expect(newest.compareDocumentPosition(oldest) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    expect(screen.getByText('我也有同样的问题')).toBeTruthy()
  })

  test('two stars say beforehand where the case goes, and afterwards that it went there', async () => {
    const answered = entry(2, { kind: 'answer', byPlace: WATER, text: '已经修好', to: 'answered' })
    const world = await openCase(
      appeal('a', { state: 'answered', dueAt: null, timeline: [entry(1), answered], can: can('rate') }),
      { state: 'reopened', level: 'street', rating: 2, handler: { placeId: 's1', kind: 'street', name: '桂花街道' } },
    )
    expect(screen.getAllByText('已经修好').length).toBeGreaterThan(0)
    await act(async () => {
      fireEvent.click(screen.getByLabelText('2 星，不满意'))
      await settle()
    })
    expect(screen.getByText('1 到 3 星：没办好，会转到街道重新办理')).toBeTruthy()
    await write(/哪里好/, '还在漏')
    await press('没办好，请重新办理')
    expect(acts(world)).toMatchObject([{ action: 'rate', stars: 2, text: '还在漏' }])
    expect(screen.getByText('已转到桂花街道重新办理')).toBeTruthy()
    expect(screen.getByText('重新办理')).toBeTruthy()
  })

  test('it is withdrawn after one question that names it', async () => {
    const world = await openCase(appeal('a'), { state: 'withdrawn' })
    await press('撤回诉求')
    expect(screen.getByText('撤回“三楼走廊水管漏水”？')).toBeTruthy()
    await press('撤回')
    expect(acts(world)).toMatchObject([{ action: 'withdraw' }])
    expect(screen.getByText('提交人撤回了')).toBeTruthy()
  })

  test('what closed by itself is opened again', async () => {
    const world = await openCase(
      appeal('a', {
        state: 'closed',
        timeline: [entry(1), entry(2, { kind: 'time_out', to: 'closed' })],
        can: can('undo_time_out'),
      }),
      { state: 'answered', can: can('rate') },
    )
    expect(screen.getByText('7 天没有评价，已自动办结')).toBeTruthy()
    await press('我还没评价，撤销自动办结')
    expect(acts(world)).toMatchObject([{ action: 'undo_time_out' }])
    expect(screen.getByText('已撤销，请给这次办理打分')).toBeTruthy()
  })

  test('what is not there, or not for the reader, says so and leads home', async () => {
    await openCase(appeal('a'), {}, { 'GET /appeals/a': () => problem(404, 'not_found') })
    expect(screen.getByText('这件诉求看不到了')).toBeTruthy()
  })

  test('staff see what they may do and nothing else; one tap takes it on', async () => {
    const world = await openCase(appeal('a', { isMine: false, can: can('accept', 'merge', 'note') }), {
      state: 'accepted',
    })
    expect(screen.queryByText('吹哨，请部门来办')).toBeNull()
    expect(screen.getByText('并入相同的诉求')).toBeTruthy()
    await press('接单')
    expect(acts(world)).toMatchObject([{ action: 'accept' }])
    expect(world.stores.ui.message?.text).toMatch(/已接单，请在 .* 前答复/)
  })

  test('a ready answer fills the field, is changed, and leaves', async () => {
    const template = {
      id: 't1',
      placeId: 'g1',
      title: '路灯',
      text: '已联系维修',
      createdAt: '',
      can: { delete: true },
    }
    const world = await openCase(
      appeal('a', { isMine: false, state: 'accepted', can: can('answer') }),
      { state: 'answered' },
      { 'GET /places/g1/answer-templates': () => page([template]) },
    )
    await press('答复居民')
    await press('路灯')
    await write(/做了什么/, '已联系维修，下午到')
    await press('发送答复')
    expect(acts(world)).toMatchObject([{ action: 'answer', text: '已联系维修，下午到', imageIds: [] }])
    expect(screen.getByText('已答复，等居民评价')).toBeTruthy()
  })

  test('a whistle needs a department and a reason; the street finds the wished one chosen', async () => {
    const departments: Routes = { 'GET /places/g1/departments': () => page([WATER]) }
    const world = await openCase(
      appeal('a', { isMine: false, state: 'accepted', can: can('whistle') }),
      { state: 'whistled' },
      departments,
    )
    await press('吹哨，请部门来办')
    await press('供水公司')
    await press('确认吹哨')
    expect(acts(world)).toHaveLength(0)
    await write(/现场什么情况/, '主管坏了')
    await press('确认吹哨')
    expect(acts(world)).toMatchObject([{ action: 'whistle', departmentId: 'd1', reason: '主管坏了' }])
    cleanup()
    const street = await openCase(
      appeal('a', { isMine: false, state: 'approved', wishedDepartment: WATER, can: can('assign') }),
      { state: 'assigned', handler: { placeId: 'd1', kind: 'department', name: '供水公司' } },
      departments,
    )
    await press('派给部门')
    expect(screen.getByText('网格想请：供水公司')).toBeTruthy()
    await press('确认派单')
    expect(acts(street)).toMatchObject([{ action: 'assign', departmentId: 'd1' }])
    expect(screen.getByText('已派给供水公司')).toBeTruthy()
  })

  test('a merge is asked once, for it cannot be undone', async () => {
    const world = await openCase(
      appeal('a', { isMine: false, can: can('merge') }),
      { state: 'merged', mergedIntoId: 's1' },
      { 'GET /places/*/appeals/similar': () => page([similar('s1'), similar('a')]) },
    )
    await press('并入相同的诉求')
    expect(screen.getAllByText('楼道水管一直漏')).toHaveLength(1)
    await press('楼道水管一直漏')
    await press('合并这两件')
    expect(screen.getByText('并入“楼道水管一直漏”？')).toBeTruthy()
    expect(acts(world)).toHaveLength(0)
    await press('合并这两件')
    expect(acts(world)).toMatchObject([{ action: 'merge', intoId: 's1' }])
    expect(screen.getByText('看合并后的诉求')).toBeTruthy()
  })

  test('a colleague was quicker: the page shows how things stand', async () => {
    let reads = 0
    await openCase(
      appeal('a'),
      {},
      {
        'GET /appeals/a': () => {
          reads += 1
          return ok(
            appeal('a', { isMine: false, ...(reads < 2 ? { can: can('accept') } : { state: 'accepted', can: can() }) }),
          )
        },
        'POST /appeals/a/actions': () => problem(409, 'wrong_state', '情况已有变化'),
      },
    )
    await press('接单')
    await act(settle)
    expect(screen.getByText('情况已有变化，现在显示的是最新的')).toBeTruthy()
    expect(screen.getByText('办理中')).toBeTruthy()
    expect(screen.queryByText('接单')).toBeNull()
  })
})

test('whom a case is kept from stands in the form; to lift that is asked first', async () => {
  const kept = appeal('a', { isMine: false, can: can('set_conflict'), barredIds: ['p9'] })
  const member = { personId: 'p9', displayName: '王强', role: 'grid_officer', place: GRID }
  const Form = () => <ConflictForm appeal={kept} onDone={() => {}} />
  const world = await openAs([{ role: 'street_staff', placeId: 's1', placeName: '桂花街道' }], Form, {
    'GET /appeals/a': () => ok(kept),
    'GET /places/g1/staff': () => page([member]),
    'POST /appeals/a/actions': () => ok({ ...kept, barredIds: [] }),
  })
  await act(async () => world.stores.of(appealStore).open('a'))
  await press('设好回避')
  expect(world.linesOf('POST /appeals/a/actions')[0]?.body).toMatchObject({ personIds: ['p9'] })
  await press('王强')
  await press('设好回避')
  expect(world.linesOf('POST /appeals/a/actions')).toHaveLength(1)
  await press('取消回避')
  expect(world.linesOf('POST /appeals/a/actions')[1]?.body).toMatchObject({ personIds: [] })
})
