export interface PlatformCode {
  provider: 'wechat' | 'alipay'
  /** For POST /sessions; valid for minutes, and once. */
  code: string
}

/** Asks the platform who this is, without showing anything. Null where there is no platform to ask: a browser. */
export async function requestSignInCode(): Promise<PlatformCode | null> {
  return null
}
