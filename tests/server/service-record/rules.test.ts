import { describe, expect, test } from 'vitest'
import {
  attestableMinutes,
  maskName,
  recordOf,
  roundMinutes,
  servedMinutes,
  yearOf,
} from '../../../server/features/service-record/rules'
import { wallTime } from '../../../server/kernel/shanghai'

const MINUTE = 60_000
const at = (text: string) => Date.parse(`2026-11-21T${text}:00Z`)
const shift = { startsAt: at('01:00'), endsAt: at('03:00') }

describe('hours', () => {
  test.each([
    [0, 0],
    [7, 0],
    [7.5, 15],
    [22, 15],
    [22.5, 30],
    [67, 60],
    [68, 75],
    [119, 120],
  ])('%d minutes count as %d', (minutes, expected) => {
    expect(roundMinutes(minutes)).toBe(expected)
  })

  test.each([
    ['all of it', '01:00', '03:00', 120],
    ['too early and too late count no more', '00:00', '05:00', 120],
    ['half', '02:00', '03:00', 60],
    ['a little late', '01:07', '03:00', 120],
    ['later', '01:08', '03:00', 105],
    ['gone before it began', '00:10', '00:50', 0],
    ['come after it ended', '03:10', '03:50', 0],
  ])('%s', (_what, from, until, expected) => {
    expect(servedMinutes(shift, at(from), at(until))).toBe(expected)
  })

  test('what can be attested is the shift and two hours', () => {
    expect(attestableMinutes(shift)).toBe(240)
    expect(attestableMinutes({ startsAt: 0, endsAt: 24 * 60 * MINUTE })).toBe(1_440)
  })

  test('belong to the year on the wall', () => {
    expect(yearOf(Date.parse('2026-12-31T15:59:59Z'))).toBe(2026)
    expect(yearOf(Date.parse('2026-12-31T16:00:00Z'))).toBe(2027)
    expect(wallTime(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01 00:00')
  })

  test('are summed by year and category', () => {
    const rows = [
      { year: 2025, category: '助老', minutes: 90, shifts: 1 },
      { year: 2026, category: '环保', minutes: 30, shifts: 1 },
      { year: 2026, category: '助老', minutes: 135, shifts: 2 },
    ]
    expect(recordOf(rows)).toEqual({
      minutes: 255,
      hours: 4.25,
      shifts: 4,
      years: [
        {
          year: 2026,
          minutes: 165,
          hours: 2.75,
          shifts: 3,
          categories: [
            { category: '助老', minutes: 135, hours: 2.25, shifts: 2 },
            { category: '环保', minutes: 30, hours: 0.5, shifts: 1 },
          ],
        },
        {
          year: 2025,
          minutes: 90,
          hours: 1.5,
          shifts: 1,
          categories: [{ category: '助老', minutes: 90, hours: 1.5, shifts: 1 }],
        },
      ],
    })
    expect(recordOf([])).toEqual({ minutes: 0, hours: 0, shifts: 0, years: [] })
  })
})

test.each([
  ['李晓梅', '李**'],
  ['王五', '王*'],
  ['𠮷田', '𠮷*'],
  ['A', 'A*'],
  ['', ''],
])('of %s anybody sees %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})
