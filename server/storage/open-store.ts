import { openPostgresStore } from './postgres-store'
import { openSqliteStore } from './sqlite-store'
import type { Store } from './store'

/** Opens the database that the address names: `file:<path>` or `postgresql://…`. It must have been migrated. */
export function openStore(databaseUrl: string): Promise<Store> {
  return databaseUrl.startsWith('file:')
    ? openSqliteStore(databaseUrl.slice('file:'.length))
    : openPostgresStore(databaseUrl)
}
