import { describe, expect, test } from 'vitest'
import { Problem } from '../../../server/kernel/problem'
import {
  addWorkingHours,
  BUILT_IN_CALENDAR,
  dayOf,
  dueAfter,
  isWorkingDay,
  withYears,
} from '../../../server/kernel/working-days'

/** A time in Shanghai. */
const local = (time: string) => new Date(`${time}:00+08:00`)

describe('days of work', () => {
  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-10-01', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-09-20', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-28', true],
    ['2026-05-09', true],
    ['2026-06-19', false],
    ['2026-09-25', false],
    ['2025-10-11', true],
    ['2025-10-08', false],
  ])('%s: %s', (day, works) => {
    expect(isWorkingDay(day)).toBe(works)
  })

  test.each(['2024-12-31', '2027-01-04'])('of a year that is not in the table nothing is said: %s', (day) => {
    expect(() => isWorkingDay(day)).toThrow(expect.objectContaining({ code: 'calendar_year_unknown' }))
    expect(() => isWorkingDay(day)).toThrow(Problem)
  })

  test('the day is that of Shanghai', () => {
    expect(dayOf(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21')
    expect(dayOf(new Date('2026-11-20T15:59:59Z'))).toBe('2026-11-20')
  })
})

describe('hours of work', () => {
  test.each([
    ['within a day', '2026-11-19T10:00', 4, '2026-11-19T14:00'],
    ['up to its end', '2026-11-19T09:00', 8, '2026-11-19T17:00'],
    ['into the next', '2026-11-19T16:00', 4, '2026-11-20T12:00'],
    ['over a week-end', '2026-11-20T16:00', 4, '2026-11-23T12:00'],
    ['from the night', '2026-11-19T22:00', 8, '2026-11-20T17:00'],
    ['from early in the morning', '2026-11-19T05:00', 1, '2026-11-19T10:00'],
    ['from a Sunday', '2026-11-22T12:00', 8, '2026-11-23T17:00'],
    ['over the October holidays, up to the Saturday that is worked', '2026-09-30T16:00', 16, '2026-10-09T16:00'],
    ['to that Saturday', '2026-10-09T16:00', 8, '2026-10-10T16:00'],
    ['over the Spring Festival', '2026-02-14T16:00', 2, '2026-02-24T10:00'],
  ])('%s', (_name, from, hours, due) => {
    expect(addWorkingHours(local(from), hours)).toEqual(local(due))
  })

  test.each([
    ['over New Year', '2026-12-31T16:00', 2, '2027-01-04T10:00'],
    ['over the first days of May, which fall on a week-end', '2027-04-30T16:00', 2, '2027-05-03T10:00'],
    ['over the first days of October', '2027-09-30T16:00', 2, '2027-10-04T10:00'],
    ['over an ordinary week', '2027-03-01T16:00', 16, '2027-03-03T16:00'],
  ])('of a case in a year that was not announced: %s', (_name, from, hours, due) => {
    expect(dueAfter(local(from), hours, BUILT_IN_CALENDAR)).toEqual({ dueAt: local(due), isProvisional: true })
  })

  test('a year that was announced goes by its announcement alone', () => {
    const days = [{ date: '2027-01-04', isOffDay: true }]
    const calendar = withYears(BUILT_IN_CALENDAR, [{ year: 2027, days }])
    expect(dueAfter(local('2026-12-31T16:00'), 2, calendar)).toEqual({
      dueAt: local('2027-01-01T10:00'),
      isProvisional: false,
    })
  })

  test('no due time can be said that needs a year not in the table', () => {
    expect(() => addWorkingHours(local('2026-12-31T16:00'), 4)).toThrow(
      expect.objectContaining({ code: 'calendar_year_unknown' }),
    )
    expect(addWorkingHours(local('2026-12-31T16:00'), 1)).toEqual(local('2026-12-31T17:00'))
  })
})
