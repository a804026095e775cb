import { autorun } from 'mobx'
import { afterEach, expect, test, vi } from 'vitest'
import { nearestLanguage, setLanguage, t } from '../../../src/i18n'
import { settle } from '../stores/fake-world'

afterEach(() => setLanguage('zh-CN'))

const english = async () => {
  setLanguage('en')
  await vi.waitFor(() => expect(t('common.back')).toBe('Back'), { timeout: 30_000 })
}

test('values go into a text, and one thing bends the English', async () => {
  expect(t('account.outboxCount', { count: 1 })).toBe('1 条')
  await english()
  expect(t('account.outboxCount', { count: 1 })).toBe('1 item')
  expect(t('account.outboxCount', { count: 2 })).toBe('2 items')
  expect(t('account.unread', { count: 1 })).toBe('1 unread')
})

test('what observes is said anew when the language changes', async () => {
  const said: string[] = []
  const stop = autorun(() => said.push(t('common.back')))
  await english()
  setLanguage('zh-CN')
  stop()
  expect(said).toEqual(['返回', 'Back', '返回'])
})

test('whoever changes their mind while the texts are on their way is not overruled', async () => {
  setLanguage('en')
  setLanguage('zh-CN')
  await settle()
  expect(t('common.back')).toBe('返回')
})

test('a phone speaks the nearest we have', () => {
  expect(['en-GB', 'EN', 'zh-TW', 'fr', undefined].map(nearestLanguage)).toEqual([
    'en',
    'en',
    'zh-CN',
    'zh-CN',
    'zh-CN',
  ])
})
