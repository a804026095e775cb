import type { AlipayClient } from './alipay-client'
import { type CheckResult, PlatformUnavailable } from './ports'

/** `alipay.security.risk.content.detect` takes 2,000 characters; quotation marks are said to break it. */
const TEXT_LENGTH_MAX = 2_000

export interface AlipayChecker {
  checkText(text: string): Promise<CheckResult>
}

/** Alipay checks texts on the server; for pictures it has only an API of the client. */
export function alipayChecker(client: AlipayClient): AlipayChecker {
  return {
    checkText: async (text) => {
      const characters = [...text.replace(/["'\\\n]/g, ' ')]
      for (let start = 0; start < characters.length; start += TEXT_LENGTH_MAX) {
        const content = characters.slice(start, start + TEXT_LENGTH_MAX).join('')
        const { action } = await client.call('alipay.security.risk.content.detect', { content: { content } })
        if (action === 'REJECTED') return { verdict: 'risky', label: 'other' }
        if (action !== 'PASSED') throw new PlatformUnavailable('alipay', 'answered without a verdict')
      }
      return { verdict: 'pass', label: null }
    },
  }
}
