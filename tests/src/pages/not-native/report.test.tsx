import Taro from '@tarojs/taro'
import { act, cleanup, screen } from '@testing-library/react'
import sharp from 'sharp'
import { afterEach, describe, expect, test, vi } from 'vitest'
import CasesScreen from '../../../../src/pages/appeals/list'
import ReportScreen from '../../../../src/pages/appeals/report'
import { pickImages } from '../../../../src/platform/pick-images'
import { readHead } from '../../../../src/platform/read-head'
import { composeAppealStore } from '../../../../src/stores/compose-appeal-store'
import { press, write } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { appeal, can, similar } from '../../stores/fake-appeals'
import { fakeWorld, ok, page, settle } from '../../stores/fake-world'

// The phone's own windows and files: a test plays the phone.
vi.mock('../../../../src/platform/pick-images', () => ({ pickImages: vi.fn(async () => []) }))
vi.mock('../../../../src/platform/read-head', () => ({ readHead: vi.fn(async () => null) }))
vi.mock('../../../../src/platform/record', () => ({ canRecord: () => false, record: vi.fn() }))

type Routes = NonNullable<NonNullable<Parameters<typeof fakeWorld>[0]>['routes']>

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

const reporting: Routes = {
  'GET /places/g1/children': () =>
    page([
      { id: 'b1', kind: 'building', name: '5 号楼', hasChildren: false },
      { id: 'b2', kind: 'building', name: '6 号楼', hasChildren: false },
    ]),
  'POST /appeal-guesses': () => ok({ categories: [{ id: 'facilities', name: '设施维修', score: 3 }] }),
  'GET /places/*/appeals/similar': () => page([similar('s1')]),
  'PUT /appeals/*': ({ path, body }) =>
    ok(appeal(path.split('/')[2] ?? '', { ...(body as object), images: [], can: can('withdraw') })),
  'POST /appeals/*/actions': ({ path, body }) => {
    const { action } = body as { action: string }
    const id = path.split('/')[2] ?? ''
    if (action === 'join') return ok(appeal(id, { isMine: false, isJoined: true, households: 4 }))
    return ok(appeal(id, { state: 'withdrawn', can: can() }))
  },
}

// On WeChat the fields and buttons are native components, which do nothing in jsdom.
describe('随手拍', () => {
  async function openReport(routes: Routes = {}) {
    const world = fakeWorld({ routes: { ...reporting, ...routes } })
    await world.start()
    renderPage(world.stores, ReportScreen)
    await act(settle)
    return world
  }
  const pause = () =>
    act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await settle()
    })

  test('a sentence is enough: place and category are there, and the answer says who has it', async () => {
    const world = await openReport()
    expect(screen.getByText('您住的楼')).toBeTruthy()
    await write(/三楼走廊/, '三楼走廊水管漏水')
    await pause()
    expect(screen.getByText('看起来是“设施维修”，不对可以换')).toBeTruthy()
    await press('提交诉求')
    expect(world.linesOf('PUT /appeals/')[0]?.body).toMatchObject({ placeId: 'b1', category: 'facilities' })
    expect(world.stores.ui.message?.text).toContain('已交给第一网格')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: expect.stringContaining('/pages/appeals/detail/index?id=') })
  })

  test('it is undone within the message that says so, and the words are a draft again', async () => {
    const world = await openReport()
    await write(/三楼走廊/, '三楼走廊水管漏水')
    await press('提交诉求')
    await press('撤销')
    await act(settle)
    expect(world.linesOf('POST /appeals/')[0]?.body).toMatchObject({ action: 'withdraw' })
    expect(world.stores.of(composeAppealStore).draft.text).toBe('三楼走廊水管漏水')
    expect(screen.getByText('已撤回，文字放回草稿里了')).toBeTruthy()
  })

  test('what a neighbour reported already is joined after one question, instead of being reported twice', async () => {
    const world = await openReport()
    await write(/三楼走廊/, '三楼走廊水管漏水')
    await pause()
    expect(screen.getByText('楼道水管一直漏')).toBeTruthy()
    await press('我也有同样的问题')
    expect(screen.getByText('加到“楼道水管一直漏”里？')).toBeTruthy()
    expect(world.linesOf('POST /appeals/')).toHaveLength(0)
    await press('加进去')
    expect(world.linesOf('POST /appeals/s1/actions')[0]?.body).toMatchObject({ action: 'join' })
    expect(world.linesOf('PUT /appeals/')).toHaveLength(0)
    expect(world.stores.of(composeAppealStore).isEmpty).toBe(true)
    expect(screen.getByText('已把您这一户算进去，有答复会告诉您')).toBeTruthy()
  })

  test('what a photo says of its place and time is offered, and sent only when it was taken', async () => {
    const world = await openReport({
      'PUT /images/*': ({ path }) =>
        ok({ id: path.split('/')[2], width: 64, height: 48, urls: { thumb: '/t.webp', full: '/f.webp' }, can: {} }),
    })
    const file = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } })
      .withExif({
        IFD2: { DateTimeOriginal: '2026:11:20 18:20:05' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '30/1 16/1 4839/100',
          GPSLongitudeRef: 'E',
          GPSLongitude: '120/1 9/1 1260/100',
        },
      })
      .jpeg()
      .toBuffer()
    vi.mocked(pickImages).mockResolvedValue([{ path: 'phone:photo', bytes: file.length }])
    vi.mocked(readHead).mockImplementation(async (_path, max) => new Uint8Array(file).buffer.slice(0, max))
    await press('拍照片')
    await act(settle)
    await write(/三楼走廊/, '三楼走廊水管漏水')
    expect(screen.getByText('照片里记着拍摄信息')).toBeTruthy()
    await press('写上拍摄时间：2026 年 11 月 20 日 18:20')
    await press('用照片的拍摄位置')
    expect(screen.queryByText('照片里记着拍摄信息')).toBeNull()
    await press('提交诉求')
    expect(world.linesOf('PUT /appeals/')[0]?.body).toMatchObject({
      text: '三楼走廊水管漏水 （照片拍于 2026 年 11 月 20 日 18:20）',
      location: { lat: 30.280108, lng: 120.1535 },
    })
  })

  test('another building, an unnamed report, and one about staff', async () => {
    const world = await openReport()
    await press('5 号楼')
    await press('6 号楼')
    await press('不对邻居显示名字')
    await press('反映的是工作人员')
    await press('噪音扰民')
    await write(/三楼走廊/, '半夜施工')
    await press('提交诉求')
    expect(world.linesOf('PUT /appeals/')[0]?.body).toMatchObject({
      placeId: 'b2',
      category: 'noise',
      anonymousToPublic: true,
      conflict: true,
    })
  })

  test('without a network it waits in the list, and the message says that nothing is lost', async () => {
    const world = await openReport()
    world.cut()
    await write(/三楼走廊/, '三楼走廊水管漏水')
    await press('提交诉求')
    expect(screen.getByText('网络断了，内容已存好，连上后自动发送')).toBeTruthy()
    cleanup()
    renderPage(world.stores, CasesScreen)
    await act(settle)
    expect(screen.getByText('待发送')).toBeTruthy()
    expect(screen.getByText('三楼走廊水管漏水')).toBeTruthy()
  })

  test('large text folds the rarer choices away until they are asked for', async () => {
    const world = await openReport()
    await act(async () => world.stores.ui.setElder(true))
    cleanup()
    renderPage(world.stores, ReportScreen)
    await act(settle)
    expect(screen.queryByText('反映的是工作人员')).toBeNull()
    await press('更多选择')
    expect(screen.getByText('反映的是工作人员')).toBeTruthy()
  })
})
