import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { ConfigError, type Env } from './reading'

const HOPS_MAX = 10
const RANGES = ['loopback', 'linklocal', 'uniquelocal']

/** The folder of everything kept, made where it is not there. */
export function readDataDir(env: Env, fallback: string): string {
  const dataDir = resolve(env.LINLI_DATA_DIR ?? fallback)
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    throw new ConfigError(`LINLI_DATA_DIR "${dataDir}" cannot be made: ${(error as Error).message}.`)
  }
  return dataDir
}

export function readDatabaseUrl(env: Env, dataDir: string): string {
  refuseUnsupported(env, 'DATABASE_REPLICA_URL', 'reading from a replica')
  refuseUnsupported(env, 'REDIS_URL', 'sharing rate limits between processes')
  const value = env.DATABASE_URL
  if (value === undefined) return `file:${join(dataDir, 'linli.db')}`
  if (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value)) return value
  if (!value.startsWith('file:'))
    throw new ConfigError(`DATABASE_URL must begin with file: or postgresql://, not "${value.split(':')[0]}:".`)
  const file = resolve(dataDir, value.slice('file:'.length))
  if (!existsSync(dirname(file))) throw new ConfigError(`DATABASE_URL: the folder "${dirname(file)}" is not there.`)
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError(`DATABASE_URL: "${file}" is a folder and not a file.`)
  return `file:${file}`
}

function refuseUnsupported(env: Env, name: string, what: string): void {
  if (env[name] !== undefined) throw new ConfigError(`${name} is not supported yet (${what}): leave it out.`)
}

/** Where it listens: an address of this machine or a name of it. Whether it is there is known only when it is tried. */
export function readHost(env: Env, fallback: string, name: 'HOST' | 'METRICS_HOST' = 'HOST'): string {
  const host = env[name] ?? fallback
  if (isIP(host) || /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(host))
    return host
  throw new ConfigError(`${name} must be an address or a name of this machine, not "${host}".`)
}

/**
 * Whom we believe when they say for whom they ask (X-Forwarded-For): false for nobody; how many proxies stand before us, so that with 1 the last
 * entry counts, which our own proxy wrote; or their addresses. Never everybody, or whoever asks could choose their address.
 */
export function readTrustProxy(env: Env): false | number | string {
  const value = env.LINLI_TRUST_PROXY ?? '0'
  if (/^\d+$/.test(value) && Number(value) <= HOPS_MAX) return Number(value) === 0 ? false : Number(value)
  const ranges = value.split(',').map((range) => range.trim())
  if (ranges.every((range) => RANGES.includes(range) || isRange(range))) return ranges.join(',')
  throw new ConfigError(
    `LINLI_TRUST_PROXY must be the number of proxies before Linli (0 to ${HOPS_MAX}) or their addresses such as 10.0.0.0/8, not "${value}".`,
  )
}

function isRange(range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Outside production a secret is made once and kept beside the data, so that sessions outlive a restart. */
export function readSecret(env: Env, isProduction: boolean, dataDir: string): string {
  const given = env.LINLI_SECRET
  if (given !== undefined) {
    if (given.length >= 32) return given
    throw new ConfigError('LINLI_SECRET must be at least 32 characters long.')
  }
  if (isProduction)
    throw new ConfigError('LINLI_SECRET is required when NODE_ENV=production: at least 32 random characters.')
  const file = join(dataDir, 'secret')
  try {
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new ConfigError(`LINLI_DATA_DIR "${dataDir}" cannot be written: ${(error as Error).message}.`)
  }
}
