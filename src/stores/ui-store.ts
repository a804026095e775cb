import { makeAutoObservable } from 'mobx'
import type { Surroundings } from './surroundings'

export type Theme = 'auto' | 'light' | 'dark'
export type Language = 'zh-CN' | 'en'

export interface Message {
  text: string
  undo?: () => void
}

interface Choices {
  language: Language | null
  elder: boolean | null
  theme: Theme
  /** Changed by the person, and not yet known to the server. */
  isUnsaved: boolean
  elderOfferClosed: boolean
}

const KEY = 'linli.ui'
/** From this text size on, set in the phone, elder mode is offered without being looked for. */
const LARGE_FONT_SCALE = 1.25

/** How the app looks and speaks, and what it has to say in passing. */
export class UiStore {
  private choices: Choices
  systemDark: boolean
  isOnline = true
  message: Message | null = null

  constructor(private readonly around: Pick<Surroundings, 'storage' | 'appearance'>) {
    this.choices = around.storage.read<Choices>(KEY) ?? {
      language: null,
      elder: null,
      theme: 'auto',
      isUnsaved: false,
      elderOfferClosed: false,
    }
    this.systemDark = around.appearance.dark
    makeAutoObservable<this, 'around'>(this, { around: false }, { autoBind: true })
  }

  get language(): Language {
    return this.choices.language ?? this.around.appearance.language
  }

  get elder(): boolean {
    return this.choices.elder ?? false
  }

  get theme(): Theme {
    return this.choices.theme
  }

  get dark(): boolean {
    return this.theme === 'auto' ? this.systemDark : this.theme === 'dark'
  }

  /** The phone's text is large, and nobody has yet said whether they want elder mode. */
  get offersElder(): boolean {
    const { elder, elderOfferClosed } = this.choices
    return this.around.appearance.fontScale >= LARGE_FONT_SCALE && elder === null && !elderOfferClosed
  }

  get isUnsaved(): boolean {
    return this.choices.isUnsaved
  }

  setElder(elder: boolean): void {
    this.keep({ elder, isUnsaved: true })
  }

  closeElderOffer(): void {
    this.keep({ elderOfferClosed: true })
  }

  setLanguage(language: Language): void {
    this.keep({ language, isUnsaved: true })
  }

  setTheme(theme: Theme): void {
    this.keep({ theme })
  }

  /** What the server knows of the person, who may have chosen it on another phone. */
  adopt(known: { elderMode: boolean; language: Language }): void {
    this.keep({ elder: known.elderMode, language: known.language, isUnsaved: false })
  }

  markSaved(): void {
    this.keep({ isUnsaved: false })
  }

  setSystemDark(dark: boolean): void {
    this.systemDark = dark
  }

  setOnline(online: boolean): void {
    this.isOnline = online
  }

  /** What happened and what comes next; with a way back where there is one. */
  say(text: string, undo?: () => void): void {
    this.message = undo ? { text, undo } : { text }
  }

  hush(): void {
    this.message = null
  }

  undo(): void {
    const undo = this.message?.undo
    this.hush()
    undo?.()
  }

  private keep(changes: Partial<Choices>): void {
    this.choices = { ...this.choices, ...changes }
    this.around.storage.write(KEY, this.choices)
  }
}
