import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './mini-program/launch'

export { launchBrowser }

/** A phone with Linli open in its browser. Whatever the page complains of is kept, so that a journey can end by asking for silence. */
export interface Phone {
  page: Page
  context: BrowserContext
  address: string
  complaints: string[]
  signInAs(persona: string): Promise<void>
}

export interface PhoneOptions {
  theme?: 'light' | 'dark'
  language?: string
}

export async function openPhone(browser: Browser, address: string, options: PhoneOptions = {}): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: options.language ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.theme ?? 'light',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // A phone that was cut off says so of each request.
    if (message.type() === 'error' && !message.text().includes('net::ERR_INTERNET_DISCONNECTED'))
      complaints.push(`console: ${message.text()} ${message.location().url}`)
  })
  return {
    page,
    context,
    address,
    complaints,
    signInAs: async (persona) => {
      await page.goto(`${address}/as/${persona}`)
      await page.waitForURL((url) => !url.pathname.includes('sign-in') && !url.pathname.startsWith('/as/'))
    },
  }
}
