import { afterEach, expect, test, vi } from 'vitest'
import { CATEGORY_NAMES } from '../../../src/contract'
import { type Language, setLanguage, t } from '../../../src/i18n'
import { categories } from '../../../src/pages/appeals/categories'
import { mainVerbOf, verbsOf } from '../../../src/pages/appeals/office-acts/verbs'
import { isLate, levelAfter, nameOf, sayDue, sayHappened } from '../../../src/pages/appeals/words'
import { hoursOf } from '../../../src/pages/casework/dispatch/rule-form'
import { sayHours, sayPercent, sayStars } from '../../../src/pages/insights/place/figures'
import { can, entry, line, STREET, WATER } from '../stores/fake-appeals'

afterEach(() => setLanguage('zh-CN'))

const speak = async (language: Language) => {
  setLanguage(language)
  await vi.waitFor(() => expect(t('common.back')).toBe(language === 'en' ? 'Back' : '返回'), { timeout: 30_000 })
}

test('the categories bear the names that the contract has for them, in both languages, and none is left out', async () => {
  expect([...categories].sort()).toEqual(Object.keys(CATEGORY_NAMES).sort())
  for (const language of ['zh-CN', 'en'] as const) {
    await speak(language)
    for (const category of categories)
      expect(t(`appeals.categories.${category}`)).toBe(CATEGORY_NAMES[category][language])
  }
})

const community = { id: 'c1', kind: 'community', name: '桂花苑社区' } as const

test.each([
  [entry(1), '提交了诉求'],
  [entry(1, { by: 'channel' }), '由热线或设备转来'],
  [entry(2, { kind: 'accept', by: 'grid_officer', byPlace: STREET }), '桂花街道已接单'],
  [entry(2, { kind: 'whistle', byPlace: WATER }), '供水公司看过，需要其他部门来办，已请社区协调'],
  [entry(3, { kind: 'approve', byPlace: community, handler: STREET }), '桂花苑社区同意，转到桂花街道'],
  [entry(3, { kind: 'assign', byPlace: STREET, handler: WATER }), '桂花街道已请供水公司来办'],
  [entry(4, { kind: 'send_back', byPlace: WATER, handler: STREET }), '供水公司退回，由桂花街道接着办'],
  [entry(5, { kind: 'rate', stars: 5, to: 'closed' }), '评了 5 星，办结'],
  [entry(5, { kind: 'rate', stars: 2, to: 'reopened', handler: STREET }), '评了 2 星，转到桂花街道重新办理'],
  [entry(6, { kind: 'time_out', to: 'closed' }), '7 天没有评价，自动办结'],
  [entry(6, { kind: 'escalate', handler: STREET }), '超过答复时间，转到桂花街道'],
])('what happened is a sentence: %#', (happened, words) => {
  expect(sayHappened(happened, null, false)).toBe(words)
})

test('the reporter is addressed, and a late case that stays where it is says so', () => {
  expect(sayHappened(entry(1), null, true)).toBe('您提交了诉求')
  expect(sayHappened(entry(5, { kind: 'rate', stars: 2, to: 'reopened', handler: STREET }), null, true)).toBe(
    '您评了 2 星，转到桂花街道重新办理',
  )
  const before = entry(5, { handler: STREET })
  expect(sayHappened(entry(6, { kind: 'escalate', handler: STREET }), before, true)).toBe('超过答复时间，已催桂花街道')
})

test('every kind of entry has its words in both languages', async () => {
  const kinds = ['merge', 'merge_in', 'note', 'withdraw', 'join', 'undo_time_out', 'hand_over', 'answer'] as const
  for (const language of ['zh-CN', 'en'] as const) {
    await speak(language)
    for (const kind of kinds) expect(sayHappened(entry(2, { kind }), null, false)).not.toContain('appeals.')
  }
})

test('a case is late once its time is past, and is not while nobody has to act', () => {
  expect(isLate({ dueAt: null })).toBe(false)
  expect(isLate({ dueAt: '2020-01-01T00:00:00.000Z' })).toBe(true)
  expect(sayDue({ dueAt: null })).toBeNull()
  expect(sayDue({ dueAt: '2020-01-01T01:00:00.000Z' })).toContain('本该')
  expect(sayDue({ dueAt: '2099-01-01T01:00:00.000Z' })).toContain('前答复')
})

test('1–3 stars go one level higher, and no higher than above', () => {
  expect(levelAfter({ level: 'grid' })).toBe('street')
  expect(levelAfter({ level: 'street' })).toBe('above')
  expect(levelAfter({ level: 'above' })).toBe('above')
})

test('where the words are held back the kind names a case', () => {
  expect(nameOf(line('a', { text: '' }))).toBe('设施维修')
  expect(nameOf(line('a', { text: '三楼走廊水管漏水，积水到楼梯' }))).toBe('三楼走廊水管漏水，积水到…')
})

test('staff are offered what the server allows, in one order, with the one-tap act at the thumb', () => {
  expect(verbsOf({ can: can('note', 'answer', 'accept', 'rate', 'join') })).toEqual(['accept', 'answer', 'note'])
  expect(mainVerbOf({ can: can('accept', 'answer') })).toBe('accept')
  expect(mainVerbOf({ can: can('approve', 'send_back') })).toBe('approve')
  expect(mainVerbOf({ can: can('answer') })).toBeNull()
})

test('hours are whole and within the bound', () => {
  expect(['1', '400', ' 16 '].map(hoursOf)).toEqual([1, 400, 16])
  expect(['0', '401', '1.5', '', 'x', '-2'].map(hoursOf)).toEqual([null, null, null, null, null, null])
})

test('what is not known yet is said so, and never as a nought', () => {
  expect([sayPercent(null), sayHours(null), sayStars(null)]).toEqual(['还没有', '还没有', '还没有'])
  expect([sayPercent(0), sayPercent(0.667), sayStars(4.25)]).toEqual(['0%', '67%', '4.3 星'])
  expect([sayHours(7.4), sayHours(72), sayHours(97)]).toEqual(['7 小时', '72 小时', '4 天'])
})
