// Makes what a fresh `npm ci` leaves out, because install scripts are off (.npmrc): the native part of better-sqlite3 and Prisma's clients.
// Plain JavaScript: it runs before anything is compiled. Does nothing where all is there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { derivedPath, sourcePath, writePostgresSchema } from '../storage/derive-schema.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(import.meta.url)

const generated = join(root, 'server/storage/generated')
const clientStamp = join(generated, 'stamp')
const lockOf = (what) => join(root, 'dist', what)
const PREPARING = 'preparing'
/** Longer than the slowest preparation: a lock this old was left behind. */
const LOCK_MS_MAX = 10 * 60_000
const LOOK_AGAIN_MS = 200

function run(what, command, args, env = {}) {
  process.stderr.write(`${what} …\n`)
  const started = Date.now()
  const result = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}\n${what}: failed\n`)
    rmSync(lockOf(PREPARING), { force: true })
    process.exit(1)
  }
  process.stderr.write(`${what}: done in ${Math.round((Date.now() - started) / 1000)} s\n`)
}

function hasNativeSqlite() {
  try {
    const Database = require('better-sqlite3')
    new Database(':memory:').close()
    return true
  } catch {
    return false
  }
}

function wantedClients() {
  const version = JSON.parse(readFileSync(join(root, 'node_modules/prisma/package.json'), 'utf8')).version
  return createHash('sha256').update(version).update(readFileSync(sourcePath)).digest('hex')
}

function hasPrismaClients() {
  return existsSync(clientStamp) && readFileSync(clientStamp, 'utf8') === wantedClients()
}

function preparePrismaClients() {
  const wanted = wantedClients()
  writePostgresSchema()
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'server/storage/no-schema-engine.mjs'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  for (const [database, schema] of [
    ['SQLite', sourcePath],
    ['PostgreSQL', derivedPath],
  ]) {
    run(
      `Preparing the client of ${database}`,
      process.execPath,
      [require.resolve('prisma/build/index.js'), 'generate', '--schema', schema, '--no-hints'],
      env,
    )
  }
  writeFileSync(clientStamp, wanted)
}

/** Of several processes that start at once, one works and the others wait; each asks again when its turn comes. */
export function inTurn(work, what = PREPARING) {
  const lockFile = lockOf(what)
  mkdirSync(dirname(lockFile), { recursive: true })
  while (!takeLock(lockFile)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS)
  try {
    return work()
  } finally {
    rmSync(lockFile, { force: true })
  }
}

function takeLock(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isLeftBehind(lockFile)) rmSync(lockFile, { force: true })
    return false
  }
}

function isLeftBehind(lockFile) {
  const found = statSync(lockFile, { throwIfNoEntry: false })
  if (found === undefined) return false
  if (Date.now() - found.mtimeMs > LOCK_MS_MAX) return true
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'))
    if (holder === 0) return false
    if (holder === process.pid) return true
    process.kill(holder, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

export function prepare() {
  if (hasNativeSqlite() && hasPrismaClients()) return
  inTurn(() => {
    if (!hasNativeSqlite()) {
      run('Compiling SQLite (once, up to three minutes)', 'npm', [
        'rebuild',
        'better-sqlite3',
        '--ignore-scripts=false',
        '--foreground-scripts',
      ])
    }
    if (!hasPrismaClients()) preparePrismaClients()
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) prepare()
