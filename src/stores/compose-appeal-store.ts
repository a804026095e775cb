import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { AppealsApi } from '../api/appeals-api'
import type { MediaApi } from '../api/media-api'
import type { PlacesApi } from '../api/places-api'
import type { Appeal, AppealCategory, CreateAppealRequest, GeoPoint, PlaceChild, SimilarAppeal } from '../contract'
import { LIMITS } from '../contract/limits'
import type { KeptPictures } from './kept-pictures'
import { Loadable } from './loadable'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import { type DraftPicture, PictureTray } from './picture-tray'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { MyGrid } from './session-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'
import { type KeptVoice, VoiceTray } from './voice-tray'

/** A point on the map, by the name the map has for it. */
export type NamedPoint = GeoPoint & { name: string }

interface Draft {
  id: string
  text: string
  /** Null: whatever the words suggest. */
  category: AppealCategory | null
  placeId: string
  point: NamedPoint | null
  isAnonymous: boolean
  isConflict: boolean
  pictures: readonly DraftPicture[]
  voice?: KeptVoice | null
}

const GUESS_DELAY_MS = 600
/** A word or two say nothing yet. */
const GUESS_LENGTH_MIN = 3
const SIMILAR_SHOWN_MAX = 3

const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length

/** A case being reported. The draft stays on the phone until it is sent or thrown away. */
export class ComposeAppealStore {
  grid: MyGrid | null = null
  draft: Draft
  /** What the words sound like, best first. */
  guesses: AppealCategory[] = []
  similar: SimilarAppeal[] = []
  buildings: Loadable<PlaceChild[]> | null = null
  isSending = false
  trouble: Trouble | null = null
  readonly tray: PictureTray
  readonly voice: VoiceTray
  private timer: ReturnType<typeof setTimeout> | null = null
  private round = 0
  /** The words that were looked at last. */
  private guessed = ''

  constructor(
    private readonly api: AppealsApi,
    private readonly places: PlacesApi,
    media: MediaApi,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    pictures: KeptPictures,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.tray = new PictureTray(media, around, () => this.keep(), LIMITS.appealImages, pictures)
    this.voice = new VoiceTray(media, around, () => this.keep())
    this.draft = this.emptyDraft()
    makeAutoObservable<
      this,
      'api' | 'places' | 'pending' | 'own' | 'around' | 'timer' | 'round' | 'guessed' | 'emptyDraft'
    >(
      this,
      {
        grid: observableRef,
        draft: observableRef,
        buildings: observableRef,
        similar: observableRef,
        tray: false,
        voice: false,
        api: false,
        places: false,
        pending: false,
        own: false,
        around: false,
        timer: false,
        round: false,
        guessed: false,
        emptyDraft: false,
      },
      { autoBind: true },
    )
  }

  get isEmpty(): boolean {
    return this.draft.text.trim() === '' && this.tray.pictures.length === 0 && this.voice.voice === null
  }

  get isTooLong(): boolean {
    return lengthOf(this.draft.text) > LIMITS.appealText
  }

  get canSend(): boolean {
    const isReady = !this.isSending && !this.tray.isBusy && this.tray.failed.length === 0 && this.voice.isSettled
    return isReady && this.grid !== null && this.draft.text.trim() !== '' && !this.isTooLong
  }

  /** Chosen by hand, else what the words sound like. */
  get category(): AppealCategory {
    return this.draft.category ?? this.guesses[0] ?? 'other'
  }

  get isGuessed(): boolean {
    return this.draft.category === null && this.guesses.length > 0
  }

  get similarShown(): SimilarAppeal[] {
    return this.similar.slice(0, SIMILAR_SHOWN_MAX)
  }

  /** Takes up the draft of this grid where there is one. */
  open(grid: MyGrid): void {
    if (grid.id === this.grid?.id && !this.isEmpty) return
    this.grid = grid
    this.startAnew()
    const kept = this.own.read<Draft>(this.draftKey)
    if (kept) {
      this.draft = kept
      this.tray.takeUp(kept.pictures)
      this.voice.restore(kept.voice)
    }
    this.buildings = new Loadable(async () => (await this.places.listChildren(grid.id)).items)
    void this.buildings.load()
    this.lookSoon()
  }

  setText(text: string): void {
    this.change({ text })
    this.lookSoon()
  }

  setCategory(category: AppealCategory): void {
    this.change({ category })
    void this.findSimilar()
  }

  setPlace(placeId: string): void {
    this.change({ placeId })
    void this.findSimilar()
  }

  setPoint(point: NamedPoint | null): void {
    this.change({ point })
    void this.findSimilar()
  }

  setAnonymous(isAnonymous: boolean): void {
    this.change({ isAnonymous })
  }

