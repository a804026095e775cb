// npm run migration -- <name>: writes the SQL that leads from the last migrated schema (migrations/schema.prisma) to schema.prisma, for both
// databases. Prisma's schema engine runs as WebAssembly here, because its binary is not on the npm registry. Read what it wrote, add by hand
// what Prisma cannot say (triggers, partial indexes), and commit it; an applied migration never changes again.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { derivePostgresSchema, sourcePath } from './derive-schema.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const snapshotPath = join(here, 'migrations/schema.prisma')
const EMPTY = 'datasource db {\n  provider = "sqlite"\n}\n'

async function loadEngine() {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const glue = await import(join(folder, 'schema_engine_bg.js'))
  const wasm = readFileSync(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue.SchemaEngine
}

async function diff(SchemaEngine, before, after) {
  const asFiles = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] })
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaBetterSqlite3({ url: ':memory:' }))
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', after]] }, () => undefined, adapter)
  const filters = { externalTables: [], externalEnums: [] }
  const answer = await engine.diff({ from: asFiles(before), to: asFiles(after), script: true, exitCode: null, filters })
  return answer.stdout ?? ''
}

/** `/// CHECK (…)` on a line of its own above a model stands at the end of its table. */
function addTableChecks(sql, schema) {
  for (const [, comment, model] of schema.matchAll(/((?:^\/\/\/.*\n)+)^model (\w+) \{/gm)) {
    const checks = [...comment.matchAll(/^\/\/\/ (CHECK \(.*\))$/gm)].map(([, check]) => `,\n    ${check}`)
    sql = sql.replace(
      new RegExp(`(CREATE TABLE "${model}" \\([^;]*?)(\n\\))`),
      (_, table, end) => table + checks.join('') + end,
    )
  }
  return sql
}

/** `state String // a | b` in the schema becomes CHECK ("state" IN ('a', 'b')) where the table is created. */
function addChecks(sql, schema) {
  for (const [, model, body] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    for (const [, column, words] of body.matchAll(/^ {2}(\w+) +String.*\/\/ ([\w-]+(?: \| [\w-]+)+)$/gm)) {
      const list = words.split(' | ').map((word) => `'${word}'`)
      const table = new RegExp(`(CREATE TABLE "${model}" \\([^;]*?\\n {4}"${column}" TEXT[^,\\n]*)`)
      sql = sql.replace(table, `$1 CHECK ("${column}" IN (${list.join(', ')}))`)
    }
  }
  return sql
}

/** Tables with a key of several columns keep their rows in the order of that key: the rows of one grid lie together. */
function withoutRowid(sql) {
  return sql.replace(
    /(CREATE TABLE "\w+" \((?:(?!;)[\s\S])*?PRIMARY KEY \("\w+"(?:, "\w+")+\)(?:,\n {4}CHECK [^\n]*)*\s*\n\));/g,
    '$1 WITHOUT ROWID;',
  )
}

const name = process.argv[2]
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error('usage: npm run migration -- <name-in-kebab-case>')
  process.exit(1)
}
const SchemaEngine = await loadEngine()
const before = existsSync(snapshotPath) ? readFileSync(snapshotPath, 'utf8') : EMPTY
const after = readFileSync(sourcePath, 'utf8')
const number = (folder) => String((existsSync(folder) ? readdirSync(folder).length : 0) + 1).padStart(4, '0')
for (const [dialect, toDialect, finish] of [
  ['sqlite', (schema) => schema, withoutRowid],
  ['postgres', derivePostgresSchema, (sql) => sql],
]) {
  const folder = join(here, 'migrations', dialect)
  const made = await diff(SchemaEngine, toDialect(before), toDialect(after))
  const sql = finish(addTableChecks(addChecks(made, after), after))
  if (/empty migration/i.test(sql)) {
    console.log(`${dialect}: no change`)
    continue
  }
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${number(folder)}-${name}.sql`)
  writeFileSync(file, sql)
  console.log(`wrote ${file}`)
}
writeFileSync(snapshotPath, after)
process.exit(0)
