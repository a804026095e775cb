import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { SignalChannel } from '../src/contract'
import { projectRoot } from './project-root'

export interface WechatConfig {
  appId: string
  secret: string
  baseUrl: string
  templates: Record<string, string>
  /** Token that signs the pushes WeChat sends us (result of picture checks). */
  pushToken: string | null
}

export interface AlipayConfig {
  appId: string
  privateKey: string
  alipayPublicKey: string
  baseUrl: string
  templates: Record<string, string>
}

export interface SmsConfig {
  url: string
  key: string
}

/** The key with which a channel signs what it sends. While a key is changed, a channel has two. */
export interface SignalKey {
  channel: SignalChannel
  key: string
}

/** All that the environment decides, read and checked once (api.md, Environment). */
export interface Config {
  isProduction: boolean
  port: number
  host: string
  metricsPort: number | null
  dataDir: string
  databaseUrl: string
  isDemo: boolean
  /** How much of the demo is filled: its people alone, or three weeks of their life as well. */
  demoExtent: 'people' | 'life'
  rateLimit: boolean
  /** The root of every derived key. Never used directly: see secrets.ts. */
  secret: string
  /** Address under which people reach us, for links in messages. */
  publicUrl: string | null
  trustProxy: boolean
  wechat: WechatConfig | null
  alipay: AlipayConfig | null
  sms: SmsConfig | null
  signalKeys: readonly SignalKey[]
}

export class ConfigError extends Error {}

type Env = Record<string, string | undefined>

/** @throws ConfigError with one sentence that names the variable */
export function readConfig(env: Env): Config {
  const isProduction = env.NODE_ENV === 'production'
  const dataDir = resolve(env.LINLI_DATA_DIR ?? join(projectRoot, 'data'))
  const isDemo = readSwitch(env, 'LINLI_DEMO', !isProduction)
  if (isDemo && isProduction)
    throw new ConfigError('LINLI_DEMO=1 is refused when NODE_ENV=production: the demo signs anybody in.')
  const rateLimit = readOnOff(env, 'LINLI_RATE_LIMIT')
  if (!rateLimit && !isDemo) throw new ConfigError('LINLI_RATE_LIMIT=off is accepted only together with LINLI_DEMO=1.')
  makeFolder(dataDir)
  return {
    isProduction,
    port: readPort(env, 'PORT') ?? 3000,
    host: env.HOST ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    metricsPort: readPort(env, 'METRICS_PORT'),
    dataDir,
    databaseUrl: readDatabaseUrl(env, dataDir),
    isDemo,
    demoExtent: env.LINLI_DEMO_EXTENT === 'people' ? 'people' : 'life',
    rateLimit,
    secret: readSecret(env, isProduction, dataDir),
    publicUrl: readUrl(env, 'LINLI_PUBLIC_URL', /^https?:$/),
    trustProxy: readSwitch(env, 'LINLI_TRUST_PROXY', false),
    wechat: readWechat(env),
    alipay: readAlipay(env),
    sms: readSms(env),
    signalKeys: readSignalKeys(env),
  }
}

function readSwitch(env: Env, name: string, fallback: boolean): boolean {
  const value = env[name]
  if (value === undefined || value === '') return fallback
  if (value === '1') return true
  if (value === '0') return false
  throw new ConfigError(`${name} must be 1 or 0, not "${value}".`)
}

function readOnOff(env: Env, name: string): boolean {
  const value = env[name] ?? 'on'
  if (value === 'on' || value === 'off') return value === 'on'
  throw new ConfigError(`${name} must be on or off, not "${value}".`)
}

function readPort(env: Env, name: string): number | null {
  const value = env[name]
  if (value === undefined || value === '') return null
  const port = Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigError(`${name} must be a port between 0 and 65535, not "${value}".`)
}

function readUrl(env: Env, name: string, protocols: RegExp): string | null {
  const value = env[name]
  if (value === undefined || value === '') return null
  if (URL.canParse(value) && protocols.test(new URL(value).protocol)) return value.replace(/\/$/, '')
  throw new ConfigError(`${name} must be an address such as https://example.org, not "${value}".`)
}

