import type { Language } from '../../../src/contract'
import type { OwnersRefusal } from './owners-rows'

/** Why a row was not taken, for whoever mends the file. */
export const OWNERS_REFUSAL_WORDS: Record<OwnersRefusal, Record<Language, string>> = {
  formula: {
    'zh-CN': '这一格像是公式，请改成普通文字。',
    en: 'This cell looks like a formula. Please write plain text.',
  },
  missing: { 'zh-CN': '这一格不能为空。', en: 'This cell must not be empty.' },
  unknown_unit: {
    'zh-CN': '没有找到这一户，请核对楼栋和房号。',
    en: 'There is no such unit here. Please check building and number.',
  },
  ambiguous_unit: {
    'zh-CN': '有多个网格都有这个楼栋和房号，请填写网格。',
    en: 'Several grids have this door. Please fill in the grid.',
  },
  bad_area: {
    'zh-CN': '面积要写成平方米，最多四位小数，并且大于零。',
    en: 'The area is in m², above zero, with four decimals at most.',
  },
  bad_source: {
    'zh-CN': '面积来源只能是登记、测绘或合同。',
    en: 'The source of the area is register, survey or contract.',
  },
  bad_share: { 'zh-CN': '份额要写成分数，例如 1/2。', en: 'The share is a fraction such as 1/2.' },
  bad_phone: { 'zh-CN': '手机号不对。', en: 'This is no mobile number.' },
  bad_text: {
    'zh-CN': '内容太长，或含有不能使用的字符。',
    en: 'The text is too long or holds characters that cannot be used.',
  },
  bad_flag: { 'zh-CN': '这一格只能填“是”或“否”。', en: 'This cell takes yes or no.' },
  owner_twice: { 'zh-CN': '同一位业主在这一户出现了两次。', en: 'This owner is there twice for one unit.' },
  shares_not_whole: {
    'zh-CN': '这一户各业主的份额加起来不等于1。',
    en: 'The shares of this unit do not add up to the whole.',
  },
  area_differs: {
    'zh-CN': '同一户的面积、来源或未售一栏前后不一致。',
    en: 'Area, source or unsold differ between the rows of this unit.',
  },
  named_twice: { 'zh-CN': '一户只能有一位投票人。', en: 'A unit has one voter only.' },
  unsold_with_owner: { 'zh-CN': '未售的房屋不能填写业主。', en: 'An unsold unit has no owner.' },
}
