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
import {
  anOwnerVotes,
  aResidentVotes,
  aSheetIsReadTwice,
  theOwnersAreAsked,
  theOwnersResultIsOut,
  theResultIsOut,
  theSecretaryAsks,
} from '../voting-story'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-h5-voting-'))
let browser: Browser
let server: ServerProcess
let resident: Hands
let secretary: Hands
let officer: Hands
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  server = await startServerProcess({ dataDir })
  browser = await launchBrowser()
  const openHands = async (role: string) => {
    const phone = await openPhone(browser, server.address)
    phones.push(phone)
    return handsOfPhone(phone, `h5-voting-${role}`)
  }
  resident = await openHands('resident')
  secretary = await openHands('secretary')
  officer = await openHands('officer')
})
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all([resident, secretary, officer].map((hands) => hands?.screenshot('broke-off')))
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('the secretary prepares a secret poll, tries it out and announces it', () => theSecretaryAsks(secretary))
test('a resident votes in secret, and the phone checks the receipt', () => aResidentVotes(resident))
test('the result is out with its reasons, and the ballot is among those opened', () =>
  theResultIsOut(secretary, resident))

test('the secretary asks the owners under article 278', () => theOwnersAreAsked(secretary))
test('an owner finds the poll on the home page and votes by name', () => anOwnerVotes(resident))
test('a sheet of paper is entered by one and read again by another', () => aSheetIsReadTwice(officer, secretary))
test('the owners read by area and by head why it did not pass, and take the document', () =>
  theOwnersResultIsOut(secretary, resident, '已经给您了'))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
