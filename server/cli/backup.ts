import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { create } from 'tar'
import { ConfigError, readConfig } from '../config'
import { listMigrations } from '../storage/migrate'
import {
  type BackupManifest,
  DATABASE_DUMP,
  DATABASE_FILE,
  IMAGES_FOLDER,
  listPictures,
  MANIFEST_FILE,
  markOfSecret,
  sha256OfFile,
  syncPath,
} from './backup-format'
import { runPostgresTool } from './postgres-tools'

/**
 * Copies the database as it stands at one moment (SQLite's online backup, or pg_dump) and all pictures into one tar file, while the server
 * runs. The secret is not in it: a backup alone signs nobody in.
 */
export async function backup(file: string): Promise<unknown> {
  const config = readConfig(process.env)
  const target = resolve(String(file))
  if (existsSync(target)) throw new ConfigError(`${file} is there already; choose another name.`)
  if (!existsSync(dirname(target))) throw new ConfigError(`The folder of ${file} is not there.`)
  const dialect = config.databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres'
  // In the data folder, so that a picture can be held by a second name instead of a copy.
  const staging = mkdtempSync(join(config.dataDir, '.linli-backup-'))
  const partial = `${target}.part`
  try {
    const name = dialect === 'sqlite' ? DATABASE_FILE : DATABASE_DUMP
    const copy = join(staging, name)
    // The database first: a picture is on disk before its row is, so every row copied has its picture.
    if (dialect === 'sqlite') await copySqlite(config.databaseUrl.slice('file:'.length), copy)
    else runPostgresTool('pg_dump', config.databaseUrl, ['--format=custom', `--file=${copy}`])
    holdPictures(join(config.dataDir, IMAGES_FOLDER), join(staging, IMAGES_FOLDER))
    const manifest: BackupManifest = {
      format: 1,
      dialect,
      takenAt: new Date().toISOString(),
      lastMigration: listMigrations(dialect).at(-1)?.name ?? '',
      database: { name, sha256: await sha256OfFile(copy) },
      pictures: await hashPictures(join(staging, IMAGES_FOLDER)),
      secretMark: markOfSecret(config.secret),
    }
    writeFileSync(join(staging, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
    await create({ file: partial, cwd: staging, strict: true }, [MANIFEST_FILE, name, IMAGES_FOLDER])
    putInPlace(partial, target)
    return { file: target, bytes: statSync(target).size, takenAt: manifest.takenAt }
  } finally {
    rmSync(partial, { force: true })
    rmSync(staging, { recursive: true, force: true })
  }
}

async function copySqlite(source: string, target: string): Promise<void> {
  if (!existsSync(source)) throw new ConfigError('There is no database to back up yet.')
  const database = new Database(source, { readonly: true })
  try {
    // All pages in one step: a copy in several begins anew whenever somebody writes, and would never end on a busy server.
    await database.backup(target, { progress: () => Number.MAX_SAFE_INTEGER })
  } finally {
    database.close()
  }
}

/** Gives every picture a second name, so that one that is deleted meanwhile stays until it is packed. */
function holdPictures(source: string, target: string): void {
  mkdirSync(target)
  for (const folder of existsSync(source) ? readdirSync(source) : []) {
    mkdirSync(join(target, folder))
    for (const name of readdirSync(join(source, folder))) {
      // A file that is still being written has no row yet.
      if (name.endsWith('.webp')) hold(join(source, folder, name), join(target, folder, name))
    }
  }
}

async function hashPictures(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const name of listPictures(folder)) hashes[name] = await sha256OfFile(join(folder, name))
  return hashes
}

function hold(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return
    // Not every file system knows second names.
    copyFileSync(file, name)
  }
}

/** What is acknowledged is on the disk. */
function putInPlace(partial: string, target: string): void {
  syncPath(partial)
  renameSync(partial, target)
  syncPath(dirname(target))
}
