import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { launchBrowser, openPhone, type Phone } from '../../support/browser'
import { freshBuild } from '../../support/builds'
import { type ServerProcess, startServerProcess } from '../../support/server-process'
import type { Hands } from '../hands'
import { handsOfPhone } from '../hands-of-phone'
import { aResidentSpendsPoints, theBooksAreOpen, theDeskHandsItOut } from '../points-story'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-h5-points-'))
let browser: Browser
let server: ServerProcess
let resident: Hands
let secretary: Hands
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  // Three weeks of service are in the life of the demo.
  server = await startServerProcess({ dataDir, env: { LINLI_DEMO_EXTENT: 'life' } })
  browser = await launchBrowser()
  const openHands = async (role: string) => {
    const phone = await openPhone(browser, server.address)
    phones.push(phone)
    return handsOfPhone(phone, `h5-points-${role}`)
  }
  resident = await openHands('resident')
  secretary = await openHands('secretary')
})
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all([resident, secretary].map((hands) => hands?.screenshot('broke-off')))
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a resident has an entry checked by the phone, and exchanges points for a reward', () =>
  aResidentSpendsPoints(resident))
test('the desk hands a reward out against its code, and the secretary gives points', () =>
  theDeskHandsItOut(secretary, resident))
test('the books of the community are open', () => theBooksAreOpen(resident))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
