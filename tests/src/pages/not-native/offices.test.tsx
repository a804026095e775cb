import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import DispatchScreen from '../../../../src/pages/casework/dispatch'
import HandOverScreen from '../../../../src/pages/casework/hand-over'
import RatingsScreen from '../../../../src/pages/casework/ratings'
import TemplatesScreen from '../../../../src/pages/casework/templates'
import Desk from '../../../../src/pages/desk/desk'
import { press, write } from '../../../support/hands'
import { can, line, STREET, WATER } from '../../stores/fake-appeals'
import { ok, PLACE, page, type Routes, settle } from '../../stores/fake-world'
import { OFFICER, openAs } from '../open-as'

const street = { role: 'street_staff', placeId: 's1', placeName: '桂花街道' }

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('the desk', () => {
  const item = (id: string, more = {}) => ({
    kind: 'appeal',
    id: `w-${id}`,
    waitingSince: '2026-01-02T00:00:00.000Z',
    dueAt: '2026-01-05T09:00:00.000Z',
    appeal: line(id, { text: `诉求 ${id}`, isMine: false, can: can('accept'), ...more }),
  })
  const cases: Routes = {
    'GET /me/desk/counts': () => ok({ membership: 0, report: 0, appeal: 3, care_task: 0, activity: 0 }),
    'GET /me/desk': ({ query }) =>
      page(query.get('kind') === 'appeal' ? [item('a', { overdue: true }), item('b'), item('c', { can: can() })] : []),
  }

  test('opens on what holds something; overdue is said in words; a tap opens the case', async () => {
    await openAs([OFFICER], Desk, cases)
    expect(screen.getByText('诉求 3')).toBeTruthy()
    expect(screen.getByText('已超时')).toBeTruthy()
    await press('诉求 b')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/appeals/detail/index?id=b' })
  })

  test('an activity that waits for approval has a line, which opens it', async () => {
    const activity = {
      id: 'a1',
      title: '为老人理发',
      category: '助老',
      organiser: { id: 'p9', displayName: '桂花面包房' },
      place: { id: 'g1', kind: 'grid', name: '第一网格' },
    }
    const waiting = { kind: 'activity', id: 'a1', waitingSince: '2026-01-02T00:00:00.000Z', dueAt: '', activity }
    await openAs([OFFICER], Desk, {
      'GET /me/desk/counts': () => ok({ membership: 0, report: 0, appeal: 0, care_task: 0, activity: 1 }),
      'GET /me/desk': ({ query }) => page(query.get('kind') === 'activity' ? [waiting] : []),
    })
    expect(screen.getByText('活动 1')).toBeTruthy()
    await press('为老人理发')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/volunteering/activity/index?id=a1' })
  })

  test('several are marked and taken on together', async () => {
    const world = await openAs([OFFICER], Desk, {
      ...cases,
      'POST /appeals/actions': ({ body }) =>
        ok({
          items: (body as { appealIds: string[] }).appealIds.map((id) => ({ id, state: 'accepted', refusal: null })),
        }),
    })
    await press('一次接多件')
    await press('诉求 a')
    await press('诉求 b')
    expect(Taro.navigateTo).not.toHaveBeenCalled()
    await press('接下 2 件')
    expect(world.linesOf('POST /appeals/actions')[0]?.body).toMatchObject({ appealIds: ['a', 'b'] })
    expect(screen.getByText('已接下 2 件')).toBeTruthy()
  })

  test('the dispatch table is for the street, ready answers for all', async () => {
    await openAs([OFFICER], Desk)
    expect(screen.getByText('常用答复')).toBeTruthy()
    expect(screen.queryByText('派单规则')).toBeNull()
    cleanup()
    await openAs([street], Desk)
    expect(screen.getByText('派单规则')).toBeTruthy()
  })
})

