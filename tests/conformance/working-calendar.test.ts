import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { WORKING_YEARS } from '../../server/kernel/working-calendar'
import { isWorkingDay } from '../../server/kernel/working-days'
import { projectRoot } from '../../server/project-root'

/** Reference data made by others: a folder named by the environment, or the one beside the project; skipped, and said so, where absent. */
const folder = process.env.LINLI_REFERENCE_DATA ?? join(projectRoot, '../shared/data')
const file = join(folder, 'calendar/2025.json')

describe('the working calendar', () => {
  test.skipIf(!existsSync(file))('says of every day of 2025 what the reference says', () => {
    const reference: { days: { date: string; isOffDay: boolean }[] } = JSON.parse(readFileSync(file, 'utf8'))
    const said = new Map(reference.days.map(({ date, isOffDay }) => [date, isOffDay]))
    const wrong: string[] = []
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2026, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10)
      const isWeekend = [0, 6].includes(new Date(at).getUTCDay())
      if (isWorkingDay(day) !== !(said.get(day) ?? isWeekend)) wrong.push(day)
    }
    expect(wrong).toEqual([])
  })

  // National days off by the regulation of 2024: 13, and each working weekend stands for a weekday that is off.
  test.each([
    [2025, 248],
    [2026, 248],
  ])('of %i has as many working days as the year allows: %i', (year, days) => {
    let working = 0
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
      if (isWorkingDay(new Date(at).toISOString().slice(0, 10))) working += 1
    }
    expect(working).toBe(days)
  })

  test('names its source for each year, and works only on weekends that are some', () => {
    for (const [year, { source, workingWeekends }] of Object.entries(WORKING_YEARS)) {
      expect(source).toContain(`${year}年部分节假日安排`)
      for (const day of workingWeekends) expect([0, 6]).toContain(new Date(`${year}-${day}T00:00:00Z`).getUTCDay())
    }
  })
})
