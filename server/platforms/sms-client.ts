import { createHmac } from 'node:crypto'
import type { SmsConfig } from '../config'
import type { Deps } from '../deps'
import type { Clock } from '../kernel/clock'
import { PlatformBusy, sendOnce, withRetry } from './platform-request'
import { PlatformRefusal, type SmsSender } from './ports'

/**
 * Hands a message to the installation's own gateway: `POST LINLI_SMS_URL {phone, template, params, sentAt}` with the header
 * `x-linli-signature: sha256=<hex>`, the HMAC-SHA256 of the body under LINLI_SMS_KEY. Any 2xx is good; 4xx is a refusal.
 */
export function makeSmsClient(config: SmsConfig, clock: Clock): SmsSender {
  return {
    send: (phone, template, params) => {
      const body = JSON.stringify({ phone, template, params, sentAt: clock.now().toISOString() })
      const signature = createHmac('sha256', config.key).update(body).digest('hex')
      const headers = { 'content-type': 'application/json', 'x-linli-signature': `sha256=${signature}` }
      return withRetry(async () => {
        const { status } = await sendOnce({ platform: 'sms', url: config.url, method: 'POST', headers, body })
        if (status === 429) throw new PlatformBusy('sms', 'answered 429')
        if (status < 200 || status > 299) throw new PlatformRefusal('sms', status, 'refused')
      })
    },
  }
}

/**
 * Without a gateway. On a demo (never in production: config.ts) the code is written to the log of the process, without the number it is for,
 * so that a developer can sign in by phone on their own machine. It is random, works once and for five minutes; a fixed code would open
 * every number to whoever reads this. Anywhere else the code goes nowhere, and the log says that no gateway is set.
 */
export function makeSmsWithoutGateway(isDemo: boolean, log: Deps['log']): SmsSender {
  return {
    send: async (_phone, template, params) => {
      if (!isDemo) throw new PlatformRefusal('sms', 'not_configured', 'LINLI_SMS_URL is not set')
      if (template === 'sign_in_code') log.warn(`sign-in code for development: ${params.code}`)
    },
  }
}
