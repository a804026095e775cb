import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError } from '../../../server/config'
import { readWorkingCalendar } from '../../../server/config/calendar'
import { runAppealsClock } from '../../../server/features/appeals'
import { addWorkingHours, BUILT_IN_CALENDAR, isWorkingDay, withYears } from '../../../server/kernel/working-days'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { act, read, report, spotsOf } from './case-steps'

const API = '/api/v1'
/** A year as it might be announced: the first four days off, the Saturday after them worked. */
const NEXT = {
  year: 2027,
  days: [
    ...['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((date) => ({ date, isOffDay: true })),
    { date: '2027-01-09', isOffDay: false },
  ],
}

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
  t.clock.set('2026-12-31T06:00:00Z')
})
afterAll(() => t.close())
afterEach(() => void Object.assign(t.deps.config, { workingCalendar: BUILT_IN_CALENDAR }))

const rulesOf = async () =>
  (await (await t.as('street-he')).get(`${API}/places/${spotsOf(t).street}/dispatch-rules`)).body

describe('in December, while the next year was not announced', () => {
  test('nobody is turned away: Monday to Friday count but for the first of January, and the due time is set anew when the year is there', async () => {
    const id = await report(t)
    const { body } = await read(t, 'resident-li', id)
    // 16 hours from 14:00 on Thursday: 3 there, none on Friday the 1st, 8 on Monday, 5 on Tuesday.
    expect(body.dueAt).toBe('2027-01-05T06:00:00.000Z')
    await runAppealsClock(t.deps)
    expect((await read(t, 'resident-li', id)).body.dueAt).toBe(body.dueAt)

    Object.assign(t.deps.config, { workingCalendar: withYears(BUILT_IN_CALENDAR, [NEXT]) })
    await runAppealsClock(t.deps)
    const anew = (await read(t, 'grid-officer-wang', id)).body
    expect(anew.dueAt).toBe('2027-01-06T06:00:00.000Z')
    expect(anew.timeline).toHaveLength(1)
    expect(await t.deps.store.read.prisma.appeal.findUnique({ where: { id } })).toMatchObject({
      provisionalSince: null,
      actAt: new Date(anew.dueAt),
    })
    expect((await act(t, 'grid-officer-wang', id, 'accept')).status).toBe(200)
  })

  test('the hours that the table gives a street hold when the due time is set anew', async () => {
    const street = await t.as('street-he')
    const rule = `${API}/places/${spotsOf(t).grid1}/dispatch-rules/noise`
    expect((await street.put(rule, { handler: 'street', workingHours: 4 })).status).toBe(200)
    const id = await report(t, { category: 'noise' })
    const dueAt = async () => (await read(t, 'resident-li', id)).body.dueAt
    // Three hours on Thursday, one on the next day of work.
    expect(await dueAt()).toBe('2027-01-04T02:00:00.000Z')
    Object.assign(t.deps.config, { workingCalendar: withYears(BUILT_IN_CALENDAR, [NEXT]) })
    await runAppealsClock(t.deps)
    expect(await dueAt()).toBe('2027-01-05T02:00:00.000Z')
    expect((await street.del(rule)).status).toBe(204)
  })

  test('a later step is provisional too, an answer no more', async () => {
    const id = await report(t)
    await act(t, 'grid-officer-wang', id, 'accept')
    await act(t, 'grid-officer-wang', id, 'whistle', { departmentId: spotsOf(t).department, reason: '要人' })
    const provisional = async () =>
      (await t.deps.store.read.prisma.appeal.findUnique({ where: { id } }))?.provisionalSince
    expect(await provisional()).toEqual(t.clock.now())
    await act(t, 'secretary-zhang', id, 'approve')
    await act(t, 'street-he', id, 'answer', { text: '好了' })
    expect(await provisional()).toBeNull()
  })

  test('the street sees how many there are, and up to which year days are known', async () => {
    const before = (await rulesOf()).calendar
    expect(before.lastYear).toBe(2026)
    await report(t)
    expect((await rulesOf()).calendar).toEqual({ lastYear: 2026, provisional: before.provisional + 1 })
    Object.assign(t.deps.config, { workingCalendar: withYears(BUILT_IN_CALENDAR, [NEXT]) })
    await runAppealsClock(t.deps)
    expect((await rulesOf()).calendar).toEqual({ lastYear: 2027, provisional: 0 })
  })

  test.each([
    ['street-he', '2026-12-31T06:00:00Z', 3, 200, '2026-12-31T09:00:00.000Z'],
    ['grid-officer-wang', '2026-09-30T08:00:00Z', 16, 200, '2026-10-09T08:00:00.000Z'],
    ['street-he', '2026-12-31T06:00:00Z', 4, 503, 'calendar_year_unknown'],
    ['street-he', '2024-12-31T06:00:00Z', 1, 503, 'calendar_year_unknown'],
    ['street-he', '2026-12-31T06:00:00Z', 0, 400, 'invalid_request'],
    ['resident-li', '2026-11-20T06:00:00Z', 1, 403, 'not_allowed'],
    ['resident-far', '2026-11-20T06:00:00Z', 1, 404, 'not_found'],
  ])('%s asks until when from %s for %i hours: %i', async (persona, from, hours, status, says) => {
    const url = `${API}/places/${spotsOf(t).grid1}/due-time?from=${from}&workingHours=${hours}`
    const answer = await (await t.as(persona)).get(url)
    expect(answer.status).toBe(status)
    expect(answer.body.dueAt ?? answer.body.code).toBe(says)
  })
})

