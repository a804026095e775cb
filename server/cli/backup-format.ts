import { createHash, hkdfSync } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
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

/** The manifest in a file, or null where there is none that we could have written. */
export function readManifestFile(file: string): BackupManifest | null {
  try {
    const { format, dialect, takenAt, lastMigration, database, secretMark } = JSON.parse(readFileSync(file, 'utf8'))
    const wantedName = dialect === 'sqlite' ? DATABASE_FILE : DATABASE_DUMP
    const isOurs =
      format === 1 &&
      ['sqlite', 'postgres'].includes(dialect) &&
      database.name === wantedName &&
      typeof database.sha256 === 'string'
    return isOurs ? { format, dialect, takenAt, lastMigration, database, secretMark } : null
  } catch {
    return null
  }
}
