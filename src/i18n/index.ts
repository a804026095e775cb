/*
 * Every visible text. One file per area and language: to add an area `appeals`, write zh-CN/appeals.ts (a plain object),
 * en/appeals.ts (`export const appeals: Translated<typeof source> = …`, checked key by key), and name both in the two
 * index.ts files. Then `t('appeals.submit')`; values go in as {{name}}: `t('appeals.dueIn', { count: 2 })`.
 */
import { createInstance } from 'i18next'
import { createAtom } from 'mobx'
import { en } from './en'
import type { TextKey } from './translated'
import { zhCN } from './zh-CN'

export const languages = ['zh-CN', 'en'] as const

export type Language = (typeof languages)[number]

export type Text = TextKey<typeof zhCN>

const DEFAULT: Language = 'zh-CN'

const i18n = createInstance()

void i18n.init({
  lng: DEFAULT,
  fallbackLng: DEFAULT,
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  // The resources are at hand, so the first screen need not wait a turn for its words.
  initAsync: false,
  // React and the mini programs' text nodes escape by themselves.
  interpolation: { escapeValue: false },
})

/** Whatever observes stores and says something is said anew when the language changes. */
const spoken = createAtom('language')
i18n.on('languageChanged', () => spoken.reportChanged())

/** The text under a key, in the language of the moment. */
export function t(key: Text, values?: Record<string, string | number>): string {
  spoken.reportObserved()
  return i18n.t(key, values ?? {}) as string
}

export const currentLanguage = (): Language => i18n.language as Language

export function setLanguage(language: Language): void {
  void i18n.changeLanguage(language)
}

/** Calls back after the language changed. Answers how to stop. */
export function onLanguageChange(listener: (language: Language) => void): () => void {
  const handleChange = (language: string) => listener(language as Language)
  i18n.on('languageChanged', handleChange)
  return () => i18n.off('languageChanged', handleChange)
}

/** The nearest language we have to what the phone speaks. */
export const nearestLanguage = (spoken: string | undefined): Language =>
  spoken?.toLowerCase().startsWith('en') ? 'en' : DEFAULT
