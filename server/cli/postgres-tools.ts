import { spawnSync } from 'node:child_process'
import { ConfigError } from '../config'

/**
 * Runs pg_dump or pg_restore on a database.
 * @throws ConfigError where it is not on this machine, or fails
 */
export function runPostgresTool(tool: 'pg_dump' | 'pg_restore', databaseUrl: string, args: readonly string[]): void {
  const url = new URL(databaseUrl)
  // Not among the arguments, which everybody on the machine can read.
  const env = url.password === '' ? process.env : { ...process.env, PGPASSWORD: decodeURIComponent(url.password) }
  url.password = ''
  const { status, stderr, error } = spawnSync(tool, [`--dbname=${url.href}`, ...args], { encoding: 'utf8', env })
  if (error) throw new ConfigError(`${tool} is needed for this and was not found on this machine.`)
  if (status !== 0) throw new ConfigError(`${tool} failed: ${stderr.split('\n')[0]}`)
}
