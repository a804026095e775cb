import { Problem } from '../../kernel/problem'
import { readXml } from './read-xml'
import { SheetReader } from './sheet-reader'
import { type Table, TableBuilder, unreadable } from './table'
import { unzipParts } from './unzip-parts'

/** A table of the rows that are taken at once stays far below it. */
const INFLATED_BYTES_MAX = 24 * 1024 * 1024
const STRINGS_MAX = 200_000

const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
const STRINGS = 'xl/sharedStrings.xml'
const WANTED = new RegExp(
  `^(${[WORKBOOK, RELATIONS, STRINGS].map((name) => name.replace(/\./g, '\\.')).join('|')}|xl/worksheets/[^/]+\\.xml)$`,
)

/**
 * The first sheet of a workbook (ECMA-376, SpreadsheetML). Nothing is calculated: a cell with a formula is marked as one.
 * @throws Problem import_unreadable; too_large where it has too many rows or inflates to too much
 */
export async function readWorkbook(bytes: Buffer, rowsMax: number): Promise<Table> {
  const parts = await unzipParts(bytes, (name) => WANTED.test(name), INFLATED_BYTES_MAX)
  const sheet = parts.get(await findFirstSheet(parts))
  if (sheet === undefined) throw unreadable('no sheet')
  const strings = await readStrings(parts.get(STRINGS))
  const builder = new TableBuilder(rowsMax)
  await readXml(sheet, new SheetReader(strings, builder))
  return builder.build()
}

/** The name of the part that holds the first sheet: the workbook names a relation, the relation a part. */
async function findFirstSheet(parts: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const workbook = parts.get(WORKBOOK)
  const relations = parts.get(RELATIONS)
  if (workbook === undefined || relations === undefined) throw unreadable('no workbook')
  let relation: string | undefined
  await readXml(workbook, {
    open: (name, attributes) => {
      if (name === 'sheet') relation ??= Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key))?.[1]
    },
  })
  let target = ''
  await readXml(relations, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id === relation && Target !== undefined) target = Target
    },
  })
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** The table of shared texts; of a text in several styles its runs, of a reading aid nothing. */
async function readStrings(part: Uint8Array | undefined): Promise<string[]> {
  const strings: string[] = []
  if (part === undefined) return strings
  let current = ''
  let isText = false
  let isReadingAid = false
  await readXml(part, {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') isReadingAid = true
      isText = name === 't' && !isReadingAid
    },
    text: (text) => {
      if (isText) current += text
    },
    close: (name) => {
      isText = false
      if (name === 'rPh') isReadingAid = false
      if (name === 'si' && strings.push(current) > STRINGS_MAX) {
        throw new Problem('too_large', { because: 'too many texts' })
      }
    },
  })
  return strings
}
