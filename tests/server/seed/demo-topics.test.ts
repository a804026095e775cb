import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { computeMap } from '../../../server/features/deliberation/compute-map'
import { normaliseLine, normaliseText } from '../../../server/kernel/text'
import { makeLocalContentChecker } from '../../../server/platforms/local-content-checker'
import { planPeople } from '../../../server/storage/seed/demo-people'
import { planPlaces } from '../../../server/storage/seed/demo-places'
import { insertTopics, planTopics } from '../../../server/storage/seed/demo-topics'
import { LIMITS } from '../../../src/contract'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { API } from '../deliberation/topics'
import { placesOf } from '../notices/notice-body'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
  const { city } = planPlaces()
  const plan = planTopics(city, planPeople(city), t.clock.now())
  // Twice: a filling that was cut short is gone through again.
  for (let time = 0; time < 2; time += 1) await t.deps.store.write((tx) => insertTopics(tx, plan))
})
afterAll(() => t.close())

const all = <Row>(text: string, params: (string | number)[] = []) => t.deps.store.read.sql.all<Row>(text, params)

describe('the demo’s topics', () => {
  test('stand in the interesting states, each with a thread that leads there', async () => {
    const secretary = await t.as('secretary-zhang')
    const { body } = await secretary.get(`${API}/places/${placesOf(t).community1}/topics?limit=50`)
    expect(body.items.map(({ state }: { state: string }) => state).sort()).toEqual(
      ['evaluated', 'open', 'proposed', 'refused', 'reviewed', 'scheduled'].sort(),
    )
    for (const { id, state, createdAt } of body.items) {
      const { timeline } = (await secretary.get(`${API}/topics/${id}`)).body
      expect(timeline.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
        timeline.map((_: object, at: number) => at + 1),
      )
      expect(timeline.at(-1).to).toBe(state)
      const times = timeline.map(({ at }: { at: string }) => at)
      expect(times).toEqual([...times].sort())
      expect(times[0]).toBe(createdAt)
      expect(Date.parse(times.at(-1))).toBeLessThan(t.clock.now().getTime())
    }
  })

  test('counts are those of the rows', async () => {
    const rows = await all<Record<string, number>>(
      `SELECT t."supportHouseholds", (SELECT COUNT(DISTINCT s."householdId") FROM "TopicSupport" s WHERE s."topicId" = t."id") AS "households",
         t."shownCount", t."statementCount", (SELECT COUNT(*) FROM "Statement" s WHERE s."topicId" = t."id") AS "statements",
         t."ratingCount", (SELECT COUNT(*) FROM "TopicEvaluation" e WHERE e."topicId" = t."id") AS "ratings",
         t."starSum", (SELECT COALESCE(SUM(e."stars"), 0) FROM "TopicEvaluation" e WHERE e."topicId" = t."id") AS "stars" FROM "Topic" t`,
    )
    for (const row of rows) {
      expect([row.supportHouseholds, row.shownCount, row.statementCount]).toEqual([
        row.households,
        row.statements,
        row.statements,
      ])
      expect([row.ratingCount, row.starSum]).toEqual([row.ratings, Number(row.stars)])
    }
  })

  test('the open one waits for Li, and its map tells camps apart', async () => {
    const li = await t.as('resident-li')
    const { body } = await li.get(`${API}/places/${placesOf(t).grid1}/topics?state=open`)
    const [{ id }] = body.items
    expect((await li.get(`${API}/topics/${id}/next-statement`)).body).toMatchObject({
      remaining: 12,
      can: { vote: true },
    })
    const [topic] = await all<{ communityId: string; id: string }>(
      `SELECT "communityId", "id" FROM "Topic" WHERE "id" = ?`,
      [id],
    )
    const map = await computeMap(t.deps.store.read.sql, topic as never, null)
    const document = JSON.parse(map?.json ?? '{}')
    expect(document).toMatchObject({ participants: 46, statements: 12, tooFew: false })
    expect(document.groups.length).toBeGreaterThanOrEqual(2)
  })

  test('published minutes are what their hash says', async () => {
    const rows = await all<{ document: string; hash: string }>(`SELECT "document", "hash" FROM "TopicMinutes"`)
    expect(rows).toHaveLength(1)
    for (const { document, hash } of rows) expect(createHash('sha256').update(document).digest('hex')).toBe(hash)
  })

  test('every word would be let in', async () => {
    const checker = makeLocalContentChecker()
    const titles = await all<{ title: string; body: string }>(`SELECT "title", "body" FROM "Topic"`)
    const texts = await all<{ text: string }>(`SELECT "text" FROM "Statement"`)
    for (const { title, body } of titles) {
      expect(normaliseLine(title, 'title', LIMITS.topicTitle)).toBe(title)
      expect(normaliseText(body, 'body', LIMITS.topicBody)).toBe(body)
    }
    for (const { text } of texts) expect(normaliseText(text, 'text', LIMITS.statementText)).toBe(text)
    const said = [...titles.flatMap(({ title, body }) => [title, body]), ...texts.map(({ text }) => text)]
    for (const text of said)
      expect([text, (await checker.checkText({ text, scene: 'post', subjects: {} })).verdict]).toEqual([text, 'pass'])
  })
})