function readDatabaseUrl(env: Env, dataDir: string): string {
  const value = env.DATABASE_URL
  if (value === undefined || value === '') return `file:${join(dataDir, 'linli.db')}`
  if (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value)) return value
  if (value.startsWith('file:')) return `file:${resolve(dataDir, value.slice('file:'.length))}`
  throw new ConfigError(`DATABASE_URL must begin with file: or postgresql://, not "${value.split(':')[0]}:".`)
}

/** Outside production a secret is made once and kept beside the data, so that sessions outlive a restart. */
function readSecret(env: Env, isProduction: boolean, dataDir: string): string {
  const given = env.LINLI_SECRET
  if (given !== undefined && given !== '') {
    if (given.length >= 32) return given
    throw new ConfigError('LINLI_SECRET must be at least 32 characters long.')
  }
  if (isProduction)
    throw new ConfigError('LINLI_SECRET is required when NODE_ENV=production: at least 32 random characters.')
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    throw new ConfigError(`LINLI_DATA_DIR "${dataDir}" cannot be made: ${(error as Error).message}.`)
  }
}

function allOrNone(env: Env, names: readonly string[]): boolean {
  const given = names.filter((name) => env[name])
  if (given.length === 0) return false
  const missing = names.find((name) => !env[name])
  if (missing) throw new ConfigError(`${missing} is missing: ${names.join(' and ')} go together.`)
  return true
}

function readTemplates(env: Env, name: string): Record<string, string> {
  const templates: Record<string, string> = {}
  for (const pair of (env[name] ?? '').split(',').filter(Boolean)) {
    const [template, id] = pair.split('=')
    if (!template || !id)
      throw new ConfigError(`${name} must read "notice=ID,membership=ID,reply=ID", not "${env[name]}".`)
    templates[template] = id
  }
  return templates
}

function readWechat(env: Env): WechatConfig | null {
  if (!allOrNone(env, ['WECHAT_APP_ID', 'WECHAT_APP_SECRET'])) return null
  return {
    appId: env.WECHAT_APP_ID ?? '',
    secret: env.WECHAT_APP_SECRET ?? '',
    baseUrl: readUrl(env, 'WECHAT_API_URL', /^https?:$/) ?? 'https://api.weixin.qq.com',
    templates: readTemplates(env, 'WECHAT_TEMPLATES'),
    pushToken: env.WECHAT_PUSH_TOKEN || null,
  }
}

function readAlipay(env: Env): AlipayConfig | null {
  if (!allOrNone(env, ['ALIPAY_APP_ID', 'ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'])) return null
  return {
    appId: env.ALIPAY_APP_ID ?? '',
    privateKey: env.ALIPAY_PRIVATE_KEY ?? '',
    alipayPublicKey: env.ALIPAY_PUBLIC_KEY ?? '',
    baseUrl: readUrl(env, 'ALIPAY_API_URL', /^https?:$/) ?? 'https://openapi.alipay.com',
    templates: readTemplates(env, 'ALIPAY_TEMPLATES'),
  }
}

function readSms(env: Env): SmsConfig | null {
  if (!allOrNone(env, ['LINLI_SMS_URL', 'LINLI_SMS_KEY'])) return null
  return { url: readUrl(env, 'LINLI_SMS_URL', /^https?:$/) ?? '', key: env.LINLI_SMS_KEY ?? '' }
}

const SIGNAL_CHANNELS: readonly SignalChannel[] = ['12345', 'hotline', 'smoke_sensor', 'door_sensor']
const SIGNAL_KEY_CHARACTERS_MIN = 32

function readSignalKeys(env: Env): SignalKey[] {
  return (env.LINLI_SIGNAL_KEYS ?? '')
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [, name = '', key = ''] = /^\s*(\w+)=(\S*)\s*$/.exec(pair) ?? []
      const channel = SIGNAL_CHANNELS.find((known) => known === name)
      if (channel === undefined) {
        throw new ConfigError(
          `LINLI_SIGNAL_KEYS must read "channel=KEY,…" with the channels ${SIGNAL_CHANNELS.join(', ')}.`,
        )
      }
      if (key.length < SIGNAL_KEY_CHARACTERS_MIN) {
        throw new ConfigError(
          `LINLI_SIGNAL_KEYS: the key of ${channel} must be at least ${SIGNAL_KEY_CHARACTERS_MIN} characters long.`,
        )
      }
      return { channel, key }
    })
}
