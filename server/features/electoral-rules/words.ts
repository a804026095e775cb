import type { Language } from '../../../src/contract'
import { writeArea } from './area'
import type { Article, Reason } from './decide'

const ARTICLES: Record<Article, Record<Language, string>> = {
  civil_code_278: { 'zh-CN': '《中华人民共和国民法典》第278条', en: 'Civil Code of the PRC, article 278' },
  poll_rule: { 'zh-CN': '本次投票公布的规则', en: 'The rule published with this poll' },
}

export function articleInWords(article: Article, language: Language): string {
  return ARTICLES[article][language]
}

const BOUNDS_ZH: Record<string, string> = { '1/2': '二分之一', '2/3': '三分之二', '3/4': '四分之三' }
const BOUNDS_EN: Record<string, string> = { '1/2': 'half', '2/3': 'two thirds', '3/4': 'three quarters' }

const figure = (reason: Reason, amount: number) =>
  reason.measure === 'area' ? `${writeArea(amount)} m²` : String(amount)

/** One line of the reasoning as a resident reads it. `optionText` names the option it speaks of. */
export function reasonInWords(reason: Reason, optionText: string, language: Language): string {
  return language === 'en' ? inEnglish(reason, optionText) : inChinese(reason, optionText)
}

function inChinese(reason: Reason, optionText: string): string {
  const { code, isMet, measure, share, part, whole, bound } = reason
  const what = measure === 'area' ? '专有部分面积' : '人数'
  const limit = BOUNDS_ZH[bound ?? ''] ?? bound ?? ''
  const figures = `${figure(reason, part)} / ${figure(reason, whole)}，${share}`
  const verdict = isMet ? '达到' : '未达到'
  switch (code) {
    case 'nobody_voted':
      return '没有人参加投票，不通过。'
    case 'took_part_at_least':
      return `参与表决的${what}为 ${figures}，${verdict}应当参与的${limit}以上。`
    case 'assented_more_than':
      return `选择“${optionText}”的${what}占参与表决的 ${figures}，${isMet ? '已过半数' : '未过半数'}。`
    case 'assented_at_least':
      return `选择“${optionText}”的${what}占参与表决的 ${figures}，${verdict}${limit}以上。`
    case 'leads':
      return `“${optionText}”得票最多：${figures}。`
    case 'tied':
      return `得票最多的选项票数相同：${figures}，没有结果。`
    case 'led_by_another':
      return `得票最多的是“${optionText}”：${figures}，不通过。`
  }
}

function inEnglish(reason: Reason, optionText: string): string {
  const { code, isMet, measure, share, part, whole, bound } = reason
  const what = measure === 'area' ? 'area' : 'heads'
  const limit = BOUNDS_EN[bound ?? ''] ?? bound ?? ''
  const figures = `${figure(reason, part)} of ${figure(reason, whole)} (${share})`
  switch (code) {
    case 'nobody_voted':
      return 'Nobody voted, so it has not passed.'
    case 'took_part_at_least':
      return `By ${what}, ${figures} took part; at least ${limit} must: ${isMet ? 'reached' : 'not reached'}.`
    case 'assented_more_than':
      return `By ${what}, ${figures} of those taking part chose “${optionText}”; more than ${limit} is needed: ${isMet ? 'reached' : 'not reached'}.`
    case 'assented_at_least':
      return `By ${what}, ${figures} of those taking part chose “${optionText}”; at least ${limit} is needed: ${isMet ? 'reached' : 'not reached'}.`
    case 'leads':
      return `“${optionText}” has the most votes: ${figures}.`
    case 'tied':
      return `The options with the most votes are level at ${figures}: no result.`
    case 'led_by_another':
      return `“${optionText}” has the most votes, ${figures}, so it has not passed.`
  }
}
