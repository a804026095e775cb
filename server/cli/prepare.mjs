// Makes what a fresh `npm ci` leaves out, because install scripts are off (.npmrc): the native part of better-sqlite3 and Prisma's clients.
// Plain JavaScript: it runs before anything is compiled. Does nothing where all is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { derivedPath, sourcePath, writePostgresSchema } from '../storage/derive-schema.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(import.meta.url)

function run(what, command, args, env = {}) {
  process.stderr.write(`${what} …\n`)
  const started = Date.now()
  const result = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}\n${what}: failed\n`)
    process.exit(1)
  }
  process.stderr.write(`${what}: done in ${Math.round((Date.now() - started) / 1000)} s\n`)
}

function prepareNativeSqlite() {
  try {
    const Database = require('better-sqlite3')
    new Database(':memory:').close()
  } catch {
    run('Preparing SQLite (once, up to three minutes)', 'npm', ['rebuild', 'better-sqlite3', '--ignore-scripts=false', '--foreground-scripts'])
  }
}

function preparePrismaClients() {
  const generated = join(root, 'server/storage/generated')
  const stamp = join(generated, 'stamp')
  const version = JSON.parse(readFileSync(join(root, 'node_modules/prisma/package.json'), 'utf8')).version
  const wanted = createHash('sha256').update(version).update(readFileSync(sourcePath)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  writePostgresSchema()
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'server/storage/no-schema-engine.mjs'), PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  for (const schema of [sourcePath, derivedPath]) {
    run('Preparing the database client', process.execPath, [require.resolve('prisma/build/index.js'), 'generate', '--schema', schema, '--no-hints'], env)
  }
  writeFileSync(stamp, wanted)
}

export function prepare() {
  prepareNativeSqlite()
  preparePrismaClients()
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) prepare()
