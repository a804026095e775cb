import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { periodOf, rank, scoreOf } from '../../../server/features/deliberation/ranking'
import { Ranking } from '../../../src/contract'
import { buildTestApp, type Client, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { placesOf } from '../notices/notice-body'
import { API, bring, done, later, numbered, propose } from './topics'

describe('a period', () => {
  test.each([
    [2026, 1, '2025-12-31T16:00:00.000Z', '2026-03-31T16:00:00.000Z'],
    [2026, 4, '2026-09-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    [2026, null, '2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
  ])('%i %s begins and ends at midnight in Shanghai', (year, quarter, from, to) => {
    const period = periodOf(year, quarter)
    expect([period.from.toISOString(), period.to.toISOString()]).toEqual([from, to])
  })

  test('the quarters of a year follow each other without a gap', () => {
    for (let quarter = 1; quarter < 4; quarter += 1)
      expect(periodOf(2026, quarter).to).toEqual(periodOf(2026, quarter + 1).from)
    expect(periodOf(2026, 4).to).toEqual(periodOf(2027, 1).from)
  })
})

const rated = fc
  .record({ ratingCount: fc.nat(400), mean: fc.integer({ min: 1, max: 5 }), publishedAt: fc.nat(1_000) })
  .map(({ ratingCount, mean, publishedAt }) => ({ ratingCount, starSum: ratingCount * mean, publishedAt }))

describe('a rank', () => {
  test('one friend’s five stars do not beat fifty fours', () => {
    expect(scoreOf({ ratingCount: 1, starSum: 5 })).toBeLessThan(scoreOf({ ratingCount: 50, starSum: 200 }))
    expect(scoreOf({ ratingCount: 0, starSum: 0 })).toBe(3)
  })

  test('is by score, equal for equals, from 1 on, and the same in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(rated, { maxLength: 30 }), fc.boolean(), (list, isYearOver) => {
        const rows = list.map((row, at) => ({ ...row, id: String(at).padStart(3, '0') }))
        const ranked = rank(rows, isYearOver)
        expect(rank([...rows].reverse(), isYearOver)).toEqual(ranked)
        expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a))
        for (const [index, one] of ranked.entries()) {
          expect(one.rank).toBeLessThanOrEqual(index + 1)
          if (one.isSelected) expect([isYearOver, one.rank <= 3, one.row.ratingCount >= 5]).toEqual([true, true, true])
        }
        if (ranked.length > 0) expect(ranked[0]?.rank).toBe(1)
      }),
    )
  })
})

describe('the ranking of a place', () => {
  let t: TestApp
  let li: Client
  let secretary: Client
  beforeAll(async () => {
    t = await buildTestApp()
    li = await t.as('resident-li')
    secretary = await t.as('secretary-zhang')
  })
  afterAll(() => t.close())

  async function published(tasks: object[] = []): Promise<string> {
    const id = await propose(t, li)
    await bring(t, id, 'reviewed')
    await done(secretary, id, 'publish', { outcome: '好。', tasks })
    return id
  }

  test('orders a quarter by what residents say, with the numbers behind', async () => {
    const task = { title: '换定时器', owner: '物业', dueAt: later(t, 9) }
    const [good, fair, one] = [await published([task]), await published(), await published()]
    for (let number = 1; number <= 6; number += 1) {
      await done(await t.as(numbered(number)), good, 'evaluate', { stars: 5 })
      await done(await t.as(numbered(number)), fair, 'evaluate', { stars: 3 })
    }
    await done(li, one, 'evaluate', { stars: 5 })
    const { grid1, community1 } = placesOf(t)
    const { body } = await li.get(`${API}/places/${grid1}/project-ranking?year=2026&quarter=4`)
    expect(misfits(Ranking, body)).toEqual([])
    expect(body.items).toMatchObject([
      { id: good, rank: 1, ratings: 6, stars: 5, tasks: 1, tasksDone: 0, selected: false },
      { id: one, rank: 2, ratings: 1, stars: 5 },
      { id: fair, rank: 3, ratings: 6, stars: 3, score: 3 },
    ])
    expect((await li.get(`${API}/places/${grid1}/project-ranking?year=2026&quarter=3`)).body.items).toEqual([])
    for (const query of ['', '?year=x', '?year=2027&quarter=5'])
      expect((await li.get(`${API}/places/${grid1}/project-ranking${query}`)).status).toBe(400)
    const far = await t.as('resident-far')
    expect((await far.get(`${API}/places/${grid1}/project-ranking?year=2026`)).status).toBe(404)
    // Selected is who is ahead when the year is over.
    const selected = async () => {
      const year = await secretary.get(`${API}/places/${community1}/project-ranking?year=2026`)
      return year.body.items.map((item: { selected: boolean }) => item.selected)
    }
    expect(await selected()).toEqual([false, false, false])
    t.clock.set(periodOf(2026, null).to.toISOString())
    expect(await selected()).toEqual([true, false, true])
  })
})
