import { createHash, randomBytes } from 'node:crypto'
import { json, type LoopbackServer, type Received, type Reply, startLoopbackServer } from './loopback-server'

const APP_ID = 'wx0123456789abcdef'
const SECRET = 'the app secret of a test'
const PUSH_TOKEN = 'token of the message push'
const TEMPLATE = 'notice-template'

/** WeChat's server API as far as we use it, with its error codes: what it would refuse, it refuses. */
export interface WechatServer extends LoopbackServer {
  /** What an installation would write into its environment. */
  env: Record<string, string>
  /** A code as `wx.login` gives it: good once. */
  loginCode(openid: string): string
  /** Calls the access token in use no good, as when it was fetched anew elsewhere. */
  revokeToken(): void
  /** How many tokens were handed out by force, of which WeChat gives only a few a day. */
  forcedTokens(): number
  grant(openid: string): void
  /** Words in a text that make the content check say so. */
  judge(word: string, suggest: 'review' | 'risky', label: number): void
  /** The signed query and body with which WeChat pushes its verdict on a picture. */
  push(
    trace: string,
    suggest: 'pass' | 'review' | 'risky',
    options?: { token?: string; errcode?: number },
  ): { query: string; body: object }
  signedQuery(token?: string): string
  /** Openids that have not used the mini program for two hours. */
  away: Set<string>
}

