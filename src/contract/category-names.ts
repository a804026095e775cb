import type { AppealCategory } from './appeals'
import type { Language } from './error-codes'

/** The names of the categories of cases, by language. No TypeBox here, so that the mini program may import the values. */
export const CATEGORY_NAMES: Record<AppealCategory, Record<Language, string>> = {
  facilities: { 'zh-CN': '设施维修', en: 'Facilities' },
  sanitation: { 'zh-CN': '环境卫生', en: 'Cleanliness' },
  noise: { 'zh-CN': '噪音扰民', en: 'Noise' },
  parking: { 'zh-CN': '停车与道路', en: 'Parking and roads' },
  safety: { 'zh-CN': '安全隐患', en: 'Safety' },
  elder_care: { 'zh-CN': '助老关爱', en: 'Care for elders' },
  dispute: { 'zh-CN': '邻里纠纷', en: 'Disputes' },
  other: { 'zh-CN': '其他', en: 'Other' },
}
