import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runDeleteExpired } from '../../../server/jobs/delete-expired'
import { buildTestApp, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeEach(async () => {
  t = await buildTestApp()
})
afterEach(() => t.close())

const signIn = () => t.stranger.post('/api/v1/sessions', { provider: 'demo', code: 'resident-li' })
const lines = () => t.deps.store.read.prisma.signInLog.findMany({ orderBy: { at: 'asc' } })

test('each signing in is a line of who, by what and when; a refused one is none, and signing out takes none away', async () => {
  const li = await t.as('resident-li')
  await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: 'nobody' })
  await li.del('/api/v1/sessions/current')
  expect(await lines()).toEqual([
    { id: expect.any(String), personId: li.personId, provider: 'demo', at: t.clock.now() },
  ])
})

test('no line is ever changed', async () => {
  await signIn()
  const change = t.deps.store.write((tx) => tx.sql.run(`UPDATE "SignInLog" SET "provider" = 'phone'`))
  await expect(change).rejects.toThrow(/never changed/)
})

test('lines are kept for thirteen months', async () => {
  await signIn()
  t.clock.advance({ days: 395 })
  await runDeleteExpired(t.deps)
  expect(await lines()).toHaveLength(1)
  t.clock.advance({ days: 3 })
  await runDeleteExpired(t.deps)
  expect(await lines()).toEqual([])
})

test('the person finds them in their export; after an erasure they stay, and nobody can tell whose they were', async () => {
  const li = await t.as('resident-li')
  const archive = unzipSync((await li.get('/api/v1/me/export')).body)
  expect(JSON.parse(strFromU8(archive['sign-ins.json'] ?? new Uint8Array()))).toEqual([
    { provider: 'demo', at: t.clock.now().toISOString() },
  ])
  expect((await li.del('/api/v1/me')).status).toBe(204)
  expect(await lines()).toMatchObject([{ personId: li.personId }])
  const { read } = t.deps.store
  expect(await read.prisma.identity.count({ where: { personId: li.personId } })).toBe(0)
  expect((await read.prisma.person.findUnique({ where: { id: li.personId } }))?.displayName).toBe('已注销的邻居')
})
