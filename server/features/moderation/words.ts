import type { Language } from '../../../src/contract'
import type { CheckLabel } from '../../platforms/ports'

/** What a content check's category is called towards people. */
const CHECK_REASONS: Record<CheckLabel, Record<Language, string>> = {
  fraud: { 'zh-CN': '内容检查：疑似诈骗或兼职刷单', en: 'Content check: looks like fraud' },
  gambling: { 'zh-CN': '内容检查：疑似赌博', en: 'Content check: looks like gambling' },
  drugs: { 'zh-CN': '内容检查：疑似毒品或违禁药品', en: 'Content check: looks like drugs' },
  insult: { 'zh-CN': '内容检查：含有侮辱他人的词语', en: 'Content check: insulting words' },
  sexual: { 'zh-CN': '内容检查：疑似色情低俗', en: 'Content check: looks sexual' },
  advertising: { 'zh-CN': '内容检查：疑似广告', en: 'Content check: looks like advertising' },
  illegal: { 'zh-CN': '内容检查：疑似违法信息', en: 'Content check: may be against the law' },
  other: { 'zh-CN': '内容检查：需要人工查看', en: 'Content check: a person must look at it' },
}

const REPORTER_GONE: Record<Language, string> = {
  'zh-CN': '举报人已注销，举报理由已随之删除',
  en: 'Whoever reported this has left, and their words went with them',
}

/** What an author is told where staff agreed with a report in no words of their own. Never the report's: they would give a neighbour away. */
export const REPORTED: Record<Language, string> = {
  'zh-CN': '有邻居举报，工作人员看过后认为不合适',
  en: 'A neighbour reported it, and staff agreed that it is not suitable',
}

/** The words for the reason of a report without a reporter. It is empty where the reporter was erased. */
export function checkReason(label: string, language: Language): string {
  if (label === '') return REPORTER_GONE[language]
  const known = CHECK_REASONS[label as CheckLabel] ?? CHECK_REASONS.other
  return known[language]
}
