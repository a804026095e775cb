import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refuseUnlessProbe } from '../../../server/plumbing/probes'
import { buildTestApp, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeEach(async () => {
  t = await buildTestApp()
})
afterEach(() => t.close())

const change = (statement: string) => t.deps.store.write((tx) => tx.sql.run(statement))

describe('/readyz', () => {
  test('says that the database answers with the migrations of this program', async () => {
    expect(await t.stranger.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  test.each([
    ['one is missing', `DELETE FROM "_migration" WHERE "name" = (SELECT MAX("name") FROM "_migration")`],
    ['one reads differently', `UPDATE "_migration" SET "checksum" = 'other'`],
    ['one is not known', `INSERT INTO "_migration" VALUES ('9999-later.sql', 'x', 'x')`],
    ['none is known', 'DROP TABLE "_migration"'],
  ])('is 503 where %s, and /healthz is not', async (_, statement) => {
    await change(statement)
    const answer = await t.stranger.get('/readyz')
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'storage_unavailable' },
      headers: { 'retry-after': '5' },
    })
    expect(await t.stranger.get('/healthz')).toMatchObject({ status: 200 })
  })
})

test('under pressure everybody is asked to come back but for whoever asks whether the process lives', () => {
  const request = (url: string) => ({ routeOptions: { url } }) as Parameters<typeof refuseUnlessProbe>[0]
  expect(refuseUnlessProbe(request('/healthz'))).toBeUndefined()
  expect(() => refuseUnlessProbe(request('/readyz'))).toThrow(expect.objectContaining({ code: 'overloaded' }))
})
