import type { AlipayClient } from './alipay-client'
import { type PlatformSignIn, PlatformUnavailable } from './ports'

/** `alipay.system.oauth.token`: the code of `my.getAuthCode` for the person's open id, or user id where the app is an older one. */
export function alipaySignIn(client: AlipayClient): PlatformSignIn {
  return {
    exchangeCode: async (code) => {
      const answer = await client.call('alipay.system.oauth.token', {
        params: { grant_type: 'authorization_code', code },
      })
      const subject = answer.open_id ?? answer.user_id
      if (typeof subject !== 'string' || subject === '')
        throw new PlatformUnavailable('alipay', 'answered without a user')
      return { subject }
    },
  }
}
