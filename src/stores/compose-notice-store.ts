import { makeAutoObservable, observable, runInAction } from 'mobx'
import type { PlacesApi } from '../api/places-api'
import type { CreateNoticeRequest, Notice, NoticeLevel } from '../contract'
import { LIMITS } from '../contract/limits'
import type { NoticesStore } from './notices-store'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { MyGrid, SessionStore } from './session-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

interface Draft {
  id: string
  title: string
  body: string
  level: NoticeLevel
  needsReceipt: boolean
  placeIds: string[]
  /** Null: at once. */
  publishAt: string | null
  /** Null: it does not end by itself. */
  expiresAt: string | null
}

const DRAFT_KEY = 'draft.notice'
const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length

/** A notice being written. The draft stays on the phone until it is sent or thrown away. */
export class ComposeNoticeStore {
  draft: Draft
  isSending = false
  trouble: Trouble | null = null
  /** Grids that were chosen beyond what one notice can be sent to. */
  leftOut = 0
  /** Doors by grid, as far as they were counted. */
  private readonly doors = observable.map<string, number>()

  constructor(
    private readonly places: PlacesApi,
    private readonly session: SessionStore,
    private readonly notices: NoticesStore,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    this.draft = this.emptyDraft()
    makeAutoObservable<this, 'places' | 'session' | 'notices' | 'pending' | 'own' | 'around' | 'doors'>(
      this,
      { doors: false, places: false, session: false, notices: false, pending: false, own: false, around: false },
      { autoBind: true },
    )
  }

  /** Where it can go: the grids in the writer's charge. The server has the last word. */
  get choices(): MyGrid[] {
    return this.session.gridsInCharge
  }

  /** More grids are in the writer's charge than are listed. */
  get hasMoreChoices(): boolean {
    return this.session.hasMoreGrids
  }

  get isEmpty(): boolean {
    return this.draft.title.trim() === '' && this.draft.body.trim() === ''
  }

  get canSend(): boolean {
    const { title, body, placeIds } = this.draft
    const fits = lengthOf(title) <= LIMITS.noticeTitle && lengthOf(body) <= LIMITS.noticeBody
    return !this.isSending && fits && title.trim() !== '' && body.trim() !== '' && placeIds.length > 0
  }

  /** Households it goes to; null where they are not (yet) counted. */
  get reach(): number | null {
    const counts = this.draft.placeIds.map((id) => this.doors.get(id))
    return counts.reduce<number | null>((sum, count) => (sum === null || count === undefined ? null : sum + count), 0)
  }

  open(): void {
    const kept = this.own.read<Draft>(DRAFT_KEY)
    if (kept) this.draft = kept
    else if (this.isEmpty) this.draft = this.emptyDraft()
    if (this.draft.placeIds.length > 0) return
    const here = this.choices.find(({ id }) => id === this.session.grid?.id)
    if (here) this.draft = { ...this.draft, placeIds: [here.id] }
  }

  /** Counts the doors of what is chosen, for the sentence that says whom the notice reaches. Unreached, it says less. */
  async countReach(): Promise<void> {
    const { placeIds } = this.draft
    try {
      for (const id of placeIds.filter((placeId) => !this.doors.has(placeId))) {
        const { households } = await this.places.countHouseholds(id)
        runInAction(() => this.doors.set(id, households))
      }
    } catch (error) {
      troubleOf(error)
    }
  }

  change(changes: Partial<Omit<Draft, 'id'>>): void {
    this.draft = { ...this.draft, ...changes }
    this.own.write(DRAFT_KEY, this.draft)
  }

  /** As many as one notice takes; how many are left out is said. */
  choosePlaces(placeIds: readonly string[]): void {
    this.leftOut = Math.max(0, placeIds.length - LIMITS.noticePlaces)
    this.change({ placeIds: placeIds.slice(0, LIMITS.noticePlaces) })
  }

  discard(): void {
    this.own.remove(DRAFT_KEY)
    this.draft = this.emptyDraft()
    this.trouble = null
    this.leftOut = 0
  }

  async submit(): Promise<Outcome> {
    if (!this.canSend) return 'refused'
    const { id } = this.draft
    const body = this.requestBody()
    this.isSending = true
    this.trouble = null
    try {
      const write = { id, kind: 'notice', method: 'PUT', path: `/notices/${id}`, body, title: body.title } as const
      const sent = await this.pending.send<Notice>(write)
      runInAction(() => this.discard())
      if (sent.outcome === 'sent' && this.notices.placeId !== null) void this.notices.openTop(this.notices.placeId)
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

  private requestBody(): CreateNoticeRequest {
    const { title, body, level, needsReceipt, placeIds, publishAt, expiresAt } = this.draft
    return {
      placeIds: [...placeIds],
      title: title.trim(),
      body: body.trim(),
      level,
      needsReceipt,
      ...(publishAt === null ? {} : { publishAt }),
      ...(expiresAt === null ? {} : { expiresAt }),
    }
  }

  private emptyDraft(): Draft {
    return {
      id: this.around.newId(),
      title: '',
      body: '',
      level: 'normal',
      needsReceipt: false,
      placeIds: [],
      publishAt: null,
      expiresAt: null,
    }
  }
}

export const composeNoticeStore: StoreKind<ComposeNoticeStore> = ({ api, session, notices, pending, own, around }) =>
  new ComposeNoticeStore(api.places, session, notices, pending, own, around)
