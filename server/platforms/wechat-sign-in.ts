import type { WechatConfig } from '../config'
import { type PlatformSignIn, PlatformUnavailable } from './ports'
import type { WechatClient } from './wechat-client'

/**
 * `jscode2session`: the code of `wx.login` (five minutes, once) for the person's openid. 40029 and 40163 (code wrong or used) and 40226
 * (a person WeChat holds for dangerous) are refusals; 45011 (100 a minute per person) passes by itself. The session key is dropped here.
 */
export function wechatSignIn(client: WechatClient, config: WechatConfig): PlatformSignIn {
  return {
    exchangeCode: async (code) => {
      const { appId: appid, secret } = config
      const answer = await client.getOnce('/sns/jscode2session', {
        appid,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      })
      if (typeof answer.openid !== 'string' || answer.openid === '')
        throw new PlatformUnavailable('wechat', 'answered without an openid')
      return { subject: answer.openid }
    },
  }
}
