import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config'
import type { Clock } from './kernel/clock'
import type { ContentChecker, PlatformMessenger, PlatformSignIn, SmsSender } from './platforms/ports'
import type { Secrets } from './secrets'
import type { Store } from './storage/store'

/** What the features are given. Made once by main.ts, by the command line, or by a test. */
export interface Deps {
  config: Config
  clock: Clock
  store: Store
  secrets: Secrets
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
  signIns: Partial<Record<'wechat' | 'alipay', PlatformSignIn>>
  messengers: Partial<Record<'wechat' | 'alipay', PlatformMessenger>>
  sms: SmsSender
  contentChecker: ContentChecker
}
