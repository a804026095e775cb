import { afterEach, describe, expect, test, vi } from 'vitest'
import { OfflineError } from '../../../src/platform/network-errors'
import { downloadFile, fileWay, handOver } from '../../../src/platform/take-file'

const end = process.env.TARO_ENV ?? 'h5'
const wanted = { url: 'http://phone/api/v1/me/export', headers: { Authorization: 'Bearer t' } }

type Call = (
  options: Record<string, unknown> & { success: (answer: object) => void; fail: (why: object) => void },
) => void

/** The two calls of WeChat that take a file, as a test plays them. */
const playWechat = (calls: { downloadFile?: Call; shareFileMessage?: Call }) => vi.stubGlobal('wx', calls)
const playServer = (answer: () => Response) => vi.stubGlobal('fetch', async () => answer())

afterEach(() => vi.unstubAllGlobals())

test('each platform has its own way to hand out a file', () => {
  expect(fileWay).toBe({ h5: 'save', weapp: 'share', alipay: 'elsewhere' }[end])
})

describe('a file that comes', () => {
  test('is at hand, or it is said that this platform has none', async () => {
    URL.createObjectURL = () => 'blob:1'
    playServer(() => new Response('zip', { status: 200 }))
    playWechat({
      downloadFile: ({ header, success }) => {
        expect(header).toEqual(wanted.headers)
        success({ statusCode: 200, tempFilePath: 'wxfile://1' })
      },
    })
    const { path } = await downloadFile(wanted)
    expect(path).toBe({ h5: 'blob:1', weapp: 'wxfile://1', alipay: null }[end])
  })

  test('is refused with the server’s status', async () => {
    playServer(() => new Response('{"code":"overloaded"}', { status: 503 }))
    playWechat({ downloadFile: ({ success }) => success({ statusCode: 503, tempFilePath: 'wxfile://error' }) })
    const { status, path } = await downloadFile(wanted)
    expect(path).toBeNull()
    expect(status).toBe(end === 'alipay' ? 501 : 503)
  })

  test('and one that does not is a network that is gone', async () => {
    playServer(() => {
      throw new TypeError('Failed to fetch')
    })
    playWechat({ downloadFile: ({ fail }) => fail({ errMsg: 'downloadFile:fail timeout' }) })
    const outcome = await downloadFile(wanted).catch((error: unknown) => error)
    if (end === 'alipay') expect(outcome).toMatchObject({ path: null })
    else expect(outcome).toBeInstanceOf(OfflineError)
  })
})

test('who thinks better of it has not taken the file', async () => {
  playWechat({ shareFileMessage: ({ fail }) => fail({ errMsg: 'shareFileMessage:fail cancel' }) })
  if (end !== 'h5') expect(await handOver('wxfile://1', 'a.zip')).toBe(false)
  playWechat({ shareFileMessage: ({ success }) => success({}) })
  if (end === 'weapp') expect(await handOver('wxfile://1', 'a.zip')).toBe(true)
})
