import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { freshBuild } from '../../support/builds'
import { launchBrowser, launchMiniProgram } from '../../support/mini-program/launch'
import type { MiniProgram } from '../../support/mini-program/mini-program'
import { validateWeapp } from '../../support/mini-program/validate'
import { startWechatServer, type WechatServer } from '../../support/platforms/wechat-server'
import { type ServerProcess, startServerProcess } from '../../support/server-process'
import { handsOfMiniProgram } from '../hands-of-mini-program'
import { aNewcomerJoins, aNoticeReachesADoor, aRudePostIsHidden, type Cast } from '../the-story'

const ROLES = ['newcomer', 'neighbour', 'officer', 'secretary', 'rude'] as const
/** The address that a build without LINLI_API_BASE asks. */
const BUILT_FOR = 'http://127.0.0.1:3000'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-weapp-'))
let dist: string
let browser: Browser
let wechat: WechatServer
let server: ServerProcess
let cast: Cast
const programs: MiniProgram[] = []

beforeAll(async () => {
  dist = freshBuild('weapp')
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
      waitMsMax: 15_000,
    } as const
    const program = await launchMiniProgram(options)
    programs.push(program)
    hands[role] = handsOfMiniProgram(program, `weapp-story-${role}`)
  }
  const [phone] = programs
  const { newcomer, neighbour, officer, secretary, rude } = hands
  if (!phone || !newcomer || !neighbour || !officer || !secretary || !rude) throw new Error('five phones')
  const signInNewcomer = async () => {
    await phone.setLoginCode(wechat.loginCode('openid-of-a-newcomer'))
    await newcomer.tap('去登录')
    await newcomer.tap('微信一键登录')
  }
  cast = { newcomer, neighbour, officer, secretary, rude, signInNewcomer }
})
// What each of the five saw when the story broke off.
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all(
      [cast.newcomer, cast.neighbour, cast.officer, cast.secretary, cast.rude].map((hands) =>
        hands.screenshot('broke-off'),
      ),
    )
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  await wechat?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test("WeChat's own compilers take the build, and no package is too large", async () => {
  const { errors, packages } = await validateWeapp(dist)
  expect(errors).toEqual([])
  expect(packages.length).toBeGreaterThan(3)
})

test('a newcomer scans the poster, signs in by WeChat, is verified, posts with a picture and is welcomed', () =>
  aNewcomerJoins(cast))
test('a notice reaches a door, and the secretary sees who has not read it', () => aNoticeReachesADoor(cast))
test('a rude post is reported, hidden with a reason, appealed and restored by another person', () =>
  aRudePostIsHidden(cast))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(programs.flatMap((program) => program.errors())).toEqual([])
  expect(programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
