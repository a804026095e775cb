import { SUBSCRIPTION_TEMPLATES } from '../../src/contract'
import { readPrivateKey, readPublicKey } from '../platforms/alipay-signature'
import { allOrNone, ConfigError, type Env, readUrl } from './reading'

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

export function readWechat(env: Env): WechatConfig | null {
  if (!allOrNone(env, ['WECHAT_APP_ID', 'WECHAT_APP_SECRET'])) {
    return refuseWithout(env, 'WECHAT_APP_ID', ['WECHAT_TEMPLATES', 'WECHAT_PUSH_TOKEN', 'WECHAT_API_URL'])
  }
  return {
    appId: env.WECHAT_APP_ID ?? '',
    secret: env.WECHAT_APP_SECRET ?? '',
    baseUrl: readUrl(env, 'WECHAT_API_URL', /^https?:$/) ?? 'https://api.weixin.qq.com',
    templates: readTemplates(env, 'WECHAT_TEMPLATES'),
    pushToken: env.WECHAT_PUSH_TOKEN ?? null,
  }
}

export function readAlipay(env: Env): AlipayConfig | null {
  if (!allOrNone(env, ['ALIPAY_APP_ID', 'ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'])) {
    return refuseWithout(env, 'ALIPAY_APP_ID', ['ALIPAY_TEMPLATES', 'ALIPAY_API_URL'])
  }
  return {
    appId: env.ALIPAY_APP_ID ?? '',
    privateKey: readKey(env, 'ALIPAY_PRIVATE_KEY', 'a private', readPrivateKey),
    alipayPublicKey: readKey(env, 'ALIPAY_PUBLIC_KEY', 'a public', readPublicKey),
    baseUrl: readUrl(env, 'ALIPAY_API_URL', /^https?:$/) ?? 'https://openapi.alipay.com',
    templates: readTemplates(env, 'ALIPAY_TEMPLATES'),
  }
}

export function readSms(env: Env): SmsConfig | null {
  if (!allOrNone(env, ['LINLI_SMS_URL', 'LINLI_SMS_KEY'])) return null
  return { url: readUrl(env, 'LINLI_SMS_URL', /^https?:$/) ?? '', key: env.LINLI_SMS_KEY ?? '' }
}

/** What belongs to a platform that is not set up would be without effect, and somebody would wonder why. */
function refuseWithout(env: Env, appId: string, names: readonly string[]): null {
  const lonely = names.find((name) => env[name] !== undefined)
  if (lonely) throw new ConfigError(`${appId} is missing: ${lonely} means nothing without it.`)
  return null
}

function readKey(env: Env, name: string, kind: string, read: (key: string) => { asymmetricKeyType?: string }): string {
  const key = env[name] ?? ''
  try {
    if (read(key).asymmetricKeyType === 'rsa') return key
  } catch {
    // falls through to the refusal below, which does not quote what may be a secret
  }
  throw new ConfigError(`${name} must be ${kind} RSA key as Alipay's tool writes it: base64, or a PEM.`)
}

function readTemplates(env: Env, name: string): Record<string, string> {
  const templates: Record<string, string> = {}
  for (const pair of (env[name] ?? '').split(',').filter(Boolean)) {
    const [template = '', id, ...rest] = pair.split('=').map((part) => part.trim())
    const isKnown = SUBSCRIPTION_TEMPLATES.some((known) => known === template)
    if (!isKnown || !id || rest.length > 0 || templates[template] !== undefined)
      throw new ConfigError(`${name} must read "notice=ID,membership=ID,reply=ID,appeal=ID", not "${env[name]}".`)
    templates[template] = id
  }
  return templates
}
