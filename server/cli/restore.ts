import { existsSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { extract } from 'tar'
import { type Config, ConfigError, readConfig } from '../config'
import { listMigrations } from '../storage/migrate'
import {
  type BackupManifest,
  IMAGES_FOLDER,
  MANIFEST_FILE,
  markOfSecret,
  readManifestFile,
  sha256OfFile,
} from './backup-format'
import { runPostgresTool } from './postgres-tools'

/**
 * Puts a backup where nothing is yet: checks it first, and moves it into place only when all of it is good.
 * @throws ConfigError where the place is not empty, or the file is damaged, of another database, or newer than this program
 */
export async function restore(file: string): Promise<unknown> {
  const config = readConfig(process.env)
  const source = resolve(String(file))
  if (!existsSync(source)) throw new ConfigError(`${file} is not there.`)
  await refuseUnlessEmpty(config)
  const staging = mkdtempSync(join(config.dataDir, '.linli-restore-'))
  try {
    const manifest = await unpack(source, staging)
    const isSqlite = config.databaseUrl.startsWith('file:')
    refuseUnfit(manifest, isSqlite ? 'sqlite' : 'postgres', file)
    const copy = join(staging, manifest.database.name)
    if (isSqlite) putSqlite(copy, config.databaseUrl.slice('file:'.length), file)
    else
      runPostgresTool('pg_restore', config.databaseUrl, ['--no-owner', '--single-transaction', '--exit-on-error', copy])
    const images = join(staging, IMAGES_FOLDER)
    if (existsSync(images)) putImages(images, join(config.dataDir, IMAGES_FOLDER))
    const isSameSecret = manifest.secretMark === markOfSecret(config.secret)
    if (!isSameSecret) {
      process.stderr.write(
        'LINLI_SECRET is not the one of the backup: with this one nobody can sign in by their phone as who they were.\n',
      )
    }
    return { restored: source, takenAt: manifest.takenAt, lastMigration: manifest.lastMigration, isSameSecret }
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

async function refuseUnlessEmpty(config: Config): Promise<void> {
  const images = join(config.dataDir, IMAGES_FOLDER)
  if (existsSync(images) && readdirSync(images).length > 0) {
    throw new ConfigError(
      `LINLI_DATA_DIR "${config.dataDir}" already holds pictures: restore only into an empty place.`,
    )
  }
  if (config.databaseUrl.startsWith('file:')) {
    const isThere = existsSync(config.databaseUrl.slice('file:'.length))
    if (isThere) throw new ConfigError('There is a database already: restore only into an empty place.')
    return
  }
  const client = new pg.Client({ connectionString: config.databaseUrl })
  await client.connect()
  try {
    const tables = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1`)
    if (tables.rowCount)
      throw new ConfigError('The database of DATABASE_URL is not empty: restore only into an empty place.')
  } finally {
    await client.end()
  }
}

/** The backup's manifest, with all of it unpacked and its database known to be whole. */
async function unpack(file: string, folder: string): Promise<BackupManifest> {
  const damaged = new ConfigError(`${file} is damaged or no backup of Linli.`)
  await extract({ file, cwd: folder, strict: true }).catch(() => {
    throw damaged
  })
  const manifest = readManifestFile(join(folder, MANIFEST_FILE))
  if (manifest === null) throw damaged
  const copy = join(folder, manifest.database.name)
  if (!existsSync(copy) || (await sha256OfFile(copy)) !== manifest.database.sha256) throw damaged
  return manifest
}

function refuseUnfit(manifest: BackupManifest, dialect: BackupManifest['dialect'], file: string): void {
  if (manifest.dialect !== dialect) {
    throw new ConfigError(`${file} is a backup of ${manifest.dialect}, and DATABASE_URL names ${dialect}.`)
  }
  const isKnown = listMigrations(dialect).some(({ name }) => name === manifest.lastMigration)
  if (!isKnown)
    throw new ConfigError(`${file} was made by a newer Linli (${manifest.lastMigration}): update this one first.`)
}

function putSqlite(copy: string, target: string, file: string): void {
  const database = new Database(copy)
  const verdict = database.pragma('integrity_check', { simple: true })
  database.close()
  if (verdict !== 'ok') throw new ConfigError(`${file} is damaged: ${String(verdict).split('\n')[0]}`)
  renameSync(copy, target)
}

function putImages(images: string, target: string): void {
  if (existsSync(target)) rmdirSync(target)
  renameSync(images, target)
}
