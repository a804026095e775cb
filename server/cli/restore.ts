import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { extract } from 'tar'
import { type Config, ConfigError, readConfig } from '../config'
import { listMigrations } from '../storage/migrate'
import { type BackupManifest, IMAGES_FOLDER, MANIFEST_FILE, sha256OfFile } from './backup-format'

/**
 * Puts a backup where nothing is yet: checks it first, and moves it into place only when all of it is good.
 * @throws ConfigError where the place is not empty, or the file is damaged, of another database, or newer than this program
 */
export async function restore(file: string): Promise<unknown> {
  const config = readConfig(process.env)
  if (!existsSync(resolve(file))) throw new ConfigError(`${file} is not there.`)
  await refuseUnlessEmpty(config)
  const staging = mkdtempSync(join(config.dataDir, '.linli-restore-'))
  try {
    await extract({ file: resolve(file), cwd: staging, strict: true }).catch(() => {
      throw new ConfigError(`${file} is damaged or no backup of Linli.`)
    })
    const manifest = await readManifest(staging, file)
    const dialect = config.databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres'
    if (manifest.dialect !== dialect) throw new ConfigError(`${file} is a backup of ${manifest.dialect}, and DATABASE_URL names ${dialect}.`)
    const isKnown = listMigrations(dialect).some(({ name }) => name === manifest.lastMigration)
    if (!isKnown) throw new ConfigError(`${file} was made by a newer Linli (${manifest.lastMigration}): update this one first.`)
    const images = join(staging, IMAGES_FOLDER)
    if (existsSync(images)) renameSync(images, join(config.dataDir, IMAGES_FOLDER))
    const copy = join(staging, manifest.database.name)
    if (dialect === 'sqlite') putSqlite(copy, config.databaseUrl.slice('file:'.length), file)
    else putPostgres(copy, config.databaseUrl)
    return { restored: resolve(file), takenAt: manifest.takenAt, lastMigration: manifest.lastMigration }
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

async function refuseUnlessEmpty(config: Config): Promise<void> {
  if (existsSync(join(config.dataDir, IMAGES_FOLDER))) throw new ConfigError(`LINLI_DATA_DIR "${config.dataDir}" already holds pictures.`)
  if (config.databaseUrl.startsWith('file:')) {
    const isThere = existsSync(config.databaseUrl.slice('file:'.length))
    if (isThere) throw new ConfigError('There is a database already: restore only into an empty place.')
    return
  }
  const client = new pg.Client({ connectionString: config.databaseUrl })
  await client.connect()
  const tables = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1`)
  await client.end()
  if (tables.rowCount) throw new ConfigError('The database of DATABASE_URL is not empty: restore only into an empty place.')
}

async function readManifest(staging: string, file: string): Promise<BackupManifest> {
  const damaged = new ConfigError(`${file} is damaged or no backup of Linli.`)
  const manifestFile = join(staging, MANIFEST_FILE)
  if (!existsSync(manifestFile)) throw damaged
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as BackupManifest
  const copy = join(staging, manifest.database.name)
  if (!existsSync(copy) || (await sha256OfFile(copy)) !== manifest.database.sha256) throw damaged
  return manifest
}

function putSqlite(copy: string, target: string, file: string): void {
  const database = new Database(copy)
  const verdict = database.pragma('integrity_check', { simple: true })
  database.close()
  if (verdict !== 'ok') throw new ConfigError(`${file} is damaged: ${String(verdict).split('\n')[0]}`)
  renameSync(copy, target)
}

function putPostgres(copy: string, url: string): void {
  const { status, stderr, error } = spawnSync('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${url}`, copy], { encoding: 'utf8' })
  if (error) throw new ConfigError('pg_restore is needed to restore PostgreSQL and was not found on this machine.')
  if (status !== 0) throw new ConfigError(`pg_restore failed: ${stderr.split('\n')[0]}`)
}
