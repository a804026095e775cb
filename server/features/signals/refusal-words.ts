import type { Language } from '../../../src/contract'
import type { RowRefusal } from './case-rows'

/** Why a row was not taken, for whoever mends the file. */
export const REFUSAL_WORDS: Record<RowRefusal, Record<Language, string>> = {
  formula: {
    'zh-CN': '这一格像是公式，请改成普通文字。',
    en: 'This cell looks like a formula. Please write plain text.',
  },
  missing: { 'zh-CN': '这一格不能为空。', en: 'This cell must not be empty.' },
  bad_number: {
    'zh-CN': '编号只能用字母、数字和 . _ : -，最多64个字符。',
    en: 'The number takes letters, digits and . _ : - only, at most 64 characters.',
  },
  bad_text: {
    'zh-CN': '内容太长，或含有看不见的控制字符。',
    en: 'The text is too long or holds invisible control characters.',
  },
  unknown_place: {
    'zh-CN': '没有找到这个网格或楼栋，请核对名称。',
    en: 'There is no such grid or building here. Please check the name.',
  },
  ambiguous_place: {
    'zh-CN': '有多个同名的网格或楼栋，请改用网格短码。',
    en: 'Several grids or buildings have this name. Please use the short code of the grid.',
  },
  unknown_category: { 'zh-CN': '没有这个类别。', en: 'There is no such category.' },
  bad_point: {
    'zh-CN': '经度和纬度要一起填写，用小数表示的度数。',
    en: 'Longitude and latitude go together, in decimal degrees.',
  },
  outside_city: { 'zh-CN': '这个位置不在本市范围内。', en: 'This point is not in the city.' },
  too_many_cells: { 'zh-CN': '这一行的格子比表头多。', en: 'This row has more cells than the heading.' },
  twice_in_file: { 'zh-CN': '这个编号在文件里出现了两次。', en: 'This number is in the file twice.' },
  already_taken: { 'zh-CN': '这个编号以前已经收到过。', en: 'This number has been received before.' },
}
