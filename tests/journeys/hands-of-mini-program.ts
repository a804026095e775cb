import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { bareMp3 } from '../server/media/make-sound'
import type { MiniProgram } from '../support/mini-program/mini-program'
import type { Hands } from './hands'
import { picturesFolder } from './hands-of-phone'

/** Hands on a mini program that runs headless. */
export function handsOfMiniProgram(program: MiniProgram, name: string): Hands {
  return {
    signInAs: async (_, displayName) => {
      await program.open('/pages/session/sign-in/index')
      await program.tap(displayName)
      await program.waitForPath('pages/home/home/index')
    },
    tap: (text) => program.tap(text),
    fill: (placeholder, text) => program.fill(placeholder, text),
    see: (text) => program.waitForText(text),
    openTab: async (text) => {
      await program.open('/pages/me/me/index')
      await program.tap(text)
    },
    refresh: () => program.pullDownRefresh(),
    pickPictures: async (button, pictures) => {
      await program.setPickedImages(pictures)
      await program.tap(button)
    },
    speak: async (button) => {
      await program.speak(bareMp3(3))
      await program.tap(button)
      await program.waitForText('3 / 60 秒')
      await program.tap('说完了')
    },
    setOffline: (offline) => program.setOffline(offline),
    scanPoster: (code) => program.open(`/pages/membership/join/index?scene=${encodeURIComponent(code)}`),
    screenshot: async (moment) => {
      if (!picturesFolder) return
      mkdirSync(picturesFolder, { recursive: true })
      await program.screenshot(join(picturesFolder, `${name}-${moment}.png`))
    },
  }
}
