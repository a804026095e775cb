import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { launchBrowser, openPhone, type Phone } from '../../support/browser'
import { freshBuild } from '../../support/builds'
import { type ServerProcess, startServerProcess } from '../../support/server-process'
import {
  aNeighbourCooks,
  aNeighbourOffersMasks,
  anElderIsLookedAfter,
  anotherNeedsMore,
  theyCookEveryWeek,
  theyMeet,
} from '../aid-story'
import type { Hands } from '../hands'
import { handsOfPhone } from '../hands-of-phone'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-h5-aid-'))
let browser: Browser
let server: ServerProcess
let helper: Hands
let asker: Hands
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  server = await startServerProcess({ dataDir })
  browser = await launchBrowser()
  const openHands = async (role: string) => {
    const phone = await openPhone(browser, server.address)
    phones.push(phone)
    return handsOfPhone(phone, `h5-aid-${role}`)
  }
  helper = await openHands('helper')
  asker = await openHands('asker')
})
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all([helper, asker].map((hands) => hands?.screenshot('broke-off')))
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a neighbour offers masks', () => aNeighbourOffersMasks(helper))
test('another needs more than there are', () => anotherNeedsMore(asker))
test('they meet, and one thanks the other', () => theyMeet(helper, asker))
test('a neighbour cooks', () => aNeighbourCooks(helper))
test('and cooks again for those who liked it', () => theyCookEveryWeek(helper, asker))
test('an elder says that they are fine', () => anElderIsLookedAfter(asker))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
