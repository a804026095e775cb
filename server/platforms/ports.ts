/** What Linli asks of the platforms it lives in. Each port has a client for WeChat and for Alipay, or a local one. */

/** Exchanges the code of `wx.login` or `my.getAuthCode` for the platform's identifier of the person. */
export interface PlatformSignIn {
  /** @throws PlatformRefusal where the code is used, expired or the person is blocked; PlatformUnavailable otherwise */
  exchangeCode(code: string): Promise<{ subject: string }>
}

export interface PlatformMessage {
  subject: string
  platformTemplate: string
  /** Page that the message opens, with its query. */
  page: string
  /** Already in the reader's language and cut to the platform's lengths. */
  data: Record<string, string>
}

/** Delivers a subscription message. */
export interface PlatformMessenger {
  send(message: PlatformMessage): Promise<'sent' | 'not_granted' | 'switched_off'>
}

export interface SmsSender {
  /** `params` are words for the template, never the text of a resident. */
  send(phone: string, template: 'sign_in_code', params: Record<string, string>): Promise<void>
}

export type CheckVerdict = 'pass' | 'review' | 'risky'

/** Why a text or picture is doubtful, in words that all checkers share. */
export const CHECK_LABELS = [
  'fraud',
  'gambling',
  'drugs',
  'insult',
  'sexual',
  'advertising',
  'illegal',
  'other',
] as const
export type CheckLabel = (typeof CHECK_LABELS)[number]

export interface CheckResult {
  verdict: CheckVerdict
  label: CheckLabel | null
}

export interface TextToCheck {
  text: string
  scene: 'profile' | 'comment' | 'post' | 'notice'
  /** The author's identifiers on the platforms, where they signed in by one. */
  subjects: Partial<Record<'wechat' | 'alipay', string>>
}

/** Looks at what people publish. A checker that cannot answer throws PlatformUnavailable: the content then waits as pending. */
export interface ContentChecker {
  readonly name: string
  /** True where `checkText` asks nobody over the network, so that the answer is there within the request. */
  readonly isLocal: boolean
  checkText(text: TextToCheck): Promise<CheckResult>
  /** The verdict, or the platform's trace where it answers later by a push. */
  checkImage(image: { url: string; subjects: TextToCheck['subjects'] }): Promise<CheckResult | { trace: string }>
}

/** The platform said no, and will say so again. */
export class PlatformRefusal extends Error {
  readonly platformCode: string
  constructor(platform: string, platformCode: string | number, message: string) {
    super(`${platform} ${platformCode}: ${message}`)
    this.name = 'PlatformRefusal'
    this.platformCode = String(platformCode)
  }
}

/** The platform did not answer, or is busy: worth another try. */
export class PlatformUnavailable extends Error {
  constructor(platform: string, message: string) {
    super(`${platform}: ${message}`)
    this.name = 'PlatformUnavailable'
  }
}
