import pg from 'pg'
import { ConfigError } from '../config'

const CONNECTING_MS_MAX = 10_000

/** One connection, for a command. @throws ConfigError where there is nobody, or whoever is there will not have us */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECTING_MS_MAX })
  try {
    await client.connect()
    return client
  } catch (error) {
    const { host, pathname } = new URL(url)
    const { message, code } = error as { message?: string; code?: string }
    const reason = (message || code || 'no answer').split('\n')[0]
    throw new ConfigError(`DATABASE_URL: PostgreSQL at ${host}${pathname} cannot be reached: ${reason}.`)
  }
}
