import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { launchBrowser, openPhone, type Phone } from '../../support/browser'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { freshBuild } from '../../support/builds'
import { aCircleIsBegun, type CareCast, oneTapPauses, silenceIsAskedAbout } from '../care-story'
import { handsOfPhone } from '../hands-of-phone'

let browser: Browser
let t: TestApp
let cast: CareCast
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  t = await buildTestApp()
  const address = await t.app.listen({ port: 0, host: '127.0.0.1' })
  browser = await launchBrowser()
  const openHands = async (role: string) => {
    const phone = await openPhone(browser, address)
    phones.push(phone)
    return handsOfPhone(phone, `h5-care-${role}`)
  }
  cast = {
    elder: await openHands('elder'),
    neighbour: await openHands('neighbour'),
    officer: await openHands('officer'),
    t,
  }
})
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all([cast.elder, cast.neighbour, cast.officer].map((hands) => hands.screenshot('broke-off')))
  })
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

test('an elder begins a care circle, and neighbours join it', () => aCircleIsBegun(cast))
test('silence by ten is asked about, in order, and by the grid officer at last', () => silenceIsAskedAbout(cast))
test('one tap pauses it all', () => oneTapPauses(cast))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
