export { readCsv } from './read-csv'
export { readWorkbook } from './read-workbook'
export { type Cell, COLUMNS_MAX, type Table, type TableRow, unreadable } from './table'