export async function startWechatServer(): Promise<WechatServer> {
  const codes = new Map<string, { openid: string; isUsed: boolean }>()
  const grants = new Map<string, number>()
  const verdicts: { word: string; suggest: string; label: number }[] = []
  const away = new Set<string>()
  let token = newToken()
  let forced = 0

  const answers: Record<string, (request: Received) => Reply> = {
    '/cgi-bin/stable_token': ({ body }) => {
      const { grant_type, appid, secret, force_refresh } = JSON.parse(body)
      if (grant_type !== 'client_credential') return json({ errcode: 40002, errmsg: 'invalid grant_type' })
      if (appid !== APP_ID) return json({ errcode: 40013, errmsg: 'invalid appid' })
      if (secret !== SECRET) return json({ errcode: 40125, errmsg: 'invalid appsecret' })
      if (force_refresh === true) {
        forced += 1
        token = newToken()
      }
      return json({ access_token: token, expires_in: 7_200 })
    },
    '/sns/jscode2session': ({ query }) => {
      if (query.get('appid') !== APP_ID || query.get('secret') !== SECRET)
        return json({ errcode: 40125, errmsg: 'invalid appsecret' })
      const known = codes.get(query.get('js_code') ?? '')
      if (known === undefined) return json({ errcode: 40029, errmsg: 'invalid code' })
      if (known.isUsed) return json({ errcode: 40163, errmsg: 'code been used' })
      known.isUsed = true
      return json({ openid: known.openid, session_key: 'never to leave the server', unionid: 'u' })
    },
    '/cgi-bin/message/subscribe/send': ({ body }) => {
      const { touser, template_id, data } = JSON.parse(body)
      if (template_id !== TEMPLATE) return json({ errcode: 40037, errmsg: 'invalid template_id' })
      if (!String(touser).startsWith('openid-')) return json({ errcode: 40003, errmsg: 'invalid openid' })
      if (Object.values(data).some((field) => typeof (field as { value?: unknown }).value !== 'string')) {
        return json({ errcode: 47003, errmsg: 'argument invalid! data.thing1.value invalid' })
      }
      const left = grants.get(touser) ?? 0
      if (left === 0) return json({ errcode: 43101, errmsg: 'user refuse to accept the msg' })
      grants.set(touser, left - 1)
      return json({ errcode: 0, errmsg: 'ok' })
    },
    '/wxa/msg_sec_check': ({ body }) => {
      const { content, version, scene, openid } = JSON.parse(body)
      if (version !== 2 || ![1, 2, 3, 4].includes(scene)) return json({ errcode: 40097, errmsg: 'invalid args' })
      if ([...content].length > 2_500) return json({ errcode: 45002, errmsg: 'content size out of limit' })
      if (away.has(openid)) return json({ errcode: 61010, errmsg: 'code is expired' })
      const { suggest, label } = verdicts.find(({ word }) => content.includes(word)) ?? { suggest: 'pass', label: 100 }
      return json({
        errcode: 0,
        errmsg: 'ok',
        result: { suggest, label },
        detail: [],
        trace_id: randomBytes(6).toString('hex'),
      })
    },
    '/wxa/media_check_async': ({ body }) => {
      const { media_url, media_type, version, openid } = JSON.parse(body)
      if (media_type !== 2 || version !== 2 || !URL.canParse(media_url))
        return json({ errcode: 40097, errmsg: 'invalid args' })
      if (away.has(openid)) return json({ errcode: 61010, errmsg: 'code is expired' })
      return json({ errcode: 0, errmsg: 'ok', trace_id: `trace-${randomBytes(6).toString('hex')}` })
    },
    '/wxa/getwxacodeunlimit': ({ body }) => {
      const { page, scene } = JSON.parse(body)
      if (page === 'pages/nowhere/index') return json({ errcode: 41030, errmsg: 'invalid page' })
      return { headers: { 'content-type': 'image/png' }, body: Buffer.from(`\x89PNG ${page} ${scene}`, 'latin1') }
    },
  }

  const server = await startLoopbackServer((request) => {
    const answer = answers[request.path]
    if (answer === undefined) return json({ errcode: 40066, errmsg: 'invalid url' })
    const isFree = request.path.startsWith('/sns/') || request.path === '/cgi-bin/stable_token'
    if (!isFree && request.query.get('access_token') !== token)
      return json({ errcode: 40001, errmsg: 'invalid credential' })
    return answer(request)
  })

  const signedQuery = (pushToken = PUSH_TOKEN) => {
    const timestamp = '1795142400'
    const nonce = randomBytes(4).toString('hex')
    const signature = createHash('sha1').update([pushToken, timestamp, nonce].sort().join('')).digest('hex')
    return new URLSearchParams({ signature, timestamp, nonce, openid: 'openid-of-the-platform' }).toString()
  }

  return Object.assign(server, {
    env: {
      WECHAT_APP_ID: APP_ID,
      WECHAT_APP_SECRET: SECRET,
      WECHAT_API_URL: server.url,
      WECHAT_PUSH_TOKEN: PUSH_TOKEN,
      WECHAT_TEMPLATES: `notice=${TEMPLATE}`,
      LINLI_PUBLIC_URL: 'https://linli.example',
    },
    loginCode: (openid: string) => {
      const code = randomBytes(8).toString('hex')
      codes.set(code, { openid, isUsed: false })
      return code
    },
    revokeToken: () => {
      token = newToken()
    },
    forcedTokens: () => forced,
    grant: (openid: string) => void grants.set(openid, (grants.get(openid) ?? 0) + 1),
    judge: (word: string, suggest: 'review' | 'risky', label: number) => void verdicts.push({ word, suggest, label }),
    signedQuery,
    push: (
      trace: string,
      suggest: 'pass' | 'review' | 'risky',
      options: { token?: string; errcode?: number } = {},
    ) => ({
      query: signedQuery(options.token),
      body: {
        ToUserName: 'gh_linli',
        FromUserName: 'openid-of-the-platform',
        CreateTime: 1_795_142_400,
        MsgType: 'event',
        Event: 'wxa_media_check',
        appid: APP_ID,
        trace_id: trace,
        version: 2,
        detail: [
          { strategy: 'content_model', errcode: 0, suggest, label: suggest === 'pass' ? 100 : 20_002, prob: 90 },
        ],
        errcode: options.errcode ?? 0,
        errmsg: 'ok',
        result: { suggest, label: suggest === 'pass' ? 100 : 20_002 },
      },
    }),
    away,
  })
}

function newToken(): string {
  return `access-${randomBytes(12).toString('hex')}`
}
