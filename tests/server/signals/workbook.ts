import { strToU8, unzipSync, zipSync } from 'fflate'

/** A cell: a text, a number, or markup as it is to stand in the sheet. */
export type SheetCell = string | number | { xml: string } | null

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const address = (column: number, row: number) => `${String.fromCharCode(65 + column)}${row}`

const inXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function cellXml(cell: SheetCell, column: number, row: number, strings: string[]): string {
  if (cell === null) return ''
  const r = address(column, row)
  if (typeof cell === 'number') return `<c r="${r}"><v>${cell}</v></c>`
  if (typeof cell === 'string') return `<c r="${r}" t="s"><v>${strings.push(cell) - 1}</v></c>`
  return cell.xml.replace('$r', r)
}

/** A workbook as spreadsheet programs write it: shared texts, and the sheet under a name that only the relations tell. */
export function workbook(rows: readonly (readonly SheetCell[])[], parts: Record<string, string> = {}): Buffer {
  const strings: string[] = []
  const sheet = rows
    .map(
      (cells, index) =>
        `<row r="${index + 1}">${cells.map((cell, column) => cellXml(cell, column, index + 1, strings)).join('')}</row>`,
    )
    .join('')
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="一" sheetId="1" r:id="rId7"/><sheet name="二" sheetId="2" r:id="rId8"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId8" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="worksheets/sheet2.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${NAMESPACE}"><sheetData/></worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${NAMESPACE}"><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${NAMESPACE}">${strings.map((text) => `<si><r><t xml:space="preserve">${inXml(text)}</t></r><rPh><t>读音</t></rPh></si>`).join('')}</sst>`,
    ...parts,
  }
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 1 }),
  )
}

/** A workbook with one more part of so many zeros; a liar says of it that it is small. */
export function inflating(name: string, bytes: number, says: 'truth' | 'lie'): Buffer {
  const small = workbook([['number', 'grid', 'text']])
  const parts = { ...unzipSync(small), [name]: new Uint8Array(bytes) }
  const archive = Buffer.from(zipSync(parts, { level: 9 }))
  const stated = Buffer.alloc(4)
  stated.writeUInt32LE(bytes)
  for (let at = archive.indexOf(stated); says === 'lie' && at >= 0; at = archive.indexOf(stated, at + 4))
    archive.writeUInt32LE(1_000, at)
  return archive
}
