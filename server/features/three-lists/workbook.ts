import type { Language, ListLine, ListName } from '../../../src/contract'
import { wallTime } from '../../kernel/shanghai'
import { categoryName } from '../mutual-aid'
import type { Lists } from './rules'

const WORDS = {
  'zh-CN': {
    sheets: { resources: '资源清单', needs: '需求清单', services: '服务清单' },
    head: ['内容', '由谁', '类别', '总数', '剩余', '可对接', '已问未答', '对接项目', '登记时间'],
    pieces: (title: string, quantity: number) => `${title} ×${quantity}`,
  },
  en: {
    sheets: { resources: 'Resources', needs: 'Needs', services: 'Services' },
    head: ['What', 'By', 'Category', 'In all', 'Left', 'Covered', 'Asked', 'Fits', 'Since'],
    pieces: (title: string, quantity: number) => `${title} ×${quantity}`,
  },
} as const

const WIDTHS = [40, 14, 16, 8, 8, 10, 10, 60, 18]
const NAMES: readonly ListName[] = ['resources', 'needs', 'services']
/** What a spreadsheet program takes for the beginning of a formula where a table is passed on as CSV (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r]/

/** The three lists as an XLSX workbook, one sheet each. The library is loaded when first asked for. */
export async function writeWorkbook(lists: Lists, language: Language, now: Date): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const words = WORDS[language]
  const book = new ExcelJS.Workbook()
  book.created = now
  book.modified = now
  for (const name of NAMES) {
    const sheet = book.addWorksheet(words.sheets[name], { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = words.head.map((header, index) => ({ header, width: WIDTHS[index] ?? 12 }))
    sheet.getRow(1).font = { bold: true }
    for (const line of lists[name]) sheet.addRow(cellsOf(line, language))
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

function cellsOf(line: ListLine, language: Language): (string | number)[] {
  const isCounted = line.kind !== 'service'
  const matches = line.matches.map(({ title, quantity }) => WORDS[language].pieces(title, quantity)).join('\n')
  return [
    asText(line.title),
    asText(line.who),
    asText(categoryName(line.category, language)),
    isCounted ? line.total : '',
    isCounted ? line.left : '',
    line.matched,
    line.asked,
    asText(matches),
    wallTime(Date.parse(line.createdAt)),
  ]
}

/** Words stay words, also once the sheet has been saved as CSV. */
function asText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
