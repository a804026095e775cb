import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { create, replace } from 'tar'
import { ConfigError, readConfig } from '../config'
import { listMigrations } from '../storage/migrate'
import { type BackupManifest, DATABASE_DUMP, DATABASE_FILE, IMAGES_FOLDER, MANIFEST_FILE, sha256OfFile } from './backup-format'

/**
 * Copies the database as it stands at one moment (SQLite's online backup, or pg_dump) and all pictures into one tar file, while the server
 * runs. The secret is not in it: a backup alone signs nobody in.
 */
export async function backup(file: string): Promise<unknown> {
  const config = readConfig(process.env)
  const target = resolve(file)
  if (existsSync(target)) throw new ConfigError(`${file} is there already; choose another name.`)
  if (!existsSync(dirname(target))) throw new ConfigError(`The folder of ${file} is not there.`)
  const dialect = config.databaseUrl.startsWith('file:') ? 'sqlite' : 'postgres'
  const staging = mkdtempSync(join(dirname(target), '.linli-backup-'))
  try {
    const name = dialect === 'sqlite' ? DATABASE_FILE : DATABASE_DUMP
    const copy = join(staging, name)
    // The database first: a picture is on disk before its row is, so every row copied has its picture.
    if (dialect === 'sqlite') await copySqlite(config.databaseUrl.slice('file:'.length), copy)
    else dumpPostgres(config.databaseUrl, copy)
    const manifest: BackupManifest = {
      format: 1,
      dialect,
      takenAt: new Date().toISOString(),
      lastMigration: listMigrations(dialect).at(-1)?.name ?? '',
      database: { name, sha256: await sha256OfFile(copy) },
    }
    writeFileSync(join(staging, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
    const partial = join(staging, 'backup.tar')
    await create({ file: partial, cwd: staging }, [MANIFEST_FILE, name])
    const hasImages = existsSync(join(config.dataDir, IMAGES_FOLDER))
    if (hasImages) await replace({ file: partial, cwd: config.dataDir }, [IMAGES_FOLDER])
    renameSync(partial, target)
    return { file: target, bytes: statSync(target).size, takenAt: manifest.takenAt }
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

async function copySqlite(source: string, target: string): Promise<void> {
  if (!existsSync(source)) throw new ConfigError('There is no database to back up yet.')
  const database = new Database(source, { readonly: true })
  try {
    await database.backup(target)
  } finally {
    database.close()
  }
}

function dumpPostgres(url: string, target: string): void {
  const { status, stderr, error } = spawnSync('pg_dump', ['--format=custom', `--file=${target}`, url], { encoding: 'utf8' })
  if (error) throw new ConfigError('pg_dump is needed to back up PostgreSQL and was not found on this machine.')
  if (status !== 0) throw new ConfigError(`pg_dump failed: ${stderr.split('\n')[0]}`)
}
