import { launchBrowser, openPhone, type Phone } from '../support/browser'
import { freshBuild } from '../support/builds'
import { launchMiniProgram } from '../support/mini-program/launch'
import type { MiniProgram } from '../support/mini-program/mini-program'
import { startAlipayServer } from '../support/platforms/alipay-server'
import { startWechatServer } from '../support/platforms/wechat-server'
import type { Hands } from './hands'
import { handsOfMiniProgram } from './hands-of-mini-program'
import { handsOfPhone } from './hands-of-phone'

export type End = 'h5' | 'weapp' | 'alipay'

/** The build of an end on as many phones as are opened. */
export interface Phones {
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

/** What a phone's end brings along before our server starts: the settings that make it ask the platform's server, imitated. */
export type OpenHost<H extends Host> = (env: Record<string, string>) => Promise<H>

/** Where our server answers. */
export interface Host {
  address: string
  close(): Promise<void>
}

export function getPhones<H extends Host>(end: End, openHost: OpenHost<H>): Promise<{ phones: Phones; host: H }> {
  return end === 'h5' ? browserPhones(openHost) : miniProgramPhones(end, openHost)
}

async function browserPhones<H extends Host>(openHost: OpenHost<H>) {
  freshBuild('h5')
  const host = await openHost({})
  const browser = await launchBrowser()
  const opened: Phone[] = []
  const phones: Phones = {
    open: async (name) => {
      const phone = await openPhone(browser, host.address)
      opened.push(phone)
      return handsOfPhone(phone, name)
    },
    signInAsNewcomer: async (hands) => {
      await hands.tap('去登录')
      await hands.tap('林悦')
    },
    complaints: () => opened.flatMap((phone) => phone.complaints),
    close: async () => {
      await browser.close()
      await host.close()
    },
  }
  return { phones, host }
}

/** Beside the server of ours, the platform's own, imitated. */
async function miniProgramPhones<H extends Host>(end: 'weapp' | 'alipay', openHost: OpenHost<H>) {
  const dist = freshBuild(end)
  const { start, button } = PLATFORMS[end]
  const platform = await start()
  const host = await openHost(platform.env)
  const browser = await launchBrowser()
  const programs = new Map<Hands, MiniProgram>()
  const phones: Phones = {
    open: async (name) => {
      const program = await launchMiniProgram({ dist, end, apiBase: host.address, builtFor: BUILT_FOR, browser })
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
      await host.close()
      await platform.close()
    },
  }
  return { phones, host }
}
