import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { launchBrowser, openPhone, type Phone } from '../../support/browser'
import { freshBuild } from '../../support/builds'
import { type ServerProcess, startServerProcess } from '../../support/server-process'
import { handsOfPhone } from '../hands-of-phone'
import { aNewcomerJoins, aNoticeReachesADoor, aRudePostIsHidden, type Cast } from '../the-story'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-h5-'))
let browser: Browser
let server: ServerProcess
let cast: Cast
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  server = await startServerProcess({ dataDir })
  browser = await launchBrowser()
  const hands = await Promise.all(
    ['newcomer', 'neighbour', 'officer', 'secretary', 'rude'].map(async (role) => {
      const phone = await openPhone(browser, server.address)
      phones.push(phone)
      return handsOfPhone(phone, `h5-story-${role}`)
    }),
  )
  const [newcomer, neighbour, officer, secretary, rude] = hands
  if (!newcomer || !neighbour || !officer || !secretary || !rude) throw new Error('five phones')
  const signInNewcomer = async () => {
    await newcomer.tap('去登录')
    await newcomer.tap('林悦')
  }
  cast = { newcomer, neighbour, officer, secretary, rude, signInNewcomer }
})
// What each of the five saw when the story broke off.
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all(
      [cast.newcomer, cast.neighbour, cast.officer, cast.secretary, cast.rude].map((hands) =>
        hands.screenshot('broke-off'),
      ),
    )
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a newcomer scans the poster, is verified, posts with a picture and is welcomed', () => aNewcomerJoins(cast))
test('a notice reaches a door, and the secretary sees who has not read it', () => aNoticeReachesADoor(cast))
test('a rude post is reported, hidden with a reason, appealed and restored by another person', () =>
  aRudePostIsHidden(cast))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
