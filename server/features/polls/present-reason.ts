import type { Language, PollReason } from '../../../src/contract'
import { articleInWords, type Reason, reasonInWords, writeArea } from '../electoral-rules'
import type { PollOption } from './poll-facts'

export function presentReason(reason: Reason, options: readonly PollOption[], language: Language): PollReason {
  const { code, isMet, measure, part, whole, bound, share, article, option } = reason
  const figure = (amount: number) => (measure === 'area' ? writeArea(amount) : String(amount))
  const text = reasonInWords(reason, option === null ? '' : (options[option]?.text ?? ''), language)
  return {
    code,
    isMet,
    measure,
    part: figure(part),
    whole: figure(whole),
    bound,
    share,
    article: articleInWords(article, language),
    text:
      language === 'en'
        ? `${text} (${articleInWords(article, language)})`
        : `${text}（${articleInWords(article, language)}）`,
  }
}
