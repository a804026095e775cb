/*
 * Every visible text. One file per area and language: to add an area `appeals`, write zh-CN/appeals.ts (a plain object),
 * en/appeals.ts (`export const appeals: Translated<typeof source> = …`, checked key by key), and name them in zh-CN/later.ts
 * and en/index.ts. Then `t('appeals.submit')`; values go in as {{name}}: `t('appeals.dueIn', { count: 2 })`.
 */
import { createInstance } from 'i18next'
import { createAtom } from 'mobx'
import { chinese, loadLaterChinese } from './chinese'
import { loadEnglish } from './english'
import type { TextKey } from './translated'
import type { zhCN } from './zh-CN'

export type Language = 'zh-CN' | 'en'

export type Text = TextKey<typeof zhCN>

const DEFAULT: Language = 'zh-CN'

const i18n = createInstance()

void i18n.init({
  lng: DEFAULT,
  fallbackLng: DEFAULT,
  resources: { 'zh-CN': { translation: chinese } },
  // The Chinese is at hand, so the first screen need not wait a turn for its words.
  initAsync: false,
  // React and the mini programs' text nodes escape by themselves.
  interpolation: { escapeValue: false },
  // What has not arrived yet is not said: nobody should read a key.
  parseMissingKeyHandler: () => '',
})

/** Whatever observes stores and says something is said anew when the language changes. */
const spoken = createAtom('language')
i18n.on('languageChanged', () => spoken.reportChanged())

/** When every text is here. Out of reach, a page says what it can; its data are out of reach too. */
export const everyText: Promise<void> = Promise.resolve(loadLaterChinese()).then(
  (texts) => {
    if (texts === null) return
    i18n.addResourceBundle(DEFAULT, 'translation', { ...chinese, ...texts })
    spoken.reportChanged()
  },
  () => undefined,
)

let wanted: Language = DEFAULT

/** The text under a key, in the language of the moment. */
export function t(key: Text, values?: Record<string, string | number>): string {
  spoken.reportObserved()
  return i18n.t(key, values ?? {}) as string
}

export function setLanguage(language: Language): void {
  wanted = language
  const english = language === 'en' && !i18n.hasResourceBundle('en', 'translation') ? loadEnglish() : null
  if (english instanceof Promise) english.then(speakEnglish).catch(stayAsItWas)
  else if (english) speakEnglish(english)
  else void i18n.changeLanguage(language)
}

function speakEnglish(texts: object): void {
  i18n.addResourceBundle('en', 'translation', texts)
  // Somebody who changed their mind while the texts were on their way is not overruled.
  if (wanted === 'en') void i18n.changeLanguage('en')
}

/** Out of reach, the language stays what it was; the next start asks again. */
function stayAsItWas(): void {
  wanted = i18n.language as Language
}

/** The nearest language we have to what the phone speaks. */
export const nearestLanguage = (phone: string | undefined): Language =>
  phone?.toLowerCase().startsWith('en') ? 'en' : DEFAULT
