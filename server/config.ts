import { join } from 'node:path'
import { readWorkingCalendar } from './config/calendar'
import { readDatabaseUrl, readDataDir, readHost, readSecret, readTrustProxy } from './config/places'
import {
  type AlipayConfig,
  readAlipay,
  readSms,
  readWechat,
  type SmsConfig,
  type WechatConfig,
} from './config/platforms'
import { ConfigError, type Env, readPort, readSwitch, readUrl, readWord, withoutEmpty } from './config/reading'
import { readSignalKeys, type SignalKey } from './config/signal-keys'
import type { WorkingCalendar } from './kernel/working-days'
import { projectRoot } from './project-root'

export type { AlipayConfig, SmsConfig, WechatConfig } from './config/platforms'
export { ConfigError } from './config/reading'
export type { SignalKey } from './config/signal-keys'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** All that the environment decides, read and checked once (api.md, Environment). */
export interface Config {
  isProduction: boolean
  port: number
  host: string
  metricsPort: number | null
  /** Where metrics are read: this machine alone, unless said otherwise. */
  metricsHost: string
  logLevel: (typeof LOG_LEVELS)[number]
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
  /** How many proxies stand before us, or their addresses; false for none (config/places.ts). */
  trustProxy: false | number | string
  wechat: WechatConfig | null
  alipay: AlipayConfig | null
  sms: SmsConfig | null
  signalKeys: readonly SignalKey[]
  /** On which days offices work (config/calendar.ts). */
  workingCalendar: WorkingCalendar
}

/** @throws ConfigError with one sentence that names the variable */
export function readConfig(given: Env): Config {
  const env = withoutEmpty(given)
  const isProduction = env.NODE_ENV === 'production'
  const dataDir = readDataDir(env, join(projectRoot, 'data'))
  const isDemo = readSwitch(env, 'LINLI_DEMO', !isProduction)
  if (isDemo && isProduction)
    throw new ConfigError('LINLI_DEMO=1 is refused when NODE_ENV=production: the demo signs anybody in.')
  const rateLimit = readWord(env, 'LINLI_RATE_LIMIT', ['on', 'off'], 'on') === 'on'
  if (!rateLimit && !isDemo) throw new ConfigError('LINLI_RATE_LIMIT=off is accepted only together with LINLI_DEMO=1.')
  const port = readPort(env, 'PORT') ?? 3000
  const metricsPort = readPort(env, 'METRICS_PORT')
  if (metricsPort !== null && metricsPort !== 0 && metricsPort === port)
    throw new ConfigError(`METRICS_PORT must be another than PORT, which is ${port} too.`)
  return {
    isProduction,
    port,
    host: readHost(env, isProduction ? '0.0.0.0' : '127.0.0.1'),
    metricsPort,
    metricsHost: readHost(env, '127.0.0.1', 'METRICS_HOST'),
    logLevel: readWord(env, 'LINLI_LOG_LEVEL', LOG_LEVELS, 'warn'),
    dataDir,
    databaseUrl: readDatabaseUrl(env, dataDir),
    isDemo,
    demoExtent: readWord(env, 'LINLI_DEMO_EXTENT', ['life', 'people'], 'life'),
    rateLimit,
    secret: readSecret(env, isProduction, dataDir),
    publicUrl: readUrl(env, 'LINLI_PUBLIC_URL', /^https?:$/),
    trustProxy: readTrustProxy(env),
    wechat: readWechat(env),
    alipay: readAlipay(env),
    sms: readSms(env),
    signalKeys: readSignalKeys(env),
    workingCalendar: readWorkingCalendar(dataDir),
  }
}
