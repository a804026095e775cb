import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildTestApp, type TestApp } from '../../../support/build-test-app'

let t: TestApp
let other: Database.Database
beforeEach(async () => {
  t = await buildTestApp()
  other = new Database(t.deps.config.databaseUrl.slice('file:'.length))
})
afterEach(async () => {
  other.close()
  await t.close()
})

const rename = (displayName: string) => t.as('resident-li').then((li) => li.patch('/api/v1/me', { displayName }))

test('while another process holds the database, reading goes on; writes wait, and are done when it lets go', async () => {
  const li = await t.as('resident-li')
  other.exec('BEGIN IMMEDIATE')
  let isAnswered = false
  const writing = rename('晓梅').finally(() => {
    isAnswered = true
  })
  for (let round = 0; round < 20; round += 1) expect((await li.get('/api/v1/me')).status).toBe(200)
  expect((await t.stranger.get('/healthz')).status).toBe(200)
  expect(isAnswered).toBe(false)
  other.exec('ROLLBACK')
  expect(await writing).toMatchObject({ status: 200, body: { person: { displayName: '晓梅' } } })
})

test('where it holds on, a write is 503 with the time to come back, and nothing of it is there', async () => {
  await t.as('resident-li')
  other.exec('BEGIN IMMEDIATE')
  const answers = await Promise.all([rename('甲'), rename('乙')])
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 503, body: { code: 'overloaded' } })
    expect(answer.headers['retry-after']).toMatch(/^\d+$/)
  }
  other.exec('ROLLBACK')
  const li = await t.as('resident-li')
  expect((await li.get('/api/v1/me')).body.person.displayName).toBe('李晓梅')
  expect(await rename('丙')).toMatchObject({ status: 200 })
})
