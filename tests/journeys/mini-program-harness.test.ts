import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type LaunchMiniProgramOptions, launchMiniProgram } from '../support/mini-program/launch'
import type { MiniProgram } from '../support/mini-program/mini-program'
import { validateWeapp } from '../support/mini-program/validate'

const FIXTURE = fileURLToPath(new URL('../support/mini-program/fixture', import.meta.url))
/** A PNG of one transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

describe('validateWeapp', () => {
  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  /** A copy of the fixture with some files written over. */
  function altered(files: Record<string, string | Buffer>): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'linli-fixture-'))
    folders.push(folder)
    cpSync(FIXTURE, folder, { recursive: true })
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
    return folder
  }

  test('takes a good build', async () => {
    const report = await validateWeapp(FIXTURE)
    expect(report.errors).toEqual([])
    expect(report.warnings).toEqual([])
    expect(report.pages).toEqual(['pages/home/index', 'pages/detail/index'])
    expect(report.components).toEqual(['ui/counter/index'])
    expect(report.packages).toEqual([{ name: 'main', bytes: expect.any(Number) }])
  })

  test.each<[string, Record<string, string | Buffer>, RegExp]>([
    ['a template that does not close', { 'pages/detail/index.wxml': '<view><text>{{name}}</view>' }, /^wcc: .*detail/s],
    [
      'a component that is not there',
      { 'pages/detail/index.json': '{"usingComponents":{"gone":"/ui/gone/index"}}' },
      /ui\/gone\/index\.js missing/,
    ],
    ['a component that does not say so', { 'ui/counter/index.json': '{}' }, /lacks "component": true/],
    ['a sheet that is not wxss', { 'pages/detail/index.wxss': '.a { color: red; } }' }, /^wcsc: /],
    ['a script that does not parse', { 'pages/detail/index.js': 'Page({' }, /detail\/index\.js/],
    ['json that does not parse', { 'pages/detail/index.json': '{' }, /detail\/index\.json/],
    ['more than 2 MiB in a package', { 'big.txt': Buffer.alloc(2 * 1024 * 1024 + 1) }, /package main has/],
  ])('reports %s', async (_what, files, expected) => {
    const report = await validateWeapp(altered(files))
    expect(report.errors.join('\n')).toMatch(expected)
  })

  test('warns of a tag that is declared nowhere', async () => {
    const report = await validateWeapp(altered({ 'pages/detail/index.wxml': '<t-button>好</t-button>' }))
    expect(report.warnings.join('\n')).toContain('<t-button> is declared nowhere')
  })

  test('reports a folder that is no build', async () => {
    expect((await validateWeapp(os.tmpdir())).errors).toEqual(['app.json missing'])
  })
})

let server: Server
let apiBase = ''
let program: MiniProgram | undefined

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://api')
    let bytes = 0
    for await (const chunk of request) bytes += (chunk as Buffer).length
    const body = { word: url.searchParams.get('word'), authorization: request.headers.authorization, bytes }
    response
      .writeHead(request.method === 'PUT' ? 201 : 418, { 'content-type': 'application/json' })
      .end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await program?.close()
  program = undefined
})
afterAll(() => {
  server.close()
})

async function launch(options: Partial<LaunchMiniProgramOptions> = {}): Promise<MiniProgram> {
  program = await launchMiniProgram({ dist: FIXTURE, end: 'weapp', apiBase, storage: { apiBase }, ...options })
  return program
}

test('taps, types and navigates in the order of a phone', async () => {
  const phone = await launch()
  await phone.waitForText('邻居，您好')
  await phone.fill('请输入称呼', '陈阿姨')
  await phone.waitForText('陈阿姨，您好')
  await phone.tap('点了 2 次')
  await phone.waitForText('合计 3')
  await phone.tap('wx-switch')
  await phone.waitForText('开关开')
  await phone.tap('看详情')
  await phone.waitForPath('pages/detail/index')
  await phone.waitForText('桂花苑')
  await phone.waitForText('home load, home show, home ready, home hide, detail load, detail ready')
  expect(await phone.pageStack()).toEqual(['pages/home/index', 'pages/detail/index'])
  await phone.tap('返回')
  await phone.waitForPath('pages/home/index')
  await phone.waitForText('陈阿姨，您好')
  expect(phone.errors()).toEqual([])
  expect(await phone.unknownApis()).toEqual([])
})

test('holds the styles of a component and of a page to themselves', async () => {
  const phone = await launch()
  const colours = (): Promise<string[]> => {
    return phone.page.evaluate(() =>
      [...document.querySelectorAll('[class*=title]:not([class*=mp-])')].map((node) => getComputedStyle(node).color),
    )
  }
  expect(await colours()).toEqual(['rgb(31, 36, 33)', 'rgb(154, 91, 0)'])
  await phone.open('/pages/detail/index')
  expect(await colours()).toEqual(['rgb(31, 36, 33)', 'rgb(154, 91, 0)', 'rgb(11, 110, 85)'])
})

test('reaches a real server, takes any status as success and fails without a network', async () => {
  const phone = await launch()
  await phone.tap('问服务器')
  await phone.waitForText('418 你好 Bearer a')
  await phone.setOffline(true)
  await phone.waitForText('网络断')
  await phone.tap('问服务器')
  await phone.waitForText('request:fail')
  await phone.setOffline(false)
  await phone.waitForText('网络通')
  await phone.tap('问服务器')
  await phone.waitForText('418 你好 Bearer a')
  expect((await phone.calls()).filter((call) => call.name === 'request')).toHaveLength(3)
  expect(phone.errors()).toEqual([])
})

test('asks for privacy before the album, and sends the bytes of a picture', async () => {
  const phone = await launch({ privacy: 'needed' })
  await phone.setPickedImages([PIXEL])
  await phone.tap('传照片')
  await phone.waitForText('需要您同意隐私指引')
  await phone.tap('不同意')
  await phone.waitForText('chooseMedia:fail privacy permission is not authorized')
  await phone.tap('传照片')
  await phone.tap('同意')
  await phone.waitForText(`收到 ${PIXEL.length} 字节`)
  expect(phone.errors()).toEqual([])
})

test('refreshes, reaches the end, scans and draws the dialog of the phone', async () => {
  const phone = await launch({ query: { scene: 'code%2B1' }, scene: 1047 })
  await phone.waitForText('场景 code+1 1047')
  await phone.pullDownRefresh()
  await phone.waitForText('刷新1次')
  await phone.scrollToBottom()
  await phone.waitForText('到底1次')
  await phone.setScanResult('L-42')
  await phone.tap('扫一扫')
  await phone.waitForText('L-42')
  await phone.tap('确定')
  await phone.waitForText('已确认')
})

test('keeps errors of the program for the test to see', async () => {
  const phone = await launch()
  await phone.tap('扫一扫')
  await expect.poll(() => phone.errors().join('\n')).toContain('scanCode:fail cancel')
  await expect(phone.open('/pages/nowhere/index')).rejects.toThrow('is not found')
})
