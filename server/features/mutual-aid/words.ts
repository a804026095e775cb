import type { AidKind, Language } from '../../../src/contract'
import type { Reason } from './matching/rules'

type Phrase = (params: Readonly<Record<string, string>>) => string

const languageName = (code: string | undefined, language: Language) =>
  new Intl.DisplayNames([language], { type: 'language' }).of(code ?? 'zh') ?? ''

const REASONS: Record<Language, Record<Reason['code'], Phrase>> = {
  'zh-CN': {
    same_building: () => '同一栋楼',
    near: () => '就在附近',
    walkable: () => '走路可到',
    free_then: () => '那段时间有空',
    speaks: (p) => `会说${languageName(p.language, 'zh-CN')}`,
    has_pieces: (p) => `还有 ${p.count} 件`,
    did_this: (p) => `帮过 ${p.count} 次${p.stars ? `，平均 ${p.stars} 星` : ''}`,
    not_asked_this_week: () => '这周还没有被请过',
  },
  en: {
    same_building: () => 'Same building',
    near: () => 'Near by',
    walkable: () => 'Within walking distance',
    free_then: () => 'Free then',
    speaks: (p) => `Speaks ${languageName(p.language, 'en')}`,
    has_pieces: (p) => `${p.count} left`,
    did_this: (p) => `Did this ${p.count === '1' ? 'once' : `${p.count} times`}${p.stars ? `, ${p.stars} stars` : ''}`,
    not_asked_this_week: () => 'Not asked this week',
  },
}

export function reasonText({ code, params }: Reason, language: Language): string {
  return REASONS[language][code](params)
}

/** What is asked for most; any other word of the same form does as well. */
export const CATEGORIES: readonly { id: string; kind: AidKind; name: Record<Language, string> }[] = [
  { id: 'carry', kind: 'help', name: { 'zh-CN': '搬东西', en: 'Carrying' } },
  { id: 'accompany', kind: 'help', name: { 'zh-CN': '陪同就医', en: 'Going along to hospital' } },
  { id: 'cook', kind: 'help', name: { 'zh-CN': '做饭', en: 'Cooking' } },
  { id: 'repair', kind: 'help', name: { 'zh-CN': '小修小补', en: 'Small repairs' } },
  { id: 'tutor', kind: 'help', name: { 'zh-CN': '辅导功课', en: 'Tutoring' } },
  { id: 'translate', kind: 'help', name: { 'zh-CN': '翻译', en: 'Translating' } },
  { id: 'pet', kind: 'help', name: { 'zh-CN': '照看宠物', en: 'Looking after a pet' } },
  { id: 'child_pickup', kind: 'help', name: { 'zh-CN': '接送孩子', en: 'Picking up a child' } },
  { id: 'visit', kind: 'help', name: { 'zh-CN': '上门看看', en: 'Looking in on somebody' } },
  { id: 'cleaning', kind: 'help', name: { 'zh-CN': '打扫清洗', en: 'Cleaning' } },
  { id: 'plumbing', kind: 'help', name: { 'zh-CN': '疏通管道', en: 'Plumbing' } },
  { id: 'haircut', kind: 'help', name: { 'zh-CN': '上门理发', en: 'Haircuts' } },
  { id: 'other', kind: 'help', name: { 'zh-CN': '其他帮忙', en: 'Other help' } },
  { id: 'masks', kind: 'item', name: { 'zh-CN': '口罩等应急物资', en: 'Masks and other supplies' } },
  { id: 'medicine', kind: 'item', name: { 'zh-CN': '药品', en: 'Medicine' } },
  { id: 'food', kind: 'item', name: { 'zh-CN': '食品', en: 'Food' } },
  { id: 'tools', kind: 'item', name: { 'zh-CN': '借用工具', en: 'Tools to borrow' } },
  { id: 'things', kind: 'item', name: { 'zh-CN': '其他物品', en: 'Other things' } },
]

/** The word for a category; one of nobody's list is its own word. */
export function categoryName(category: string, language: Language): string {
  return CATEGORIES.find(({ id }) => id === category)?.name[language] ?? category
}
