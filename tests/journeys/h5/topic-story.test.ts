import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { launchBrowser, openPhone, type Phone } from '../../support/browser'
import { freshBuild } from '../../support/builds'
import { type ServerProcess, startServerProcess } from '../../support/server-process'
import { handsOfPhone } from '../hands-of-phone'
import { callersOf } from '../topic-crowd'
import { aTopicIsSettled, type TopicCast } from '../topic-story'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-h5-topic-'))
let browser: Browser
let server: ServerProcess
let cast: TopicCast
const phones: Phone[] = []

beforeAll(async () => {
  freshBuild('h5')
  server = await startServerProcess({ dataDir })
  browser = await launchBrowser()
  const openHands = async (role: string) => {
    const phone = await openPhone(browser, server.address)
    phones.push(phone)
    return handsOfPhone(phone, `h5-topic-${role}`)
  }
  cast = { resident: await openHands('resident'), secretary: await openHands('secretary'), as: callersOf(server) }
})
beforeEach(() => {
  onTestFailed(async () => {
    await Promise.all([cast?.resident, cast?.secretary].map((hands) => hands?.screenshot('broke-off')))
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a topic goes from an appeal to 40 votes on 12 statements, a meeting, an outcome with a task, and stars', () =>
  aTopicIsSettled(cast))

test('no phone complained on the way', () => {
  expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
})