describe('an office', () => {
  const rule = (category: string, more = {}) => ({
    place: STREET,
    category,
    handler: 'grid',
    department: null,
    level: 'grid',
    workingHours: 16,
    isDefault: true,
    can: { change: true, remove: false },
    ...more,
  })
  const rules = () =>
    ok({ items: [rule('noise'), rule('parking', { isDefault: false })], departments: [WATER], can: { change: true } })

  test('a rule of the dispatch table is changed: who, which department, how many hours', async () => {
    const world = await openAs([street], DispatchScreen, {
      'GET /places/s1/dispatch-rules': rules,
      'PUT /places/s1/dispatch-rules/noise': () => ok(rule('noise')),
    })
    expect(screen.getAllByText('网格 · 16 工作小时')).toHaveLength(2)
    await press('噪音扰民')
    await press('部门')
    await press('供水公司')
    await act(async () => {
      fireEvent.change(screen.getByDisplayValue('16'), { target: { value: '8' } })
      await settle()
    })
    await press('保存规则')
    expect(world.linesOf('PUT /places/s1/dispatch-rules/noise')[0]?.body).toEqual({
      handler: 'department',
      workingHours: 8,
      departmentId: 'd1',
    })
    expect(screen.getByText('已保存，新提交的诉求按这条派')).toBeTruthy()
  })

  test('a community goes by its street until it says otherwise', async () => {
    await openAs([street], DispatchScreen, {
      'GET /places/s1/dispatch-rules': rules,
      'GET /places/c1/dispatch-rules': () =>
        ok({
          items: [
            rule('noise'),
            rule('parking'),
            rule('safety', { isDefault: false, place: { id: 'g1', kind: 'grid', name: '' } }),
          ],
          departments: [],
          can: { change: true },
        }),
    })
    await press('桂花苑社区')
    expect(screen.getByText('随街道')).toBeTruthy()
    expect(screen.getByText('默认')).toBeTruthy()
    expect(screen.queryByText('安全隐患')).toBeNull()
  })

  test('a ready answer is added, and deleted after one question', async () => {
    const world = await openAs([OFFICER], TemplatesScreen, {
      'GET /places/g1/answer-templates': () => page([]),
      'PUT /answer-templates/*': ({ path, body }) =>
        ok({ id: path.split('/')[2], createdAt: '', can: { delete: true }, ...(body as object) }),
      'DELETE /answer-templates/*': () => ({ status: 204 }),
    })
    expect(screen.getByText('还没有常用答复')).toBeTruthy()
    await press('添加常用答复')
    await write(/路灯报修/, '路灯')
    await write(/已联系维修/, '今天下午修')
    await press('保存')
    expect(world.linesOf('PUT /answer-templates/')[0]?.body).toEqual({
      placeId: 'g1',
      title: '路灯',
      text: '今天下午修',
    })
    await press('删除')
    expect(screen.getByText('删除“路灯”？')).toBeTruthy()
    await press('删除')
    expect(screen.queryByText('今天下午修')).toBeNull()
  })

  test('a desk is handed to a colleague, never to oneself', async () => {
    const member = (personId: string, displayName: string) => ({
      personId,
      displayName,
      role: 'grid_officer',
      place: STREET,
    })
    const world = await openAs([OFFICER], HandOverScreen, {
      'GET /me/hand-overs': () => page([]),
      'GET /places/g1/staff': () => page([member('p1', '李自己'), member('p7', '赵网格员')]),
      'PUT /hand-overs/*': ({ path, body }) => {
        const { from, until } = body as { from: string; until: string }
        return ok({
          id: path.split('/')[2],
          place: STREET,
          role: 'grid_officer',
          from,
          until,
          endedAt: null,
          absent: { personId: 'p1', displayName: '李自己' },
          substitute: { personId: 'p7', displayName: '赵网格员' },
          can: { end: true },
        })
      },
    })
    await press('安排代班')
    expect(screen.queryByText('李自己')).toBeNull()
    await press('赵网格员')
    await press('确定代班')
    expect(world.linesOf('PUT /hand-overs/')[0]?.body).toMatchObject({ placeId: 'g1', toPersonId: 'p7' })
    expect(screen.getByText('李自己 → 赵网格员')).toBeTruthy()
    expect(screen.getByText('未开始')).toBeTruthy()
  })

  test('a department sees how grids rated it', async () => {
    const held = { role: 'department_staff', placeId: 'd1', placeName: '供水公司' }
    const rating = {
      appealId: 'a',
      category: 'noise',
      grid: STREET,
      stars: 4,
      text: '来得快',
      at: '2026-01-02T00:00:00.000Z',
    }
    await openAs(
      [held],
      RatingsScreen,
      {
        'GET /places/d1': () => ok({ ...PLACE, ...WATER, parentId: 's1', ancestors: [] }),
        'GET /places/d1/ratings': () =>
          ok({ department: WATER, ratings: 1, meanStars: 4, items: [rating], nextCursor: null }),
      },
      { id: 'd1' },
    )
    expect(screen.getByText('平均 4.0 星')).toBeTruthy()
    expect(screen.getByText('来得快')).toBeTruthy()
  })
})

describe('the desk of a partner', () => {
  const partner = { role: 'partner', placeId: 'c1', placeName: '桂花苑社区' }

  test('holds what a partner can give and do, and asks for no list that is not theirs', async () => {
    const world = await openAs([partner], Desk, {
      'GET /places/c1': () => ok({ ...PLACE, id: 'c1', kind: 'community', ancestors: [] }),
    })
    for (const tool of ['我能帮的', '爱心物资', '上门服务']) expect(screen.getByText(tool)).toBeTruthy()
    for (const tool of ['三张清单', '认证志愿者', '请人代班']) expect(screen.queryByText(tool)).toBeNull()
    expect(world.linesOf('GET /me/desk').map(({ line }) => line)).not.toContain('GET /me/desk')
  })

  test('is one more part of the desk for whoever holds an office besides', async () => {
    await openAs([OFFICER, partner], Desk, {
      'GET /places/c1': () => ok({ ...PLACE, id: 'c1', kind: 'community', ancestors: [] }),
    })
    for (const tool of ['爱心物资', '认证志愿者', '请人代班']) expect(screen.getByText(tool)).toBeTruthy()
  })
})
