import type { Language } from '../../../src/contract'
import { wallTime } from '../../kernel/shanghai'
import type { CorrectionRow } from '../volunteering'
import type { EntryRow } from './repository'
import { hoursOf } from './rules'

const WORDS = {
  'zh-CN': {
    sheet: '服务记录',
    head: [
      '姓名',
      '活动',
      '类别',
      '班次开始',
      '班次结束',
      '签到',
      '签退',
      '状态',
      '分钟',
      '小时',
      '由组织者确认',
      '其中更正（分钟）',
      '更正原因',
    ],
    states: { present: '进行中', done: '已完成', missed: '未到', excused: '请假', replaced: '有人替班' },
    yes: '是',
    total: '合计',
  },
  en: {
    sheet: 'Service record',
    head: [
      'Name',
      'Activity',
      'Category',
      'Shift from',
      'Shift to',
      'Came',
      'Left',
      'State',
      'Minutes',
      'Hours',
      'Attested',
      'Of which corrected (minutes)',
      'Reason',
    ],
    states: { present: 'Under way', done: 'Done', missed: 'Missed', excused: 'Excused', replaced: 'Somebody stood in' },
    yes: 'yes',
    total: 'Total',
  },
} as const

const WIDTHS = [14, 28, 14, 18, 18, 18, 18, 12, 10, 10, 14, 14, 32]

/** The turns as an XLSX workbook. Words stay words: a title that begins with "=" is no formula. The library is loaded when first asked for. */
export async function writeWorkbook(
  rows: readonly EntryRow[],
  corrections: readonly CorrectionRow[],
  language: Language,
  now: Date,
): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const { sheet: name, head, states, yes, total } = WORDS[language]
  const book = new ExcelJS.Workbook()
  book.created = now
  book.modified = now
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = head.map((header, index) => ({ header, width: WIDTHS[index] ?? 12 }))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows) {
    const time = (at: number | null) => (at === null ? '' : wallTime(at))
    sheet.addRow([
      row.displayName,
      row.title,
      row.category,
      wallTime(row.startsAt),
      wallTime(row.endsAt),
      time(row.checkedInAt),
      time(row.checkedOutAt),
      states[row.state as keyof typeof states] ?? row.state,
      row.minutes ?? '',
      row.minutes === null ? '' : hoursOf(row.minutes),
      row.attestedById === null ? '' : yes,
      ...correctedCells(corrections.filter(({ entryId }) => entryId === row.id)),
    ])
  }
  const minutes = rows.reduce((sum, row) => sum + (row.minutes ?? 0), 0)
  const last = sheet.addRow([total, '', '', '', '', '', '', '', minutes, hoursOf(minutes), '', '', ''])
  last.font = { bold: true }
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** By how many minutes in all, and each reason. */
function correctedCells(own: readonly CorrectionRow[]): [number | '', string] {
  if (own.length === 0) return ['', '']
  const minutes = own.reduce((sum, correction) => sum + correction.minutes, 0)
  return [minutes, own.map(({ reason, by, createdAt }) => `${reason} (${by}, ${wallTime(createdAt)})`).join('; ')]
}
