import { createHash, hkdfSync } from 'node:crypto'
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export const MANIFEST_FILE = 'manifest.json'
export const DATABASE_FILE = 'linli.db'
export const DATABASE_DUMP = 'linli.pgdump'
export const IMAGES_FOLDER = 'images'

/** What a backup says of itself. */
export interface BackupManifest {
  format: 1
  dialect: 'sqlite' | 'postgres'
  takenAt: string
  lastMigration: string
  database: { name: string; sha256: string }
  /** SHA-256 of each picture's file, by its path below images/. */
  pictures: Record<string, string>
  /** Tells whether LINLI_SECRET is the one under which it was made, and nothing about it. */
  secretMark: string
}

/** Phone numbers are kept as hashes under the secret: with another one, nobody is known by their phone any more. */
export function markOfSecret(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'linli', 'backup-mark', 8)).toString('hex')
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** The paths of all files below a folder of pictures, in order; whatever is neither a file nor a folder is among them, and will not be read. */
export function listPictures(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((inside) =>
      inside.isDirectory()
        ? readdirSync(join(folder, inside.name)).map((name) => `${inside.name}/${name}`)
        : inside.name,
    )
    .sort()
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The manifest in a file, or null where there is none that we could have written. */
export function readManifestFile(file: string): BackupManifest | null {
  try {
    const { format, dialect, takenAt, lastMigration, database, pictures, secretMark } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const wantedName = dialect === 'sqlite' ? DATABASE_FILE : DATABASE_DUMP
    const isOurs =
      format === 1 &&
      ['sqlite', 'postgres'].includes(dialect) &&
      database.name === wantedName &&
      typeof database.sha256 === 'string' &&
      typeof pictures === 'object' &&
      pictures !== null
    return isOurs ? { format, dialect, takenAt, lastMigration, database, pictures, secretMark } : null
  } catch {
    return null
  }
}
