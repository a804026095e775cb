import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { launchBrowser, openPhone, type Phone } from '../../support/browser'
import { freshBuild } from '../../support/builds'
import { type ServerProcess, startServerProcess } from '../../support/server-process'
import { handsOfPhone } from '../hands-of-phone'
import { type AppealCast, anAppealIsRated, somebodyIsFound, threeBecomeOne } from '../the-appeal'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-h5-appeal-'))
let browser: Browser
let server: ServerProcess
let cast: AppealCast
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  server = await startServerProcess({ dataDir })
  browser = await launchBrowser()
  const hands = await Promise.all(
    ['neighbour', 'other', 'officer', 'secretary', 'street', 'department'].map(async (role) => {
      const phone = await openPhone(browser, server.address)
      phones.push(phone)
      return handsOfPhone(phone, `h5-appeal-${role}`)
    }),
  )
  const [neighbour, other, officer, secretary, street, department] = hands
  if (!neighbour || !other || !officer || !secretary || !street || !department) throw new Error('six phones')
  cast = { neighbour, other, officer, secretary, street, department }
})
// What each of the six saw when the story broke off.
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all(Object.values(cast).map((hands) => hands.screenshot('broke-off')))
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a case goes from a photo to a rating, is redone one level higher, and is closed by the resident', () =>
  anAppealIsRated(cast))
test('one thing reported three times becomes one case, and one answer reaches all', () => threeBecomeOne(cast))
test('somebody is missing, is seen, and is found', () => somebodyIsFound(cast))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
