import { createPublicKey, createSign, createVerify, generateKeyPairSync } from 'node:crypto'
import { json, type LoopbackServer, type Received, type Reply, startLoopbackServer } from './loopback-server'

const APP_ID = '2021000000000001'
const TEMPLATE = 'alipay-notice-template'
const GATEWAY = '/gateway.do'

/** Alipay's gateway as far as we use it. It checks the signature of every request and signs every answer, with keys of its own. */
export interface AlipayServer extends LoopbackServer {
  env: Record<string, string>
  loginCode(openId: string): string
  grant(openId: string): void
  /** A word that the content check rejects. */
  reject(word: string): void
  /** Answers the next call with this, signed as it should be or not. */
  scriptResult(method: string, result: object, options?: { isForged?: boolean }): void
  /** The parameters of the calls of a method, as they came. */
  calls(method: string): Record<string, string>[]
}

// Making keys takes longer than everything else here.
const ours = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const alipays = generateKeyPairSync('rsa', { modulusLength: 2_048 })

export async function startAlipayServer(): Promise<AlipayServer> {
  const codes = new Map<string, string>()
  const grants = new Map<string, number>()
  const rejected: string[] = []

  const methods: Record<string, (params: Record<string, string>, content: Record<string, string>) => object> = {
    'alipay.system.oauth.token': ({ grant_type: grantType, code = '' }) => {
      const openId = codes.get(code)
      codes.delete(code)
      if (grantType !== 'authorization_code' || openId === undefined) {
        return { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.code-invalid', sub_msg: '授权码code无效' }
      }
      return {
        open_id: openId,
        access_token: 'a',
        expires_in: 31_536_000,
        refresh_token: 'r',
        re_expires_in: 31_536_000,
      }
    },
    'alipay.open.app.mini.templatemessage.send': (
      _params,
      { to_open_id: openId = '', user_template_id: template, data = '{}' },
    ) => {
      const failed = (subCode: string) => ({
        code: '40004',
        msg: 'Business Failed',
        sub_code: subCode,
        sub_msg: '业务失败',
      })
      if (template !== TEMPLATE) return failed('USER_TEMPLATE_ILLEGAL')
      const values = Object.values(JSON.parse(data) as Record<string, { value: string }>)
      if (values.some(({ value }) => [...value].length > 50)) return failed('USER_KEYWORD_LENGTH_ERROR')
      const left = grants.get(openId) ?? 0
      if (left === 0) return failed('USER_NOT_SUBSCRIBE')
      grants.set(openId, left - 1)
      return { code: '10000', msg: 'Success' }
    },
    'alipay.security.risk.content.detect': (_params, { content = '' }) => {
      if ([...content].length > 2_000)
        return { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-parameter' }
      const isRejected = rejected.some((word) => content.includes(word))
      // A quotation mark and a brace in the answer: what is signed must be cut out of the text by more than a pattern.
      return {
        code: '10000',
        msg: 'Success',
        action: isRejected ? 'REJECTED' : 'PASSED',
        keywords: ['"}'],
        unique_id: 'u-1',
      }
    },
  }

  const scripted = new Map<string, { result: object; isForged: boolean }[]>()
  function answer(request: Received): Reply {
    const params = Object.fromEntries(new URLSearchParams(request.body))
    const method = params.method ?? ''
    if (request.path !== GATEWAY || params.app_id !== APP_ID) return errorResponse('isv.invalid-app-id')
    if (!isSigned(params, ours.publicKey)) return errorResponse('isv.invalid-signature')
    if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(params.timestamp ?? ''))
      return errorResponse('isv.invalid-timestamp')
    const script = scripted.get(method)?.shift()
    const result = script?.result ?? methods[method]?.(params, JSON.parse(params.biz_content ?? '{}'))
    if (result === undefined) return errorResponse('isv.invalid-method')
    const raw = JSON.stringify(result).replaceAll('/', '\\/')
    const key = script?.isForged ? ours.privateKey : alipays.privateKey
    const sign = createSign('RSA-SHA256').update(raw, 'utf8').sign(key, 'base64')
    const name = `${method.replaceAll('.', '_')}_response`
    return { headers: { 'content-type': 'text/html;charset=utf-8' }, body: `{"${name}":${raw},"sign":"${sign}"}` }
  }

  const server = await startLoopbackServer(answer)
  return Object.assign(server, {
    env: {
      ALIPAY_APP_ID: APP_ID,
      ALIPAY_PRIVATE_KEY: ours.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      ALIPAY_PUBLIC_KEY: alipays.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      ALIPAY_API_URL: server.url,
      ALIPAY_TEMPLATES: `notice=${TEMPLATE}`,
    },
    loginCode: (openId: string) => {
      const code = `code-${codes.size}-${openId}`
      codes.set(code, openId)
      return code
    },
    grant: (openId: string) => void grants.set(openId, (grants.get(openId) ?? 0) + 1),
    reject: (word: string) => void rejected.push(word),
    scriptResult: (method: string, result: object, { isForged = false } = {}) =>
      void scripted.set(method, [...(scripted.get(method) ?? []), { result, isForged }]),
    calls: (method: string) =>
      server.received
        .map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
        .filter((params) => params.method === method),
  })
}

function errorResponse(subCode: string): Reply {
  return json({ error_response: { code: '40002', msg: 'Invalid Arguments', sub_code: subCode, sub_msg: '' } })
}

function isSigned(params: Record<string, string>, key: ReturnType<typeof createPublicKey>): boolean {
  const { sign = '', ...signed } = params
  const text = Object.entries(signed)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(key, sign, 'base64')
}
