/**
 * Days on which China does not work, and weekend days on which it does, as the State Council announces them for one year at a time. A year is
 * known when it stands here: the notice for the next one comes out in November.
 */
export interface WorkingYear {
  source: string
  /** First and last day of each holiday, month and day. */
  holidays: readonly (readonly [from: string, to: string])[]
  workingWeekends: readonly string[]
}

export const WORKING_YEARS: Readonly<Record<number, WorkingYear>> = {
  2025: {
    source: '国务院办公厅关于2025年部分节假日安排的通知（2024年11月12日）',
    holidays: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    workingWeekends: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    source: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
    holidays: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    workingWeekends: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}
