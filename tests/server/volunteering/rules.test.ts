import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allot,
  answerUntil,
  countAfter,
  isOldEnough,
  keptUntil,
  placesToKeep,
  type RoleCount,
} from '../../../server/features/volunteering/rules'

const count = (more: Partial<RoleCount> = {}): RoleCount => ({
  capacity: 2,
  confirmed: 0,
  waiting: 0,
  held: 0,
  arrivals: 0,
  ...more,
})

describe('what the next one gets', () => {
  test.each([
    ['a place that is free', count(), false, true, 'confirmed'],
    ['the line where all are taken', count({ confirmed: 2 }), false, true, 'waiting'],
    ['the line where the rest is kept', count({ confirmed: 1, held: 1 }), false, true, 'waiting'],
    ['a kept place with a claim', count({ confirmed: 1, held: 1 }), true, true, 'claimed'],
    ['the line with a claim where nothing is kept', count({ confirmed: 2 }), true, true, 'waiting'],
    ['nobody passes those who wait', count({ confirmed: 1, waiting: 1 }), false, true, 'waiting'],
    ['nothing where no line is kept', count({ confirmed: 2 }), false, false, 'full'],
    ['nothing where the line is endless', count({ confirmed: 2, waiting: 20_000 }), false, true, 'full'],
  ] as const)('%s', (_what, before, hasClaim, hasLine, expected) => {
    expect(allot(before, hasClaim, hasLine)).toBe(expected)
  })

  test('however people come, no more are in than there are places, and numbers of arrival have no gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 10 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        (capacity, kept, claims) => {
          let now = count({ capacity, held: Math.min(kept, capacity) })
          const arrivals: number[] = []
          for (const hasClaim of claims) {
            const allotment = allot(now, hasClaim, true)
            const after = countAfter(now, allotment)
            expect(after.confirmed + after.held).toBeLessThanOrEqual(capacity)
            expect(after.held).toBeGreaterThanOrEqual(0)
            arrivals.push(after.arrivals)
            now = after
          }
          expect(arrivals).toEqual(claims.map((_, index) => index + 1))
          expect(now.confirmed + now.waiting).toBe(claims.length)
        },
      ),
    )
  })
})

describe('places that are kept', () => {
  test.each([
    [count({ capacity: 10 }), 3, 3],
    [count({ capacity: 10 }), 9, 5],
    [count({ capacity: 10, confirmed: 8 }), 9, 2],
    [count({ capacity: 10, held: 4 }), 9, 1],
    [count({ capacity: 1 }), 9, 0],
    [count({ capacity: 10, confirmed: 10 }), 9, 0],
  ])('%j for %i people: %i', (role, claimants, expected) => {
    expect(placesToKeep(role, claimants)).toBe(expected)
  })

  test('are kept for a day, or until two hours before the beginning, or not at all', () => {
    const now = new Date('2026-11-20T00:00:00Z')
    expect(keptUntil(new Date('2026-11-25T00:00:00Z'), now)?.toISOString()).toBe('2026-11-21T00:00:00.000Z')
    expect(keptUntil(new Date('2026-11-20T12:00:00Z'), now)?.toISOString()).toBe('2026-11-20T10:00:00.000Z')
    expect(keptUntil(new Date('2026-11-20T02:00:00Z'), now)).toBeNull()
  })
})

test('a released place waits two hours, and not beyond the beginning', () => {
  const now = new Date('2026-11-20T00:00:00Z')
  expect(answerUntil(new Date('2026-11-25T00:00:00Z'), now).toISOString()).toBe('2026-11-20T02:00:00.000Z')
  expect(answerUntil(new Date('2026-11-20T00:30:00Z'), now).toISOString()).toBe('2026-11-20T00:30:00.000Z')
})

test.each([
  [null, 18, '2026-11-21T01:00:00Z', true],
  ['2008-10', 18, '2026-11-21T01:00:00Z', true],
  ['2008-11', 18, '2026-11-21T01:00:00Z', false],
  ['2008-11', 18, '2026-11-30T15:59:59Z', false],
  // Midnight on the wall in Shanghai.
  ['2008-11', 18, '2026-11-30T16:00:00Z', true],
  ['2008-12', 18, '2026-12-31T16:00:00Z', true],
  ['2020-01', null, '2026-11-21T01:00:00Z', true],
])('born in %s, at least %s, on %s: %s', (birthMonth, minimumAge, at, expected) => {
  expect(isOldEnough(birthMonth, minimumAge, new Date(at))).toBe(expected)
})
