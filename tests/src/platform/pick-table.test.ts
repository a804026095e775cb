import Taro from '@tarojs/taro'
import { afterEach, expect, test, vi } from 'vitest'
import { canPickTable, pickTable } from '../../../src/platform/pick-table'

const end = process.env.TARO_ENV ?? 'h5'

/** A person who chooses these files, or none. */
function playPerson(files: File[]): void {
  URL.createObjectURL = () => 'blob:1'
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    Object.defineProperty(this, 'files', { value: files })
    if (files.length > 0) this.onchange?.(new Event('change'))
    else this.dispatchEvent(new Event('cancel'))
  })
  const chooseMessageFile = async () => {
    const [file] = files
    if (!file) throw new Error('chooseMessageFile:fail cancel')
    return { tempFiles: [{ path: 'wxfile://1', name: file.name, size: file.size }] }
  }
  Object.assign(Taro, { chooseMessageFile })
}

afterEach(() => vi.restoreAllMocks())

test('a table is chosen where the platform hands one out', async () => {
  expect(canPickTable).toBe(end !== 'alipay')
  playPerson([new File(['楼栋'], '业主.csv')])
  const chosen = {
    h5: { path: 'blob:1', name: '业主.csv', bytes: 6 },
    weapp: { path: 'wxfile://1', name: '业主.csv', bytes: 6 },
    alipay: null,
  }
  expect(await pickTable()).toEqual(chosen[end as keyof typeof chosen])
})

test('who thinks better of it has chosen none', async () => {
  playPerson([])
  expect(await pickTable()).toBeNull()
})
