import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import type { AidKind, CreateNeedRequest, Need, Urgency } from '../contract'
import { LIMITS } from '../contract/limits'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'
import { type KeptVoice, VoiceTray } from './voice-tray'

/** What helpers say that they speak besides Chinese. */
export const HELP_LANGUAGES = ['en', 'ja', 'ko', 'fr', 'ru'] as const
export type HelpLanguage = (typeof HELP_LANGUAGES)[number]

export interface NeedDraft {
  id: string
  kind: AidKind
  category: string | null
  text: string
  urgency: Urgency
  /** When it begins, for what is neither now nor today. */
  from: string
  quantity: string
  onBehalfOf: string
  phone: string
  isForVolunteers: boolean
  voice?: KeptVoice | null
  /** The language the helper has to speak; none in a draft kept before there was a choice. */
  language?: HelpLanguage | null
}

const DRAFT_KEY = 'draft.need'
const HOUR_MS = 3_600_000
/** How long somebody is looked for. */
const HOURS: Record<Urgency, number> = { now: 3, today: 12, normal: 6 }

const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length

/** The digits as a number within 1 and `max`; null for anything else. */
export function piecesOf(text: string, max: number): number | null {
  const pieces = /^[0-9]{1,6}$/.test(text.trim()) ? Number(text) : 0
  return pieces >= 1 && pieces <= max ? pieces : null
}

/** A request for help being written; the draft stays on the phone until it is sent. */
export class ComposeNeedStore {
  draft: NeedDraft
  isSending = false
  trouble: Trouble | null = null
  readonly voice: VoiceTray

  constructor(
    private readonly pending: PendingStore,
    media: MediaApi,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.voice = new VoiceTray(media, around, () => this.keep())
    this.draft = this.emptyDraft()
    makeAutoObservable<this, 'pending' | 'own' | 'around' | 'emptyDraft'>(
      this,
      { draft: observableRef, voice: false, pending: false, own: false, around: false, emptyDraft: false },
      { autoBind: true },
    )
  }

  get canSend(): boolean {
    const { category, text, kind, quantity } = this.draft
    const hasPieces = kind === 'help' || piecesOf(quantity, LIMITS.aidQuantity) !== null
    const isReady = !this.isSending && this.voice.isSettled
    return isReady && category !== null && text.trim() !== '' && lengthOf(text) <= LIMITS.needText && hasPieces
  }

  open(): void {
    this.trouble = null
    const kept = this.own.read<NeedDraft>(DRAFT_KEY)
    if (!kept) return
    this.draft = kept
    if (this.voice.isSettled) this.voice.restore(kept.voice)
  }

  change(changes: Partial<Omit<NeedDraft, 'id'>>): void {
    this.draft = { ...this.draft, ...changes }
    this.keep()
  }

  async submit(placeId: string): Promise<Outcome> {
    if (!this.canSend) return 'refused'
    const { id } = this.draft
    const body = this.request(placeId)
    this.isSending = true
    this.trouble = null
    try {
      const write = { id, kind: 'need', method: 'PUT', path: `/needs/${id}`, body, title: body.text } as const
      const sent = await this.pending.send<Need>(write)
      runInAction(() => this.discard())
      return sent.outcome
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return 'refused'
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  discard(): void {
    this.own.remove(DRAFT_KEY)
    this.draft = this.emptyDraft()
    this.voice.clear()
  }

  retryOffline(): void {
    this.voice.retryOffline()
  }

  forget(): void {
    this.draft = this.emptyDraft()
    this.voice.clear()
    this.trouble = null
  }

  private keep(): void {
    this.own.write(DRAFT_KEY, { ...this.draft, voice: this.voice.kept })
  }

  private request(placeId: string): CreateNeedRequest {
    const { kind, category, text, urgency, from, quantity, onBehalfOf, phone, isForVolunteers, language } = this.draft
    const now = this.around.now()
    const begin = urgency === 'normal' ? new Date(Math.max(Date.parse(from), now.getTime())) : now
    const [name, digits] = [onBehalfOf.trim(), phone.trim()]
    return {
      placeId,
      kind,
      category: category ?? 'other',
      text: text.trim(),
      from: begin.toISOString(),
      to: new Date(begin.getTime() + HOURS[urgency] * HOUR_MS).toISOString(),
      urgency,
      ...(kind === 'item' ? { quantity: piecesOf(quantity, LIMITS.aidQuantity) ?? 1 } : {}),
      ...(name ? { onBehalfOf: name } : {}),
      ...(digits ? { phone: digits } : {}),
      ...(isForVolunteers ? { visibility: 'volunteers' as const } : {}),
      ...(this.voice.doneId === null ? {} : { voiceId: this.voice.doneId }),
      ...(language ? { language } : {}),
    }
  }

  private emptyDraft(): NeedDraft {
    const inAnHour = new Date(this.around.now().getTime() + HOUR_MS)
    return {
      id: this.around.newId(),
      kind: 'help',
      category: null,
      text: '',
      urgency: 'today',
      from: inAnHour.toISOString(),
      quantity: '',
      onBehalfOf: '',
      phone: '',
      isForVolunteers: false,
    }
  }
}

export const composeNeedStore: StoreKind<ComposeNeedStore> = ({ pending, api, own, around }) =>
  new ComposeNeedStore(pending, api.media, own, around)
