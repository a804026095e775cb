import type { Page } from 'playwright-core'
import type { Control } from './runtime/entry'
import type { ApiCall, PhoneState } from './runtime/types'

const POLL_MS = 50
const TOUCHES_MAX = 3

declare const window: { control: Control }

/** A mini program that runs in Chromium, and the phone around it, as a test handles both. */
export class MiniProgram {
  private readonly told: string[] = []
  private readonly blocked: string[] = []
  private closed = false

  constructor(
    /** Playwright's page, for whatever has no method here. */
    readonly page: Page,
    private readonly waitMsMax: number,
    private readonly release: () => Promise<void>,
  ) {
    page.on('pageerror', (error) => this.told.push(`page error: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (
        message.type() !== 'error' ||
        /net::ERR_(BLOCKED_BY_CLIENT|INTERNET_DISCONNECTED|FAILED)/.test(message.text())
      )
        return
      this.told.push(
        `console: ${message.text()}${/^Failed to load/.test(message.text()) ? ` ${message.location().url}` : ''}`,
      )
    })
  }

  /** Lets only these origins through; everything else is blocked and listed by `blockedUrls`. */
  async guardNetwork(origins: string[], address: (url: string) => string): Promise<void> {
    await this.page.route(/^https?:/, (route) => {
      const url = address(route.request().url())
      if (origins.includes(new URL(url).origin)) return route.continue({ url })
      this.blocked.push(url)
      return route.abort('blockedbyclient')
    })
  }

  /** Goes to a page as the program itself would: a tab by switchTab, anything else by navigateTo. */
  async open(url: string): Promise<void> {
    await this.page.evaluate((target) => window.control.open(target), url)
  }

  /** The platform's own back: the arrow of the bar, or the edge swipe. */
  async back(): Promise<void> {
    await this.page.evaluate(() => window.control.back())
  }

  /** Without a leading slash and without the query. */
  currentPath(): Promise<string> {
    return this.page.evaluate(() => window.control.path())
  }

  currentQuery(): Promise<Record<string, string>> {
    return this.page.evaluate(() => window.control.query())
  }

  /** The paths of the open pages, the top one last. */
  pageStack(): Promise<string[]> {
    return this.page.evaluate(() => window.control.stack())
  }

  /** Waits until the page with this path is on top. */
  async waitForPath(path: string): Promise<void> {
    await this.until(`page ${path}`, async () => (await this.currentPath()) === path)
  }

  /**
   * Touches a text, an accessible name, or a selector (one that begins with `.`, `#`, `[`, `wx-`, `input` or `textarea`).
   * Waits for it to be in sight, at rest and not covered; `nth` chooses among several, from 0. Where the page moves under the finger it is
   * touched once more, as a person would.
   */
  async tap(target: string, nth = 0): Promise<void> {
    for (let touches = 1; touches <= TOUCHES_MAX; touches += 1) {
      const spot = await this.waitForSpot(target, nth)
      await this.page.touchscreen.tap(spot.x, spot.y)
      if (!(await this.page.evaluate(() => window.control.hasMissed()))) return
    }
    throw new Error(`"${target}" slid away from the finger ${TOUCHES_MAX} times`)
  }

  /** Holds a text or a selector for as long as the platform calls a long press. */
  async longPress(target: string, nth = 0): Promise<void> {
    const { x, y } = await this.waitForSpot(target, nth)
    const session = await this.page.context().newCDPSession(this.page)
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    await this.page.waitForTimeout(450)
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await session.detach()
  }

  /** Types into the field with this placeholder, accessible name, label text or selector, then leaves it. */
  async fill(target: string, text: string): Promise<void> {
    await this.until(`a field "${target}"`, () =>
      this.page.evaluate((name) => window.control.field(name) !== null, target),
    )
    const handle = (await this.page.evaluateHandle((name) => window.control.field(name), target)).asElement()
    if (!handle) throw new Error(`no field "${target}"`)
    await handle.focus()
    await handle.fill(text)
    await handle.evaluate((field) => (field as HTMLElement).blur())
    await handle.dispose()
  }

  async waitForText(text: string): Promise<void> {
    const wanted = text.replace(/\s+/g, '')
    await this.until(`the text "${text}"`, async () => (await this.text()).replace(/\s+/g, '').includes(wanted))
  }

  async waitForNoText(text: string): Promise<void> {
    const wanted = text.replace(/\s+/g, '')
    await this.until(`the text "${text}" to go`, async () => !(await this.text()).replace(/\s+/g, '').includes(wanted))
  }

  /** What can be read now: the page with its bars, then what the phone lays over it. */
  text(): Promise<string> {
    return this.page.evaluate(() => window.control.text())
  }

  count(target: string): Promise<number> {
    return this.page.evaluate((wanted) => window.control.count(wanted), target)
  }

  /** Pulls down and waits until the program stops the refresh. Fails where the page does not enable it. */
  async pullDownRefresh(): Promise<void> {
    await this.page.evaluate(() => window.control.pullDownRefresh())
  }

  /** Scrolls to the end, which is what makes the page hear onReachBottom. */
  async scrollToBottom(): Promise<void> {
    await this.page.evaluate(() => window.control.scrollToBottom())
  }

  async scrollTo(top: number): Promise<void> {
    await this.page.evaluate((to) => window.control.scrollTo(to), top)
  }

  /** What the next scans read; null is a person who gives up. */
  setScanResult(result: string | null): Promise<void> {
    return this.set({ scanResult: result })
  }

  setLoginCode(code: string): Promise<void> {
    return this.set({ loginCode: code })
  }

  setPhoneCode(code: string): Promise<void> {
    return this.set({ phoneCode: code })
  }

  /** The pictures in the album; without any, choosing is cancelled. */
  async setPickedImages(images: Buffer[]): Promise<void> {
    const given = images.map((image) => ({ base64: image.toString('base64'), type: imageType(image) }))
    await this.page.evaluate((list) => window.control.pick(list), given)
  }

  /** What is said into the microphone from now on. */
  async speak(sound: Buffer): Promise<void> {
    await this.page.evaluate((given) => window.control.speak(given), sound.toString('base64'))
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.set({ offline })
    await this.page.context().setOffline(offline)
  }

  async setTheme(theme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme })
    await this.set({ theme })
  }

  setFontScale(fontScale: number): Promise<void> {
    return this.set({ fontScale })
  }

  setSubscribeAnswer(subscribeAnswer: 'accept' | 'reject' | 'ban'): Promise<void> {
    return this.set({ subscribeAnswer })
  }

  /** As if the person had agreed to the privacy guide before; no question is asked from here on. */
  agreePrivacy(): Promise<void> {
    return this.set({ privacy: 'agreed' })
  }

  /** Makes the next call of an API fail: `failNext('chooseMedia', 'cancel')`. */
  async failNext(api: string, message: string): Promise<void> {
    await this.page.evaluate(([name, why]) => window.control.failNext(name ?? '', why ?? ''), [api, message])
  }

  /** Opens the share menu of the page: calls onShareAppMessage and returns its answer. */
  share(): Promise<unknown> {
    return this.page.evaluate(() => window.control.share())
  }

  /** Every asynchronous platform API that was called, in order, with its plain options. */
  calls(): Promise<ApiCall[]> {
    return this.page.evaluate(() => window.control.calls())
  }

  storage(): Promise<Record<string, unknown>> {
    return this.page.evaluate(() => window.control.storage())
  }

  /** Console errors, uncaught errors and errors of the component framework so far; without those of unreachable pictures. */
  errors(): string[] {
    return [...this.told]
  }

  /** Names looked up on `wx` (or `my`) that the harness does not have. */
  unknownApis(): Promise<string[]> {
    return this.page.evaluate(() => window.control.unknownApis())
  }

  /** Addresses outside the program and its server that something tried to load, such as a font on somebody's CDN. */
  blockedUrls(): string[] {
    return [...this.blocked]
  }

  /** A picture of the screen, once its pictures have been loaded; animations are brought to their end. */
  async screenshot(path: string): Promise<void> {
    await this.page.evaluate(async () => {
      const pictures = [...document.querySelectorAll('img')].filter((picture) => picture.src && !picture.complete)
      const late = new Promise((resolve) => setTimeout(resolve, 2000))
      await Promise.race([late, Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)))])
      await document.fonts.ready
    })
    await this.page.screenshot({ path, animations: 'disabled' })
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    await this.release()
  }

  private set(state: Partial<PhoneState>): Promise<void> {
    return this.page.evaluate((change) => window.control.set(change), state)
  }

  /** Found twice in the same place: what was just touched may still be changing the page. */
  private async waitForSpot(target: string, nth: number): Promise<{ x: number; y: number }> {
    let spot: { x: number; y: number } | null = null
    await this.until(`something to touch: "${target}"`, async () => {
      const before = spot
      spot = await this.page.evaluate(([wanted, index]) => window.control.spot(wanted, index), [target, nth] as const)
      return spot !== null && before !== null && Math.abs(spot.x - before.x) < 1 && Math.abs(spot.y - before.y) < 1
    })
    if (spot === null) throw new Error(`nothing to touch: "${target}"`)
    return spot
  }

  private async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + this.waitMsMax
    while (!(await holds())) {
      if (Date.now() > end) {
        const [path, text, told] = [await this.currentPath(), await this.text(), this.errors().join('\n')]
        throw new Error(`waited ${this.waitMsMax} ms for ${what} on ${path}, which shows:\n${text}\n${told}`)
      }
      await this.page.waitForTimeout(POLL_MS)
    }
  }
}

/** By the first bytes: PNG, WebP (RIFF), GIF, else JPEG. */
function imageType(image: Buffer): string {
  const head = image.subarray(0, 4).toString('latin1')
  if (head === '\x89PNG') return 'image/png'
  if (head === 'RIFF') return 'image/webp'
  return head === 'GIF8' ? 'image/gif' : 'image/jpeg'
}
