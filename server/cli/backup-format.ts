import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
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
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
