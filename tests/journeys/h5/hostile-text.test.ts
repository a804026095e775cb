import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../server/kernel/ids'
import { launchBrowser, openPhone, type Phone } from '../../support/browser'
import { freshBuild } from '../../support/builds'
import { type ServerProcess, startServerProcess } from '../../support/server-process'

/** Each would set `hit` if a page took it for markup. A name has room for twenty characters. */
const NAME = '<svg onload=hit=1>'
const SCRIPT = '<script>hit=1</script>'
const IMAGE = '<img src=x onerror="hit=1">'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-hostile-'))
let server: ServerProcess
let browser: Browser
let phone: Phone
beforeAll(async () => {
  freshBuild('h5')
  server = await startServerProcess({ dataDir })
  browser = await launchBrowser()
  phone = await openPhone(browser, server.address)
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

async function speakAs(persona: string): Promise<(method: string, path: string, body?: object) => Promise<unknown>> {
  const token = await server.signIn(persona)
  return async (method, path, body) => {
    const answer = await fetch(`${server.address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return answer.json()
  }
}

/** What a page that took text for markup would hold. */
const traces = () =>
  phone.page.evaluate(() => ({
    hit: (window as { hit?: number }).hit,
    elements: document.querySelectorAll('svg[onload], img[onerror]').length,
    scripts: [...document.scripts].filter(({ text }) => text === 'hit=1').length,
  }))
const NONE = { hit: undefined, elements: 0, scripts: 0 }

const see = (text: string) => phone.page.getByText(text).filter({ visible: true }).last().waitFor()
const tap = (text: string) => phone.page.getByText(text).filter({ visible: true }).last().tap()

test('script in a name, a post, a comment and a notice is read as text, and never runs', async () => {
  const zhou = await speakAs('resident-zhou')
  const me = (await zhou('GET', '/me')) as { memberships: { grid: { id: string } }[] }
  const grid = me.memberships[0]?.grid.id ?? expect.unreachable('a home')
  const postId = newId()
  await zhou('PATCH', '/me', { displayName: NAME })
  await zhou('PUT', `/posts/${postId}`, { placeId: grid, kind: 'talk', text: `发帖 ${SCRIPT}${IMAGE}`, imageIds: [] })
  await zhou('PUT', `/posts/${postId}/comments/${newId()}`, { text: `评论 ${IMAGE}` })
  const secretary = await speakAs('secretary-zhang')
  const notice = { title: `公告 ${SCRIPT}`, body: `正文 ${IMAGE}${SCRIPT}`, level: 'urgent', needsReceipt: true }
  await secretary('PUT', `/notices/${newId()}`, { placeIds: [grid], ...notice })

  await phone.signInAs('resident-li')
  await see(NAME)
  await see(`发帖 ${SCRIPT}${IMAGE}`)
  await see(`公告 ${SCRIPT}`)
  expect(await traces()).toEqual(NONE)

  await tap(`发帖 ${SCRIPT}`)
  await see(`评论 ${IMAGE}`)
  expect(await traces()).toEqual(NONE)

  await phone.page.goto(phone.address)
  await tap(`公告 ${SCRIPT}`)
  await see(`正文 ${IMAGE}`)
  expect(await traces()).toEqual(NONE)
  expect(phone.complaints).toEqual([])
})

test('a page that took the same text for markup would be seen to', async () => {
  await phone.page.evaluate((markup) => document.body.insertAdjacentHTML('beforeend', markup), NAME + IMAGE)
  expect((await traces()).elements).toBe(2)
})
