import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { isAlipayBuild } from './alipay-translate'
import { listFiles } from './build-files'
import { bundleRuntime } from './bundle'
import { MiniProgram } from './mini-program'
import { packScript } from './pack'
import type { StartOptions } from './runtime/types'
import { serveProgram } from './serve'

const CHROMIUM = process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium'
const CHROMIUM_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps, and a person who lets it be used.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--mute-audio',
  '--autoplay-policy=no-user-gesture-required',
]

/** A machine that others share may stand still for a while; a page that never comes fails all the same. */
const WAIT_MS_MAX = 60_000

/** A launch from the launcher, which is what WeChat numbers 1001; a scanned code of a mini program is 1047. */
const SCENE_LAUNCHER = 1001

export interface LaunchMiniProgramOptions {
  /** The folder of a WeChat or an Alipay build. */
  dist: string
  end: 'weapp' | 'alipay'
  /** Origin (and path) of the server; pictures from it are let through, anything else outside is blocked and noted. */
  apiBase?: string
  /** The API address that was compiled into the build; what it asks of it is asked of `apiBase`. */
  builtFor?: string
  /** CSS px; 390×844 unless told. */
  viewport?: { width: number; height: number }
  theme?: 'light' | 'dark'
  /** 1 is the usual size of WeChat's text setting. */
  fontScale?: number
  /** The page the program starts on, without a leading slash; the first of app.json unless told. */
  path?: string
  /** As the platform hands it over: values are not decoded. A scanned code has `{ scene: 'abc123' }`. */
  query?: Record<string, string>
  /** WeChat's number for how the program was entered. */
  scene?: number
  /** `needed` makes the first private API ask; `agreed` (unless told) is a person who agreed before. */
  privacy?: 'agreed' | 'needed'
  /** What storage holds before the program starts: an earlier visit. */
  storage?: Record<string, unknown>
  /** Wait for texts and nodes no longer than this; a minute unless told. */
  waitMsMax?: number
  /** A browser to share; otherwise each launch starts its own and closes it. */
  browser?: Browser
}

/** Starts the browser that several launches may share. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS })
}

/** Packs the build, serves it, opens it in Chromium and returns once the first page has been shown. */
export async function launchMiniProgram(options: LaunchMiniProgramOptions): Promise<MiniProgram> {
  const dist = path.resolve(options.dist)
  const found = isAlipayBuild(listFiles(dist)) ? 'alipay' : 'weapp'
  if (found !== options.end) throw new Error(`${dist} holds a build for ${found}, not for ${options.end}`)
  const { apiBase, builtFor } = options
  const address = (url: string) =>
    apiBase && builtFor && url.startsWith(builtFor) ? `${apiBase}${url.slice(builtFor.length)}` : url
  const server = await serveProgram(dist, await bundleRuntime(), packScript(dist), address)
  const browser = options.browser ?? (await launchBrowser())
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.theme ?? 'light',
  })
  const page = await context.newPage()
  const program = new MiniProgram(page, options.waitMsMax ?? WAIT_MS_MAX, async () => {
    await context.close()
    if (!options.browser) await browser.close()
    await server.close()
  })
  await program.guardNetwork([server.origin, ...(apiBase ? [new URL(apiBase).origin] : [])], address)
  const start: StartOptions = {
    theme: options.theme ?? 'light',
    fontScale: options.fontScale ?? 1,
    path: options.path ?? '',
    query: options.query ?? {},
    scene: options.scene ?? SCENE_LAUNCHER,
    privacy: options.privacy ?? 'agreed',
    storage: options.storage ?? {},
  }
  await page.goto(server.origin)
  await page.addScriptTag({ url: '/__runtime.js' })
  await page.addScriptTag({ url: '/__program.js' })
  try {
    await page.evaluate((given) => window.startMiniProgram(given), start)
  } catch (error) {
    const told = program.errors().join('\n')
    await program.close()
    throw new Error(`the program did not start: ${error instanceof Error ? error.message : String(error)}\n${told}`)
  }
  return program
}
