import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshBuild } from '../support/builds'
import { launchBrowser, launchMiniProgram } from '../support/mini-program/launch'
import type { MiniProgram } from '../support/mini-program/mini-program'
import { startAlipayServer } from '../support/platforms/alipay-server'
import { startWechatServer } from '../support/platforms/wechat-server'
import { type ServerProcess, startServerProcess } from '../support/server-process'
import type { Hands } from './hands'
import { handsOfMiniProgram } from './hands-of-mini-program'
import type { Cast } from './the-story'

/** The address that a build without LINLI_API_BASE asks. */
export const BUILT_FOR = 'http://127.0.0.1:3000'

const PLATFORMS = {
  weapp: { start: startWechatServer, button: '微信一键登录' },
  alipay: { start: startAlipayServer, button: '支付宝一键登录' },
} as const

export interface MiniProgramCast {
  dist: string
  cast: Cast
  programs: MiniProgram[]
  server: ServerProcess
  close(): Promise<void>
}

/** Five phones with the build of a platform, a server of ours and the platform's own, imitated. */
export async function gatherCast(end: 'weapp' | 'alipay', env: Record<string, string> = {}): Promise<MiniProgramCast> {
  const dataDir = mkdtempSync(join(tmpdir(), `linli-${end}-`))
  const dist = freshBuild(end)
  const { start, button } = PLATFORMS[end]
  const platform = await start()
  const server = await startServerProcess({ dataDir, env: { ...platform.env, ...env } })
  const browser = await launchBrowser()
  const programs: MiniProgram[] = []
  const openPhone = async (role: string): Promise<Hands> => {
    const options = { dist, end, apiBase: server.address, builtFor: BUILT_FOR, browser }
    const program = await launchMiniProgram(options)
    programs.push(program)
    return handsOfMiniProgram(program, `${end}-story-${role}`)
  }
  const newcomer = await openPhone('newcomer')
  const neighbour = await openPhone('neighbour')
  const officer = await openPhone('officer')
  const secretary = await openPhone('secretary')
  const rude = await openPhone('rude')
  const signInNewcomer = async () => {
    await programs[0]?.setLoginCode(platform.loginCode('openid-of-a-newcomer'))
    await newcomer.tap('去登录')
    await newcomer.tap(button)
  }
  return {
    dist,
    cast: { newcomer, neighbour, officer, secretary, rude, signInNewcomer },
    programs,
    server,
    close: async () => {
      await browser.close()
      await server.kill()
      await platform.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What each of the five saw when the story broke off. */
export async function keepPicturesOf(cast: Cast): Promise<void> {
  const { newcomer, neighbour, officer, secretary, rude } = cast
  await Promise.all([newcomer, neighbour, officer, secretary, rude].map((hands) => hands.screenshot('broke-off')))
}
