import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../server/project-root'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { act, read, report, spotsOf } from './case-steps'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
  t.clock.set('2026-11-16T01:00:00Z')
})
afterAll(() => t.close())

const pageOf = async (persona: string, place: string, query = '') =>
  (await t.as(persona)).get(`${API}/places/${place}/appeals/summary${query}`)

const streetOf = async (): Promise<string> => (await (await t.as('street-he')).get(`${API}/me`)).body.roles[0].placeId

/** Answered by the grid after some hours, and rated. */
async function closeAfter(hours: number, stars: number): Promise<string> {
  const id = await report(t, { placeId: spotsOf(t).building })
  await act(t, 'grid-officer-wang', id, 'accept')
  t.clock.advance({ hours })
  await act(t, 'grid-officer-wang', id, 'answer', { text: '已处理' })
  await act(t, 'resident-li', id, 'rate', { stars })
  return id
}

describe('the public page of a place', () => {
  test('says how many, how fast, how well and where they ended, without a name', async () => {
    const { grid1, building } = spotsOf(t)
    for (const [hours, stars] of [
      [2, 5],
      [4, 4],
      [30, 5],
    ] as const)
      await closeAfter(hours, stars)
    const popular = await report(t, { placeId: building, category: 'noise', text: '夜里施工' })
    for (const persona of ['resident-zhou', 'resident-0101', 'resident-0103'])
      expect((await act(t, persona, popular, 'join')).status).toBe(200)
    const lonely = await report(t, { category: 'parking', text: '消防通道停车' })

    const { status, body } = await pageOf('resident-zhou', grid1)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      total: 5,
      open: 2,
      byState: { submitted: 2, closed: 3 },
      byCategory: { facilities: 3, noise: 1, parking: 1 },
      // The one of 30 hours was due after 16 hours of work, on the next evening: in time like the others.
      onTimeRate: 1,
      medianHours: 4,
      ratings: 3,
      meanStars: 14 / 3,
      levels: [
        { level: 'grid', closed: 3, share: 1, aim: 0.6 },
        { level: 'street', closed: 0, share: 0, aim: 0.3 },
        { level: 'above', closed: 0, share: 0, aim: 0.1 },
      ],
      buildings: [{ building: { id: building }, total: 4, open: 1 }],
    })
    expect(body.mostJoined.map(({ id, households }: { id: string; households: number }) => [id, households])).toEqual([
      [popular, 4],
      [lonely, 1],
    ])
    for (const line of body.mostJoined) expect(line.visibleName).toBeNull()
    expect(JSON.stringify(body)).not.toContain('李晓梅')
    expect(body.parts).toEqual([])
  })

  test('a street says the same of its communities, which stand in the place of buildings', async () => {
    const { community1 } = spotsOf(t)
    const street = await streetOf()
    const { body: community } = await pageOf('street-he', community1)
    for (const span of ['', '?from=2026-11-01&to=2026-11-30', '?from=2026-11-16&to=2026-11-17']) {
      const { body } = await pageOf('street-he', street, span)
      const { place, buildings, parts, mostJoined: _, ...figures } = community
      expect(body, span).toMatchObject(figures)
      expect(body.buildings, span).toEqual([])
      expect(body.parts, span).toEqual([{ place, total: community.total, open: community.open }])
      expect(buildings.length, span).toBeGreaterThan(0)
      expect(parts, span).toEqual([])
    }
    expect((await pageOf('street-he', street, '?from=2026-10-01&to=2026-10-31')).body).toMatchObject({
      total: 0,
      parts: [],
    })
  })

  test("of a street: what another community's case is about, and neither its words nor where exactly it is", async () => {
    const { grid4 } = spotsOf(t)
    const location = { lng: 120.16, lat: 30.29 }
    const id = await report(t, { placeId: grid4, category: 'noise', text: '梧桐里夜里施工', location }, 'resident-far')
    const lineFor = async (persona: string) =>
      (await pageOf(persona, await streetOf())).body.mostJoined.find((line: { id: string }) => line.id === id)
    const bare = { category: 'noise', text: '', images: [], location: null, building: null, visibleName: null }
    expect(await lineFor('resident-li')).toMatchObject(bare)
    expect((await read(t, 'resident-li', id)).status).toBe(404)
    expect(await lineFor('resident-far')).toMatchObject({ text: '梧桐里夜里施工', location })
    expect(await lineFor('street-he')).toMatchObject({ text: '梧桐里夜里施工', location })
    await act(t, 'resident-far', id, 'withdraw')
  })

  test('the counters of a street are those that the migration makes out of its communities', async () => {
    const street = await streetOf()
    const counters = () =>
      t.deps.store.read.sql.all(
        'SELECT "period", "dimension", "count" FROM "AppealCount" WHERE "gridId" = ? AND "count" > 0 ORDER BY "period", "dimension"',
        [street],
      )
    const kept = await counters()
    expect(kept.length).toBeGreaterThan(10)
    const dialect = process.env.LINLI_TEST_DIALECT === 'postgres' ? 'postgres' : 'sqlite'
    const migration = join(projectRoot, `server/storage/migrations/${dialect}/0009-street-counts.sql`)
    await t.deps.store.write(async (tx) => {
      await tx.sql.run('DELETE FROM "AppealCount" WHERE "gridId" = ?', [street])
      await tx.sql.run(readFileSync(migration, 'utf8'), [])
    })
    const strip = (rows: readonly unknown[]) =>
      rows.map((row) => ({ ...(row as object), count: Number((row as { count: unknown }).count) }))
    expect(strip(await counters())).toEqual(strip(kept))
  })

  test('a day counts what was reported on it, and a wrong span is refused', async () => {
    const { grid1 } = spotsOf(t)
    expect((await pageOf('resident-li', grid1, '?from=2026-11-16&to=2026-11-16')).body.total).toBeGreaterThan(0)
    expect((await pageOf('resident-li', grid1, '?from=2026-10-01&to=2026-10-31')).body.total).toBe(0)
    // The same day in Shanghai, by the clock of the world.
    const times = '?from=2026-11-15T16:00:00Z&to=2026-11-16T15:59:59.999Z'
    expect((await pageOf('resident-li', grid1, times)).body).toEqual(
      (await pageOf('resident-li', grid1, '?from=2026-11-16&to=2026-11-16')).body,
    )
    for (const query of [
      '?from=2026-02-30',
      '?from=2026-11-17&to=2026-11-16',
      '?from=x',
      '?from=2026-11-16T25:00:00Z',
      '?month=11',
    ])
      expect((await pageOf('resident-li', grid1, query)).status, query).toBe(400)
  })

  test.each([
    ['resident-far', 404],
    ['newcomer', 404],
    ['secretary-other', 404],
    ['secretary-zhang', 200],
    ['street-he', 200],
  ])('%s: %i', async (persona, status) => {
    expect((await pageOf(persona, spotsOf(t).community1)).status).toBe(status)
  })
})
