import type { Language, TransferKind } from '../../../src/contract'

type Phrase = (reward: string | null) => string

/** What an entry was for, where nobody wrote it down or the words are forgotten. */
const PHRASES: Record<Language, Record<TransferKind, Phrase>> = {
  'zh-CN': {
    issue: () => '街道发放的积分预算',
    grant: () => '社区发放',
    award: () => '服务所得',
    thanks: () => '邻居的感谢',
    redeem: (reward) => (reward === null ? '兑换礼品' : `兑换：${reward}`),
    reversal: (reward) => (reward === null ? '更正，积分原路退回' : `积分退回：${reward}`),
    closing: () => '账户注销，余额归还社区',
  },
  en: {
    issue: () => 'Points issued by the street',
    grant: () => 'From the community',
    award: () => 'Earned by service',
    thanks: () => 'A neighbour’s thanks',
    redeem: (reward) => (reward === null ? 'Redeemed' : `Redeemed: ${reward}`),
    reversal: (reward) => (reward === null ? 'Corrected: the points went back' : `Points back: ${reward}`),
    closing: () => 'Account closed, the rest went to the community',
  },
}

export function reasonInWords(kind: TransferKind, reward: string | null, language: Language): string {
  return PHRASES[language][kind](reward)
}
