import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { freshBuild } from '../../support/builds'
import { launchBrowser, launchMiniProgram } from '../../support/mini-program/launch'
import type { MiniProgram } from '../../support/mini-program/mini-program'
import { aCircleIsBegun, type CareCast, oneTapPauses, silenceIsAskedAbout } from '../care-story'
import { handsOfMiniProgram } from '../hands-of-mini-program'
import { BUILT_FOR } from '../mini-program-cast'

let browser: Browser
let t: TestApp
let cast: CareCast
const programs: MiniProgram[] = []

beforeAll(async () => {
  const dist = freshBuild('weapp')
  t = await buildTestApp()
  const apiBase = await t.app.listen({ port: 0, host: '127.0.0.1' })
  browser = await launchBrowser()
  const openHands = async (role: string) => {
    const program = await launchMiniProgram({ dist, end: 'weapp', apiBase, builtFor: BUILT_FOR, browser })
    programs.push(program)
    return handsOfMiniProgram(program, `weapp-care-${role}`)
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

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(programs.flatMap((program) => program.errors())).toEqual([])
  expect(programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
