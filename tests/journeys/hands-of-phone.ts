import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { Phone } from '../support/browser'
import type { Hands } from './hands'

/** Where a journey leaves its pictures when it is asked to (LINLI_STORY_PICTURES). */
export const picturesFolder = process.env.LINLI_STORY_PICTURES

const TOUCH_MS_MAX = 10_000
const TRIES_MAX = 6

/** Hands on a phone's browser. */
export function handsOfPhone(phone: Phone, name: string): Hands {
  const { page } = phone
  const within = (scope: Page | Locator, text: string, exact: boolean) =>
    scope.getByLabel(text, { exact }).or(scope.getByText(text, { exact })).filter({ visible: true })
  // A dialog lies over the page and is touched first; an exact word is meant before one that only contains it.
  const find = async (text: string): Promise<Locator> => {
    await within(page, text, false).last().waitFor()
    const dialog = page.getByRole('dialog').filter({ visible: true })
    const scopes = (await dialog.count()) > 0 ? [dialog.last(), page] : [page]
    for (const scope of scopes) {
      for (const exact of [true, false]) {
        const found = within(scope, text, exact)
        if ((await found.count()) > 0) return found.last()
      }
    }
    return within(page, text, false).last()
  }
  // What was found may lie on a page that goes away just then: it is looked for anew.
  const tap = async (text: string) => {
    for (let tries = 1; ; tries += 1) {
      const found = await find(text)
      try {
        return await found.tap({ timeout: TOUCH_MS_MAX })
      } catch (error) {
        if (tries === TRIES_MAX) throw error
      }
    }
  }
  return {
    signInAs: async (persona) => {
      await phone.signInAs(persona)
      await page.getByText('大字版').filter({ visible: true }).first().waitFor()
    },
    tap,
    // Taro's fields bear label and placeholder on an element around the field itself, which is drawn a moment later.
    fill: async (name, text) => {
      const field = page.locator('input, textarea')
      const labelled = page.locator(`[aria-label="${name}"]`).locator(field)
      await page.getByPlaceholder(name).and(field).or(labelled).filter({ visible: true }).last().fill(text)
    },
    see: async (text) => page.getByText(text).filter({ visible: true }).last().waitFor(),
    openTab: async (text) => {
      await page.goto(phone.address)
      await page.getByRole('tab', { name: text }).filter({ visible: true }).last().tap()
    },
    refresh: async () => void (await page.reload()),
    pickPictures: async (button, pictures) => {
      const chooser = page.waitForEvent('filechooser')
      await tap(button)
      const files = pictures.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer }))
      await (await chooser).setFiles(files)
    },
    speak: async (button) => {
      await tap(button)
      await page.getByText('3 / 60 秒').filter({ visible: true }).waitFor()
      await tap('说完了')
    },
    setOffline: (offline) => phone.context.setOffline(offline),
    scanPoster: async (code) => void (await page.goto(`${phone.address}/j/${code}`)),
    screenshot: async (moment) => {
      if (!picturesFolder) return
      mkdirSync(picturesFolder, { recursive: true })
      await page.screenshot({ path: join(picturesFolder, `${name}-${moment}.png`) })
    },
  }
}
