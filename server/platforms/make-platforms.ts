import type { Config } from '../config'
import type { Deps } from '../deps'
import type { Clock } from '../kernel/clock'
import { alipayChecker } from './alipay-checker'
import { makeAlipayClient } from './alipay-client'
import { alipayMessenger } from './alipay-messenger'
import { alipaySignIn } from './alipay-sign-in'
import { joinContentCheckers } from './content-checkers'
import { makeLocalContentChecker } from './local-content-checker'
import { makeSmsClient, makeSmsWithoutGateway } from './sms-client'
import { wechatChecker } from './wechat-checker'
import { makeWechatClient } from './wechat-client'
import { wechatMessenger } from './wechat-messenger'
import { wechatSignIn } from './wechat-sign-in'

/** The platforms that the environment names, each behind its port. What is not configured is not there. */
export function makePlatforms(
  config: Config,
  clock: Clock,
  log: Deps['log'],
): Pick<Deps, 'signIns' | 'messengers' | 'sms' | 'contentChecker'> {
  const wechat = config.wechat && makeWechatClient(config.wechat, clock)
  const alipay = config.alipay && makeAlipayClient(config.alipay, clock)
  return {
    signIns: {
      ...(wechat && config.wechat ? { wechat: wechatSignIn(wechat, config.wechat) } : {}),
      ...(alipay ? { alipay: alipaySignIn(alipay) } : {}),
    },
    messengers: {
      ...(wechat ? { wechat: wechatMessenger(wechat) } : {}),
      ...(alipay ? { alipay: alipayMessenger(alipay) } : {}),
    },
    sms: config.sms ? makeSmsClient(config.sms, clock) : makeSmsWithoutGateway(config.isDemo, log),
    contentChecker: joinContentCheckers(makeLocalContentChecker(), {
      wechat: wechat && wechatChecker(wechat),
      alipay: alipay && alipayChecker(alipay),
    }),
  }
}
