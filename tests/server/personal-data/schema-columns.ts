import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../server/project-root'

export interface SchemaColumn {
  name: string
  type: string
  isOptional: boolean
  hasDefault: boolean
  /** The words it may hold, where it is an enumeration. */
  words: readonly string[]
}

/** The tables of schema.prisma with their columns. */
export function readSchemaColumns(): Map<string, SchemaColumn[]> {
  const schema = readFileSync(join(projectRoot, 'server/storage/schema.prisma'), 'utf8')
  const tables = new Map<string, SchemaColumn[]>()
  for (const [, model = '', body = ''] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const columns = [...body.matchAll(/^ {2}(\w+) +(String|Int|BigInt|Boolean|DateTime)(\?)?(.*)$/gm)]
    tables.set(
      model,
      columns.map(([, name = '', type = '', optional, rest = '']) => ({
        name,
        type,
        isOptional: optional === '?',
        hasDefault: rest.includes('@default('),
        words: /\/\/ ([\w-]+(?: \| [\w-]+)+)$/.exec(rest)?.[1]?.split(' | ') ?? [],
      })),
    )
  }
  return tables
}

/** "Table.column" of every column that may hold words: no id, no digest, no enumeration. */
export function listTextColumns(): string[] {
  return [...readSchemaColumns()].flatMap(([table, columns]) =>
    columns
      .filter(({ name, type, words }) => type === 'String' && words.length === 0 && !/(^id|Id|[hH]ash)$/.test(name))
      .map(({ name }) => `${table}.${name}`),
  )
}
