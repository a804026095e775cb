import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { read, reportIn } from './case-steps'

let t: TestApp
let id: string
beforeAll(async () => {
  t = await buildTestApp()
  id = await reportIn(t, 'closed')
})
afterAll(() => t.close())

/** Every way of changing or taking away a line that SQL knows. */
const ATTACKS: Record<'sqlite' | 'postgres', readonly string[]> = {
  sqlite: [
    `UPDATE "AppealEvent" SET "stars" = 5`,
    `UPDATE "AppealEvent" SET "appealId" = "appealId"`,
    `DELETE FROM "AppealEvent"`,
    `DELETE FROM "AppealEvent" WHERE "sequence" = 3`,
    `UPDATE OR REPLACE "AppealEvent" SET "sequence" = 1`,
    `INSERT OR REPLACE INTO "AppealEvent" SELECT "communityId", "appealId", "sequence", "kind", "actorId", "actorRole", "actorPlaceId",
       "fromState", "toState", "level", "handlerPlaceId", "dueAt", 'forged', "imageIds", "stars", "otherAppealId", "at" FROM "AppealEvent"`,
    `INSERT INTO "AppealEvent" SELECT * FROM "AppealEvent" WHERE 1 ON CONFLICT DO UPDATE SET "text" = 'forged'`,
  ],
  postgres: [
    `UPDATE "AppealEvent" SET "stars" = 5`,
    `DELETE FROM "AppealEvent"`,
    `DELETE FROM "AppealEvent" WHERE "sequence" = 3`,
    `TRUNCATE "AppealEvent"`,
    `INSERT INTO "AppealEvent" SELECT * FROM "AppealEvent" ON CONFLICT ("communityId", "appealId", "sequence") DO UPDATE SET "text" = 'forged'`,
  ],
}

const lines = () => t.deps.store.read.sql.all('SELECT * FROM "AppealEvent" ORDER BY "appealId", "sequence"')

describe('the case file', () => {
  test('is only ever added to, whatever the SQL', async () => {
    const before = await lines()
    expect(before).toHaveLength(4)
    for (const attack of ATTACKS[t.deps.store.dialect]) {
      const outcome = await t.deps.store
        .write((tx) => tx.sql.run(attack))
        .then(
          () => 'ran',
          () => 'refused',
        )
      expect(await lines(), `${attack}: ${outcome}`).toEqual(before)
    }
    expect((await read(t, 'resident-li', id)).body.timeline).toHaveLength(4)
  })

  test('says of every transition who, when, from where and to where', async () => {
    const { body } = await read(t, 'resident-li', id)
    for (const [index, line] of body.timeline.entries()) {
      expect(line).toMatchObject({
        sequence: index + 1,
        by: expect.any(String),
        at: expect.any(String),
        to: expect.any(String),
      })
      expect(line.from).toBe(index === 0 ? null : body.timeline[index - 1].to)
    }
    expect(body.timeline.at(-1).to).toBe(body.state)
  })
})
