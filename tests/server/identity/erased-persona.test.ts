import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../../server/config'
import { buildTestApp, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const signIn = (code: string) => t.stranger.post('/api/v1/sessions', { provider: 'demo', code })

test.each(['resident-li', 'resident-0007', 'newcomer'])('%s, erased, can be signed in as anew', async (code) => {
  const first = await signIn(code)
  expect(first).toMatchObject({ status: 201, body: { isNew: false } })
  const headers = { authorization: `Bearer ${first.body.token}` }
  expect((await t.app.inject({ method: 'DELETE', url: '/api/v1/me', headers })).statusCode).toBe(204)
  const anew = await signIn(code)
  expect(anew).toMatchObject({ status: 201, body: { isNew: true, person: { can: { update: true } } } })
  expect(anew.body.person.id).not.toBe(first.body.person.id)
  expect(await signIn(code)).toMatchObject({ status: 201, body: { isNew: false, person: { id: anew.body.person.id } } })
})

test('nobody else is made by their code', async () => {
  for (const code of ['resident-0601', 'resident-0000', 'mayor']) expect((await signIn(code)).status).toBe(401)
})

test('a code for a phone is answered with an empty document; in production without a gateway it is refused', async () => {
  const ask = (app: TestApp) => app.stranger.post('/api/v1/sessions/phone-codes', { phone: '13800000000' })
  expect(await ask(t)).toMatchObject({ status: 202, body: {} })
  const live = await buildTestApp()
  live.deps.config = {
    ...readConfig({ LINLI_DATA_DIR: live.deps.config.dataDir, LINLI_DEMO: '1' }),
    isProduction: true,
  }
  const answer = await ask(live)
  expect(answer).toMatchObject({ status: 503, body: { code: 'phone_sign_in_unavailable' } })
  expect(answer.headers['retry-after']).toBeDefined()
  await live.close()
})
