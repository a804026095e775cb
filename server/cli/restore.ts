import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { extract } from 'tar'
import { type Config, ConfigError, readConfig } from '../config'
import { connectPostgres } from '../storage/connect-postgres'
import { listMigrations } from '../storage/migrate'
import {
  type BackupManifest,
  IMAGES_FOLDER,
  listPictures,
  MANIFEST_FILE,
  markOfSecret,
  readManifestFile,
  sha256OfFile,
  syncPath,
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
    if (isSqlite) refuseBroken(copy, file)
    await refuseOtherPictures(manifest, join(staging, IMAGES_FOLDER), file)
    if (!isSqlite)
      runPostgresTool('pg_restore', config.databaseUrl, ['--no-owner', '--single-transaction', '--exit-on-error', copy])
    putImages(join(staging, IMAGES_FOLDER), join(config.dataDir, IMAGES_FOLDER))
    // The database last: without it there is nothing, and nobody takes half a restore for a whole one.
    if (isSqlite) putSqlite(copy, config.databaseUrl.slice('file:'.length))
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
    const file = config.databaseUrl.slice('file:'.length)
    // What SQLite left beside a database that is gone would be taken for a part of the one that is put there.
    const there = ['', '-wal', '-shm', '-journal'].map((end) => `${file}${end}`).find((name) => existsSync(name))
    if (there) throw new ConfigError(`There is a database already, "${there}": restore only into an empty place.`)
    return
  }
  const client = await connectPostgres(config.databaseUrl)
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

function refuseBroken(copy: string, file: string): void {
  const database = new Database(copy)
  const verdict = database.pragma('integrity_check', { simple: true })
  database.close()
  if (verdict !== 'ok') throw new ConfigError(`${file} is damaged: ${String(verdict).split('\n')[0]}`)
}

/** Each picture that the manifest names is there, byte for byte, and no other. */
async function refuseOtherPictures(manifest: BackupManifest, images: string, file: string): Promise<void> {
  const wanted = new Map(Object.entries(manifest.pictures))
  for (const name of listPictures(images)) {
    if (wanted.get(name) !== (await sha256OfFile(join(images, name))))
      throw new ConfigError(`${file} is damaged: the picture ${name} is not the one that was backed up.`)
    wanted.delete(name)
  }
  const [missing] = wanted.keys()
  if (missing !== undefined) throw new ConfigError(`${file} is damaged: the picture ${missing} is missing.`)
}

function putSqlite(copy: string, target: string): void {
  syncPath(copy)
  const partial = `${target}.part`
  moveFile(copy, partial)
  renameSync(partial, target)
  syncPath(dirname(target))
}

/** The database may lie on another disk than the data folder, where a file cannot be moved to by its name. */
function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    copyFileSync(from, to)
    syncPath(to)
  }
}

function putImages(images: string, target: string): void {
  if (!existsSync(images)) return
  for (const name of listPictures(images)) syncPath(join(images, name))
  for (const folder of readdirSync(images)) syncPath(join(images, folder))
  syncPath(images)
  if (existsSync(target)) rmdirSync(target)
  renameSync(images, target)
  syncPath(dirname(target))
}
