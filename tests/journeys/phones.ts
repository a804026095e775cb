import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, openPhone, type Phone } from '../support/browser'
import { freshBuild } from '../support/builds'
import { launchMiniProgram } from '../support/mini-program/launch'
import type { MiniProgram } from '../support/mini-program/mini-program'
import { startAlipayServer } from '../support/platforms/alipay-server'
import { startWechatServer } from '../support/platforms/wechat-server'
import { type ServerProcess, startServerProcess } from '../support/server-process'
import type { Hands } from './hands'
import { handsOfMiniProgram } from './hands-of-mini-program'
import { handsOfPhone } from './hands-of-phone'

export type End = 'h5' | 'weapp' | 'alipay'

/** The build of an end on as many phones as are opened, and one server for all of them. */
export interface Phones {
  server: ServerProcess
  open(name: string): Promise<Hands>
  /** The end's own way, from the page that asks for it, as somebody who never was here. */
  signInAsNewcomer(hands: Hands): Promise<void>
  /** What the phones complained of, and what they asked of strangers. */
  complaints(): string[]
  close(): Promise<void>
}

/** The address that a build without LINLI_API_BASE asks. */
const BUILT_FOR = 'http://127.0.0.1:3000'

const PLATFORMS = {
  weapp: { start: startWechatServer, button: '微信一键登录' },
  alipay: { start: startAlipayServer, button: '支付宝一键登录' },
} as const

/** @param env settings of the server */
export async function getPhones(end: End, env: Record<string, string> = {}): Promise<Phones> {
  const dataDir = mkdtempSync(join(tmpdir(), `linli-${end}-`))
  const phones = await (end === 'h5' ? browserPhones(dataDir, env) : miniProgramPhones(end, dataDir, env))
  return {
    ...phones,
    close: async () => {
      await phones.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function browserPhones(dataDir: string, env: Record<string, string>): Promise<Phones> {
  freshBuild('h5')
  const server = await startServerProcess({ dataDir, env })
  const browser = await launchBrowser()
  const phones: Phone[] = []
  return {
    server,
    open: async (name) => {
      const phone = await openPhone(browser, server.address)
      phones.push(phone)
      return handsOfPhone(phone, name)
    },
    signInAsNewcomer: async (hands) => {
      await hands.tap('去登录')
      await hands.tap('林悦')
    },
    complaints: () => phones.flatMap((phone) => phone.complaints),
    close: async () => {
      await browser.close()
      await server.kill()
    },
  }
}

/** Beside the server of ours, the platform's own, imitated. */
async function miniProgramPhones(
  end: 'weapp' | 'alipay',
  dataDir: string,
  env: Record<string, string>,
): Promise<Phones> {
  const dist = freshBuild(end)
  const { start, button } = PLATFORMS[end]
  const platform = await start()
  const server = await startServerProcess({ dataDir, env: { ...platform.env, ...env } })
  const browser = await launchBrowser()
  const programs = new Map<Hands, MiniProgram>()
  return {
    server,
    open: async (name) => {
      const program = await launchMiniProgram({ dist, end, apiBase: server.address, builtFor: BUILT_FOR, browser })
      const hands = handsOfMiniProgram(program, name)
      programs.set(hands, program)
      return hands
    },
    signInAsNewcomer: async (hands) => {
      await programs.get(hands)?.setLoginCode(platform.loginCode('openid-of-a-newcomer'))
      await hands.tap('去登录')
      await hands.tap(button)
    },
    complaints: () => [...programs.values()].flatMap((program) => [...program.errors(), ...program.blockedUrls()]),
    close: async () => {
      await browser.close()
      await server.kill()
      await platform.close()
    },
  }
}
