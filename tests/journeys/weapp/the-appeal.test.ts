import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { freshBuild } from '../../support/builds'
import { launchBrowser, launchMiniProgram } from '../../support/mini-program/launch'
import type { MiniProgram } from '../../support/mini-program/mini-program'
import { startWechatServer, type WechatServer } from '../../support/platforms/wechat-server'
import { type ServerProcess, startServerProcess } from '../../support/server-process'
import { handsOfMiniProgram } from '../hands-of-mini-program'
import { type AppealCast, anAppealIsRated, somebodyIsFound, threeBecomeOne } from '../the-appeal'

const ROLES = ['neighbour', 'other', 'officer', 'secretary', 'street', 'department'] as const
/** The address that a build without LINLI_API_BASE asks. */
const BUILT_FOR = 'http://127.0.0.1:3000'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-weapp-appeal-'))
let browser: Browser
let wechat: WechatServer
let server: ServerProcess
let cast: AppealCast
const programs: MiniProgram[] = []

beforeAll(async () => {
  const dist = freshBuild('weapp')
  wechat = await startWechatServer()
  server = await startServerProcess({ dataDir, env: wechat.env })
  browser = await launchBrowser()
  const hands: Record<string, ReturnType<typeof handsOfMiniProgram>> = {}
  for (const role of ROLES) {
    const options = {
      dist,
      end: 'weapp',
      apiBase: server.address,
      builtFor: BUILT_FOR,
      browser,
    } as const
    const program = await launchMiniProgram(options)
    programs.push(program)
    hands[role] = handsOfMiniProgram(program, `weapp-appeal-${role}`)
  }
  const { neighbour, other, officer, secretary, street, department } = hands
  if (!neighbour || !other || !officer || !secretary || !street || !department) throw new Error('six phones')
  cast = { neighbour, other, officer, secretary, street, department }
})
// What each of the six saw when the story broke off.
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all(Object.values(cast).map((hands) => hands.screenshot('broke-off')))
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  await wechat?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a case goes from a photo to a rating, is redone one level higher, and is closed by the resident', () =>
  anAppealIsRated(cast))
test('one thing reported three times becomes one case, and one answer reaches all', () => threeBecomeOne(cast))
test('somebody is missing, is seen, and is found', () => somebodyIsFound(cast))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(programs.flatMap((program) => program.errors())).toEqual([])
  expect(programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
