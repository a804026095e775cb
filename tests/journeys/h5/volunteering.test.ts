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
import { aNeighbourIsCalled, aShiftIsServed } from '../volunteering-story'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-h5-volunteering-'))
let browser: Browser
let server: ServerProcess
let cast: { secretary: Hands; neighbour: Hands; officer: Hands }
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  server = await startServerProcess({ dataDir })
  browser = await launchBrowser()
  const open = async (role: string) => {
    const phone = await openPhone(browser, server.address)
    phones.push(phone)
    return handsOfPhone(phone, `h5-volunteering-${role}`)
  }
  cast = { secretary: await open('secretary'), neighbour: await open('neighbour'), officer: await open('officer') }
})
// What each saw when the story broke off.
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

test('a shift is opened, signed up for, attested, and stands in the record', () => aShiftIsServed(cast))
test('a neighbour who agreed is called, and the officer sees who comes', () => aNeighbourIsCalled(cast))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