  setConflict(isConflict: boolean): void {
    this.change({ isConflict })
  }

  /** Throws the draft away. */
  discard(): void {
    this.tray.discard()
    this.leaveDraft()
  }

  /** The same id at every try. A refused one stays here with its text; a kept one is in the outbox, and the page is free. */
  async submit(): Promise<{ outcome: Outcome; appeal: Appeal | null }> {
    if (!this.canSend) return { outcome: 'refused', appeal: null }
    const { id } = this.draft
    this.isSending = true
    this.trouble = null
    try {
      // A thumb is sometimes faster than the pause after which the words are looked at.
      await this.guess()
      const body = this.requestBody()
      const pictures = this.tray.outgoing
      const to = { method: 'PUT', path: `/appeals/${id}` } as const
      const write = { id, kind: 'appeal', ...to, body, pictures, title: body.text } as const
      const sent = await this.pending.send<Appeal>(write)
      runInAction(() => this.leaveDraft())
      return { outcome: sent.outcome, appeal: sent.outcome === 'sent' ? sent.answer : null }
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return { outcome: 'refused', appeal: null }
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  retryOffline(): void {
    this.tray.retryOffline()
    this.voice.retryOffline()
  }

  /** The person signed out; the drafts themselves went with the rest of what is personal. */
  forget(): void {
    this.grid = null
    this.startAnew()
  }

  /** After a pause in writing: what it sounds like, then what is like it. */
  private lookSoon(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.look(), GUESS_DELAY_MS)
  }

  private async look(): Promise<void> {
    if (lengthOf(this.draft.text.trim()) < GUESS_LENGTH_MIN || this.isTooLong) {
      this.guesses = []
      this.similar = []
      return
    }
    await this.guess()
    await this.findSimilar()
  }

  /** What the words sound like; asked once for the same words, and not where the person has said it. */
  private async guess(): Promise<void> {
    const text = this.draft.text.trim()
    if (text === this.guessed || this.draft.category !== null || lengthOf(text) < GUESS_LENGTH_MIN) return
    try {
      const { categories } = await this.api.guessCategory(text)
      runInAction(() => {
        if (text !== this.draft.text.trim()) return
        this.guesses = categories.map(({ id }) => id)
        this.guessed = text
      })
    } catch (error) {
      // Without a guess the person chooses, or the officer sorts it.
      troubleOf(error)
    }
  }

  private async findSimilar(): Promise<void> {
    const round = ++this.round
    const { placeId, point, text } = this.draft
    if (placeId === '' || text.trim() === '') return
    try {
      const { items } = await this.api.listSimilar(placeId, this.category, point)
      runInAction(() => {
        if (round === this.round) this.similar = items.filter(({ isJoined }) => !isJoined)
      })
    } catch (error) {
      troubleOf(error)
    }
  }

  private requestBody(): CreateAppealRequest {
    const { placeId, text, point, isAnonymous, isConflict } = this.draft
    return {
      placeId,
      category: this.category,
      text: text.trim(),
      imageIds: this.tray.outgoing.map(({ id }) => id),
      ...(this.voice.doneId === null ? {} : { voiceId: this.voice.doneId }),
      ...(point ? { location: { lng: point.lng, lat: point.lat } } : {}),
      ...(isAnonymous ? { anonymousToPublic: true } : {}),
      ...(isConflict ? { conflict: true } : {}),
    }
  }

  private change(changes: Partial<Draft>): void {
    this.draft = { ...this.draft, ...changes }
    this.keep()
  }

  private keep(): void {
    if (this.isEmpty) this.own.remove(this.draftKey)
    else this.own.write(this.draftKey, { ...this.draft, pictures: this.tray.draft, voice: this.voice.kept })
  }

  /** What became of its pictures is for whoever has them now. */
  private leaveDraft(): void {
    this.own.remove(this.draftKey)
    this.startAnew()
  }

  private startAnew(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.round++
    this.draft = this.emptyDraft()
    this.guesses = []
    this.guessed = ''
    this.similar = []
    this.trouble = null
    this.tray.clear()
    this.voice.clear()
  }

  private emptyDraft(): Draft {
    const home = this.grid?.membership?.building.id
    return {
      id: this.around.newId(),
      text: '',
      category: null,
      placeId: home ?? this.grid?.id ?? '',
      point: null,
      isAnonymous: false,
      isConflict: false,
      pictures: [],
    }
  }

  private get draftKey(): string {
    return `draft.appeal.${this.grid?.id ?? ''}`
  }
}

export const composeAppealStore: StoreKind<ComposeAppealStore> = ({ api, around, own, pending, pictures }) =>
  new ComposeAppealStore(api.appeals, api.places, api.media, pending, own, pictures, around)
