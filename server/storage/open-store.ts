import type { Store } from './store'

/**
 * Opens the database that the address names: `file:<path>` or `postgresql://…`. It must have been migrated. Only that one's driver and client
 * are loaded: each takes its part of a small machine's memory.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  if (databaseUrl.startsWith('file:')) {
    const { openSqliteStore } = await import('./sqlite-store')
    return openSqliteStore(databaseUrl.slice('file:'.length))
  }
  const { openPostgresStore } = await import('./postgres-store')
  return openPostgresStore(databaseUrl)
}
