import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countChanges, countedAs, hoursBucket, medianOf, periodsOf } from '../../../server/features/appeals/counting'
import { cellOf, cellsAround, isInCity, metresBetween, toStored } from '../../../server/features/appeals/geo'
import { mayUndo, timesAfter } from '../../../server/features/appeals/rules'
import { applyMove, findMove, type Situation } from '../../../server/features/appeals/transitions'
import { BUILT_IN_CALENDAR } from '../../../server/kernel/working-days'

describe('points', () => {
  test('whatever is near lies in one of the nine cells', () => {
    const near = fc.integer({ min: -1_300, max: 1_300 })
    fc.assert(
      fc.property(
        fc.integer({ min: 73_000_000, max: 135_000_000 }),
        fc.integer({ min: 4_000_000, max: 53_000_000 }),
        near,
        near,
        (lngE6, latE6, right, up) => {
          const here = { lngE6, latE6 }
          const there = { lngE6: lngE6 + right, latE6: latE6 + up }
          if (metresBetween(here, there) <= 150) expect(cellsAround(here)).toContain(cellOf(there))
        },
      ),
    )
  })

  test('metres: a degree of latitude is 111 km, and none from a point to itself', () => {
    const a = toStored({ lng: 120, lat: 30 })
    expect(metresBetween(a, a)).toBe(0)
    expect(Math.round(metresBetween(a, toStored({ lng: 120, lat: 31 })) / 1_000)).toBe(111)
    expect(Math.round(metresBetween(a, toStored({ lng: 120.001, lat: 30 })))).toBe(96)
  })

  test('a city reaches as far as its radius; without one, as far as China', () => {
    const city = { lngE6: 120_000_000, latE6: 30_000_000, radiusMetres: 50_000 }
    expect(isInCity(toStored({ lng: 120.2, lat: 30.2 }), city)).toBe(true)
    expect(isInCity(toStored({ lng: 121, lat: 30 }), city)).toBe(false)
    expect(isInCity(toStored({ lng: 121, lat: 30 }), null)).toBe(true)
    expect(isInCity(toStored({ lng: 0, lat: 0 }), { ...city, radiusMetres: null })).toBe(false)
  })
})

describe('counting', () => {
  const one = {
    state: 'closed',
    level: 'street',
    category: 'noise',
    buildingId: 'b',
    starsGiven: '25',
    createdAt: 0,
    answeredAt: 3 * 3_600_000 + 1,
    overdueAt: null,
  } as const

  test('a closed case is counted by state, level, category, building, stars, hours, and whether it was in time', () => {
    expect(countedAs(one)).toEqual([
      ...['state:closed', 'level:street', 'category:noise', 'building:b', 'stars:2', 'stars:5'],
      ...['closed:street', 'onTime', 'hours:4'],
    ])
    expect(countedAs({ ...one, overdueAt: 5 })).toContain('late')
    expect(countedAs({ ...one, state: 'answered' })).toEqual([
      ...['state:answered', 'level:street', 'category:noise', 'building:b', 'buildingOpen:b', 'stars:2', 'stars:5'],
    ])
  })

  test('a change takes away what was counted and adds what is', () => {
    expect([...countChanges(['state:a', 'level:x', 'stars:2'], ['state:b', 'level:x', 'stars:2', 'stars:2'])]).toEqual([
      ['stars:2', 1],
      ['state:a', -1],
      ['state:b', 1],
    ])
  })

  test.each([
    [[], null],
    [[[5, 1]], 5],
    [
      [
        [1, 1],
        [9, 1],
      ],
      1,
    ],
    [
      [
        [1, 1],
        [2, 1],
        [9, 1],
      ],
      2,
    ],
    [
      [
        [1, 3],
        [2, 0],
        [9, 4],
      ],
      9,
    ],
  ])('the median of %j is %j', (counts, median) => {
    expect(medianOf(new Map(counts as [number, number][]))).toBe(median)
  })

  test.each([
    [0, 0],
    [0.1, 1],
    [72, 72],
    [72.5, 96],
    [97, 120],
    [1e9, 8_760],
  ])('%d hours are counted as %d', (hours, bucket) => {
    expect(hoursBucket(hours)).toBe(bucket)
  })

  test('a span of days is whole months, and days at its edges', () => {
    expect(periodsOf({ from: '2026-01-01', to: '2026-02-28' })).toEqual(['2026-01', '2026-02'])
    expect(periodsOf({ from: '2026-01-30', to: '2026-03-02' })).toEqual([
      ...['2026-01-30', '2026-01-31', '2026-02', '2026-03-01', '2026-03-02'],
    ])
    expect(periodsOf({ from: '2026-05-05', to: '2026-05-05' })).toEqual(['2026-05-05'])
    expect(periodsOf({ from: '2026-05-06', to: '2026-05-05' })).toEqual([])
  })
})

describe('the clock', () => {
  const situation: Situation = { state: 'accepted', level: 'grid', desk: 'grid', isConflict: false, endedBy: null }
  const noTimes = {
    dueAt: null,
    provisionalSince: null,
    actAt: null,
    overdueAt: null,
    answeredAt: null,
    closesAt: null,
    announcedAt: null,
    endedAt: null,
  }
  const at = new Date('2026-11-20T01:00:00Z')
  const timesOf = (verb: 'answer' | 'whistle', times = noTimes) => {
    const move = findMove(situation, verb, 'grid_officer')
    if (move === null) throw new Error('no move')
    return timesAfter(times, move, applyMove(situation, move), { workingHours: 16, calendar: BUILT_IN_CALENDAR }, at)
  }

  test('an answer asks the resident for seven days, and announces the end two days before', () => {
    expect(timesOf('answer')).toMatchObject({
      dueAt: null,
      answeredAt: at.getTime(),
      closesAt: Date.parse('2026-11-27T01:00:00Z'),
      actAt: Date.parse('2026-11-25T01:00:00Z'),
    })
  })

  test('a whistle gives the secretary a day of work', () => {
    expect(timesOf('whistle').dueAt).toBe(Date.parse('2026-11-20T09:00:00Z'))
  })

  test('what is answered late was late, though the clock had not come by', () => {
    const dueAt = at.getTime() - 1
    expect(timesOf('answer', { ...noTimes, dueAt, actAt: dueAt } as never).overdueAt).toBe(dueAt)
    expect(timesOf('answer', { ...noTimes, dueAt: at.getTime() } as never).overdueAt).toBeNull()
  })

  test.each([
    [30, true],
    [30.01, false],
  ])('a time-out can be taken back after %d days: %s', (days, may) => {
    expect(mayUndo(at.getTime(), new Date(at.getTime() + days * 86_400_000))).toBe(may)
  })
})
