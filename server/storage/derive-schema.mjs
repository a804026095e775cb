// Derives the PostgreSQL schema from schema.prisma: another provider, uuid for ids, timestamptz for times. Nothing else may differ.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
export const sourcePath = join(here, 'schema.prisma')
export const derivedPath = join(here, 'generated/postgres.prisma')

/** @param {string} source */
export function derivePostgresSchema(source) {
  return source
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"./generated/sqlite"', '"./postgres"')
    .replace(/^( {2}(?:id|\w+Id) +String\??)/gm, '$1 @db.Uuid')
    .replace(/^( {2}\w+ +DateTime\??)/gm, '$1 @db.Timestamptz(3)')
}

export function writePostgresSchema() {
  mkdirSync(dirname(derivedPath), { recursive: true })
  writeFileSync(derivedPath, derivePostgresSchema(readFileSync(sourcePath, 'utf8')))
}
