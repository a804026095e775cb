import type { WechatConfig } from '../config'
import type { Clock } from '../kernel/clock'
import { type PlatformAnswer, PlatformBusy, readJson, sendOnce, withRetry } from './platform-request'
import { PlatformRefusal, PlatformUnavailable } from './ports'

const PLATFORM = 'wechat'
/** Seconds before its end at which the access token is fetched anew: the old one stays good for five minutes more. */
const REFRESH_EARLY_SECONDS = 300

/** `errcode`s of WeChat's server API (developers.weixin.qq.com, 全局错误码). */
const BUSY = new Set([-1])
/** Too often, or our own quota of the minute or the day: waiting helps, trying again at once does not. */
const LIMITED = new Set([45009, 45011, 45047, 44991])
const TOKEN_NO_GOOD = new Set([40001, 40014, 42001])

export interface WechatClient {
  /** For what works once (withRetry), and needs no access token. */
  getOnce(path: string, query: Record<string, string>): Promise<Record<string, unknown>>
  /** A call in the name of the mini program: bears the access token, and fetches a new one where the platform asks for it. */
  post(path: string, body: object): Promise<Record<string, unknown>>
  /** The same for calls that answer with a picture. */
  postForPicture(path: string, body: object): Promise<Buffer>
}

/** The server API of WeChat. Throws PlatformRefusal and PlatformUnavailable; their messages bear WeChat's code and no data of people. */
export function makeWechatClient(config: WechatConfig, clock: Clock): WechatClient {
  const tokens = makeTokenKeeper(config, clock)

  /** One call with the access token, tried again with a new one where it was refused. */
  function call<T>(path: string, body: object, read: (answer: PlatformAnswer) => T): Promise<T> {
    return withRetry(async () => {
      const token = await tokens.current()
      const answer = await postJson(config, `${path}?access_token=${encodeURIComponent(token)}`, body)
      if (TOKEN_NO_GOOD.has(errorCodeOf(answer))) {
        tokens.drop(token)
        throw new PlatformBusy(PLATFORM, 'the access token was refused')
      }
      return read(answer)
    })
  }

  return {
    getOnce: (path, query) =>
      withRetry(async () => {
        const url = `${config.baseUrl}${path}?${new URLSearchParams(query)}`
        return checked(readJson(PLATFORM, await sendOnce({ platform: PLATFORM, url, method: 'GET' })))
      }, 'once'),
    post: (path, body) => call(path, body, (answer) => checked(readJson(PLATFORM, answer))),
    postForPicture: (path, body) =>
      call(path, body, (answer) => {
        if (isJson(answer)) checked(readJson(PLATFORM, answer))
        return answer.body
      }),
  }
}

/** Throws what an `errcode` means; an answer without one, or with 0, is good. */
function checked(answer: Record<string, unknown>): Record<string, unknown> {
  const code = Number(answer.errcode ?? 0)
  if (code === 0) return answer
  if (BUSY.has(code)) throw new PlatformBusy(PLATFORM, `${code}: busy`)
  if (LIMITED.has(code)) throw new PlatformUnavailable(PLATFORM, `${code}: too many calls`)
  throw new PlatformRefusal(PLATFORM, code, 'refused')
}

function isJson(answer: PlatformAnswer): boolean {
  return /json|text\/plain/.test(answer.contentType) || answer.body[0] === 0x7b
}

function errorCodeOf(answer: PlatformAnswer): number {
  return isJson(answer) ? Number(readJson(PLATFORM, answer).errcode ?? 0) : 0
}

function postJson(config: WechatConfig, path: string, body: object): Promise<PlatformAnswer> {
  return sendOnce({
    platform: PLATFORM,
    url: `${config.baseUrl}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Keeps the access token until shortly before its end. However many ask at once, one request fetches it. */
function makeTokenKeeper(config: WechatConfig, clock: Clock) {
  let kept: { token: string; refreshAt: number } | null = null
  let refused: string | null = null
  let underWay: Promise<string> | null = null

  async function fetchToken(): Promise<string> {
    // A token that was refused before its time (revoked elsewhere) would come back again: only then is a new one forced, which has a quota.
    const fetched = await askForToken(config, false)
    const { token, seconds } = fetched.token === refused ? await askForToken(config, true) : fetched
    refused = null
    kept = { token, refreshAt: clock.now().getTime() + Math.max(seconds - REFRESH_EARLY_SECONDS, seconds / 2) * 1_000 }
    return token
  }

  return {
    current(): Promise<string> {
      if (kept !== null && clock.now().getTime() < kept.refreshAt) return Promise.resolve(kept.token)
      underWay ??= fetchToken().finally(() => {
        underWay = null
      })
      return underWay
    },
    drop(token: string): void {
      // Others may have fetched a new one since.
      if (kept?.token !== token) return
      refused = token
      kept = null
    },
  }
}

async function askForToken(config: WechatConfig, isForced: boolean): Promise<{ token: string; seconds: number }> {
  const body = { grant_type: 'client_credential', appid: config.appId, secret: config.secret, force_refresh: isForced }
  const answer = checked(readJson(PLATFORM, await postJson(config, '/cgi-bin/stable_token', body)))
  const { access_token: token, expires_in: seconds } = answer
  if (typeof token !== 'string' || typeof seconds !== 'number') {
    throw new PlatformUnavailable(PLATFORM, 'answered without an access token')
  }
  return { token, seconds }
}