describe('a year from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-calendar-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const put = (text: string, name = '2027.json') => {
    rmSync(join(folder, 'calendar'), { recursive: true, force: true })
    mkdirSync(join(folder, 'calendar'))
    writeFileSync(join(folder, 'calendar', name), text)
  }

  test('without files there are the years we know', () => {
    expect(readWorkingCalendar(join(folder, 'nowhere'))).toEqual(BUILT_IN_CALENDAR)
  })

  test('is known from then on, and may reach into the December before', () => {
    put(JSON.stringify({ ...NEXT, days: [...NEXT.days, { date: '2026-12-31', isOffDay: true }] }))
    const calendar = readWorkingCalendar(folder)
    expect(isWorkingDay('2027-01-04', calendar)).toBe(false)
    expect(isWorkingDay('2027-01-09', calendar)).toBe(true)
    expect(isWorkingDay('2026-12-31', calendar)).toBe(false)
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true)
    expect(addWorkingHours(new Date('2026-12-30T08:00:00Z'), 2, calendar)).toEqual(new Date('2027-01-05T02:00:00Z'))
  })

  test('a corrected notice takes the place of what we know of its year', () => {
    put(JSON.stringify({ year: 2026, days: [{ date: '2026-10-01', isOffDay: true }] }), '2026.json')
    const calendar = readWorkingCalendar(folder)
    expect(isWorkingDay('2026-10-02', calendar)).toBe(true)
    expect(isWorkingDay('2026-10-10', calendar)).toBe(false)
    expect(isWorkingDay('2025-10-02', calendar)).toBe(false)
  })

  test.each([
    ['no JSON', '{', /cannot be read/],
    ['null', 'null', /must be of the year 2027/],
    ['another year', JSON.stringify({ year: 2026, days: [] }), /must be of the year 2027/],
    ['no list', JSON.stringify({ year: 2027 }), /must hold a list "days"/],
    ['a year not announced', JSON.stringify({ year: 2027, days: [] }), /not announced yet/],
    ['a day of another year', JSON.stringify({ year: 2027, days: [{ date: '2028-01-01', isOffDay: true }] }), /a day/],
    ['a day that is none', JSON.stringify({ year: 2027, days: [{ date: '2027-13-01', isOffDay: true }] }), /a day/],
    ['a word for yes', JSON.stringify({ year: 2027, days: [{ date: '2027-01-01', isOffDay: 'yes' }] }), /a day/],
    ['nothing for a day', JSON.stringify({ year: 2027, days: [null] }), /a day/],
  ])('%s stops the start with one sentence that names the file', (_, text, sentence) => {
    put(text)
    expect(() => readWorkingCalendar(folder)).toThrow(ConfigError)
    expect(() => readWorkingCalendar(folder)).toThrow(sentence)
    expect(() => readWorkingCalendar(folder)).toThrow(/calendar\/2027\.json/)
  })
})
