import Taro from '@tarojs/taro'
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import ImportCasesScreen from '../../../../src/pages/casework/import-cases'
import { canPickTable } from '../../../../src/platform/pick-table'
import { press } from '../../../support/hands'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ME, ok, problem, type Seen, settle } from '../../stores/fake-world'

const SECRETARY = { role: 'secretary', placeId: 'c1', placeName: '桂花苑社区' }
const REFUSED = [
  { row: 2, column: 'text', reason: '这一格像是公式，请改成普通文字。' },
  { row: 4, column: null, reason: '这一行的格子比表头多。' },
]
const BATCH = { id: 'b', placeId: 'c1', rows: 5, accepted: 3, refused: REFUSED, createdAt: '2026-11-20T01:00:00.000Z' }
const BAD_HEADING = problem(400, 'import_unreadable', '这个文件打不开，请上传有表头的 CSV 或 XLSX 文件。')

type Routes = NonNullable<NonNullable<Parameters<typeof fakeWorld>[0]>['routes']>

async function openScreen(routes: Routes = {}, roles: readonly object[] = [SECRETARY]) {
  const world = fakeWorld({ routes: { 'GET /me': () => ok({ ...ME, memberships: [], roles }), ...routes } })
  await world.start()
  renderPage(world.stores, ImportCasesScreen)
  await act(settle)
  return world
}

/** Presses the button and chooses this file, as a person does in the browser's own window. */
async function choose(file: File) {
  const made: HTMLInputElement[] = []
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    made.push(this)
  })
  await press('选文件')
  click.mockRestore()
  const [input] = made
  if (!input) throw new Error('no window was opened')
  expect(input.accept).toBe('.xlsx,.csv')
  Object.defineProperty(input, 'files', { value: [file] })
  await act(async () => {
    input.dispatchEvent(new Event('change'))
    await settle()
  })
}

const table = (name = '工单.csv', size = 40) => new File(['x'.repeat(size)], name)
const imports = (seen: readonly Seen[]) => seen.filter(({ line }) => line.includes('/appeal-imports/'))

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => 'blob:table')
})
afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

if (canPickTable) {
  describe('a table of cases', () => {
    test('is sent as what it is, and every row that was not taken is named with its column and its reason', async () => {
      const channels: (string | null)[] = []
      const world = await openScreen({
        'PUT /places/c1/appeal-imports/*': ({ query }) => {
          channels.push(query.get('channel'))
          return ok(BATCH)
        },
      })
      await press('社区热线')
      await choose(table())
      expect(screen.getByText('工单.csv')).toBeTruthy()
      await press('开始导入')
      expect(channels).toEqual(['hotline'])
      expect(imports(world.seen).map(({ headers }) => headers['Content-Type'])).toEqual(['text/csv'])
      expect(screen.getByText('收下 3 件')).toBeTruthy()
      expect(screen.getByText('没收的 2 行')).toBeTruthy()
      expect(screen.getByText('第 2 行“内容”：这一格像是公式，请改成普通文字。')).toBeTruthy()
      expect(screen.getByText('第 4 行：这一行的格子比表头多。')).toBeTruthy()
      await press('复制这份清单')
      expect(Taro.setClipboardData).toHaveBeenCalledWith({
        data: '第 2 行“内容”：这一格像是公式，请改成普通文字。\n第 4 行：这一行的格子比表头多。',
      })
      await press('再导一份')
      expect(screen.getByText('还没有选文件')).toBeTruthy()
    })

    test('whose answer was lost is sent again under the same id', async () => {
      let tries = 0
      const world = await openScreen({
        'PUT /places/c1/appeal-imports/*': () => {
          tries += 1
          return tries === 1 ? { status: 502 } : ok(BATCH)
        },
      })
      await choose(table())
      await press('开始导入')
      expect(screen.queryByText('收下 3 件')).toBeNull()
      await press('开始导入')
      expect(screen.getByText('收下 3 件')).toBeTruthy()
      const [first, second] = imports(world.seen)
      expect(second?.line).toBe(first?.line)
    })

    test('whose heading is wrong is refused with the columns by their names', async () => {
      const body = { ...(BAD_HEADING.body as object), fields: [{ path: 'grid', message: 'this column is missing' }] }
      await openScreen({ 'PUT /places/c1/appeal-imports/*': () => ({ ...BAD_HEADING, body }) })
      await choose(table())
      await press('开始导入')
      expect(screen.getByText('这个文件打不开，请上传有表头的 CSV 或 XLSX 文件。')).toBeTruthy()
      expect(screen.getByText('表头里请核对：网格')).toBeTruthy()
    })

    test.each([
      ['通知.docx', 40, '这个文件不是 CSV 或 XLSX 表格，请另存后再选。'],
      ['全年.csv', 6 * 1024 * 1024, '这个文件太大了，请分成几份再导。'],
    ])('%s of %i bytes is not sent', async (name, size, why) => {
      const world = await openScreen()
      await choose(table(name, size))
      expect(screen.getByText(why)).toBeTruthy()
      await press('开始导入')
      expect(imports(world.seen)).toEqual([])
    })
  })
} else {
  test('where no file can be chosen, one is told where it can be done', async () => {
    await openScreen()
    expect(screen.getByText('请在浏览器里导入')).toBeTruthy()
    expect(screen.queryByText('选文件')).toBeNull()
  })
}

test('a grid officer has no such office', async () => {
  await openScreen({}, [{ role: 'grid_officer', placeId: 'g1', placeName: '第一网格' }])
  expect(screen.getByText('这里给工作人员用')).toBeTruthy()
})
