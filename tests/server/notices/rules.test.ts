import { describe, expect, test } from 'vitest'
import { compareDoors, mayRemindAgain, noticeTimes } from '../../../server/features/notices/rules'

const NOW = new Date('2026-11-20T01:00:00Z')

describe('when a notice is shown', () => {
  test.each([
    [{}, '2026-11-20T01:00:00.000Z', null],
    [{ publishAt: '2026-11-20T00:59:00Z' }, '2026-11-20T01:00:00.000Z', null],
    [{ publishAt: '2026-11-21T08:00:00+08:00' }, '2026-11-21T00:00:00.000Z', null],
    [{ expiresAt: '2026-11-20T01:00:01Z' }, '2026-11-20T01:00:00.000Z', '2026-11-20T01:00:01.000Z'],
  ])('%j', (wanted, publishAt, expiresAt) => {
    const times = noticeTimes(wanted, NOW)
    expect([times.publishAt.toISOString(), times.expiresAt?.toISOString() ?? null]).toEqual([publishAt, expiresAt])
  })
})

test.each([
  [null, true],
  ['2026-11-20T00:00:00Z', true],
  ['2026-11-20T00:00:01Z', false],
])('reminded at %s: may again %s', (at, may) => {
  expect(mayRemindAgain(at === null ? null : Date.parse(at), NOW)).toBe(may)
})

test('doors stand as one walks past them', () => {
  const door = (buildingOrder: number, number: string, personId = 'p') => ({
    buildingOrder,
    buildingId: `b${buildingOrder}`,
    number,
    personId,
  })
  const doors = [
    door(2, '1-101'),
    door(1, '1-1001'),
    door(1, '1-201', 'b'),
    door(1, '1-201', 'a'),
    door(10, '1-101'),
    door(1, '3单元502'),
    door(1, '2-101'),
  ]
  expect(
    doors.sort(compareDoors).map(({ buildingOrder, number, personId }) => `${buildingOrder} ${number} ${personId}`),
  ).toEqual(['1 1-201 a', '1 1-201 b', '1 1-1001 p', '1 2-101 p', '1 3单元502 p', '2 1-101 p', '10 1-101 p'])
})
