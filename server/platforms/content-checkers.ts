import type { AlipayChecker } from './alipay-checker'
import type { CheckResult, ContentChecker } from './ports'
import type { WechatChecker } from './wechat-checker'

const WEIGHT = { pass: 0, review: 1, risky: 2 } as const

/**
 * The word list first, and then the platform that the author came from: WeChat judges people of WeChat only. Whoever came by phone is judged
 * by the word list alone. The stricter answer counts.
 */
export function joinContentCheckers(
  local: ContentChecker,
  platforms: { wechat: WechatChecker | null; alipay: AlipayChecker | null },
): ContentChecker {
  const { wechat, alipay } = platforms
  if (wechat === null && alipay === null) return local
  return {
    name: ['local', wechat && 'wechat', alipay && 'alipay'].filter(Boolean).join('+'),
    isLocal: false,
    checkText: async (text) => {
      const { subjects, scene } = text
      const first = await local.checkText(text)
      if (first.verdict === 'risky') return first
      if (wechat !== null && subjects.wechat)
        return stricter(first, await wechat.checkText(text.text, scene, subjects.wechat))
      if (alipay !== null && subjects.alipay) return stricter(first, await alipay.checkText(text.text))
      return first
    },
    checkImage: async (image) =>
      wechat !== null && image.subjects.wechat
        ? wechat.checkImage(image.url, image.subjects.wechat)
        : local.checkImage(image),
  }
}

function stricter(a: CheckResult, b: CheckResult): CheckResult {
  return WEIGHT[b.verdict] > WEIGHT[a.verdict] ? b : a
}
