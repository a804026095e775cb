import type { AlipayConfig } from '../config'
import type { Clock } from '../kernel/clock'
import { isRsa2, rawMember, readPrivateKey, readPublicKey, signRsa2, textToSign } from './alipay-signature'
import { PlatformBusy, readJson, sendOnce, withRetry } from './platform-request'
import { PlatformRefusal, PlatformUnavailable } from './ports'

const PLATFORM = 'alipay'
const SUCCESS = '10000'
/** 服务不可用, and what its sub-codes say of a busy system (opendocs.alipay.com/common/02km9f). */
const BUSY = /^(20000|isp\..*|aop\.unknow-error|SYSTEM_ERROR|ACQ\.SYSTEM_ERROR)$/i
const TOO_OFTEN = /app-call-limited|call-limited/i

export interface AlipayClient {
  /**
   * Calls a method of the open platform: `params` beside, `content` inside `biz_content`; `kind` as in withRetry. The answer is verified
   * before it is read.
   */
  call(
    method: string,
    request: { params?: Record<string, string>; content?: object; kind?: 'repeatable' | 'once' },
  ): Promise<Record<string, unknown>>
}

/** The gateway of Alipay's open platform (RSA2, public key mode). Throws PlatformRefusal with the sub-code, and PlatformUnavailable. */
export function makeAlipayClient(config: AlipayConfig, clock: Clock): AlipayClient {
  const privateKey = readPrivateKey(config.privateKey)
  const publicKey = readPublicKey(config.alipayPublicKey)

  async function callOnce(method: string, params: Record<string, string>): Promise<Record<string, unknown>> {
    const signed = { ...params, sign: signRsa2(textToSign(params), privateKey) }
    const answer = await sendOnce({
      platform: PLATFORM,
      url: `${config.baseUrl}/gateway.do?charset=utf-8`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: new URLSearchParams(signed).toString(),
    })
    const whole = readJson(PLATFORM, answer)
    const name = `${method.replaceAll('.', '_')}_response`
    const member = name in whole ? name : 'error_response'
    const result = whole[member]
    if (result === null || typeof result !== 'object')
      throw new PlatformUnavailable(PLATFORM, 'answered without a response')
    throwIfRefused(result as Record<string, unknown>)
    // A refusal may come unsigned (the gateway did not know us); what is believed must be signed.
    const raw = rawMember(answer.body.toString('utf8'), member)
    const isGenuine = raw !== null && typeof whole.sign === 'string' && isRsa2(raw, whole.sign, publicKey)
    if (!isGenuine) throw new PlatformUnavailable(PLATFORM, 'answered with a signature that is not its own')
    return JSON.parse(raw)
  }

  return {
    call: (method, { params = {}, content, kind }) =>
      withRetry(() => {
        const common = {
          app_id: config.appId,
          method,
          format: 'JSON',
          charset: 'utf-8',
          sign_type: 'RSA2',
          version: '1.0',
        }
        const business: Record<string, string> = content === undefined ? {} : { biz_content: JSON.stringify(content) }
        return callOnce(method, { ...common, timestamp: beijingTime(clock.now()), ...params, ...business })
      }, kind),
  }
}

/** `alipay.system.oauth.token` answers without a code where all is well. */
function throwIfRefused(result: Record<string, unknown>): void {
  const code = String(result.code ?? SUCCESS)
  if (code === SUCCESS) return
  const subCode = typeof result.sub_code === 'string' ? result.sub_code : code
  if (TOO_OFTEN.test(subCode)) throw new PlatformUnavailable(PLATFORM, `${subCode}: too many calls`)
  if (BUSY.test(code) || BUSY.test(subCode)) throw new PlatformBusy(PLATFORM, `${subCode}: busy`)
  throw new PlatformRefusal(PLATFORM, subCode, 'refused')
}

/** "yyyy-MM-dd HH:mm:ss" in Beijing, as the gateway wants it whatever the server's own time zone. */
function beijingTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
