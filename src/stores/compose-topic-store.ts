import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { Topic } from '../contract'
import { LIMITS } from '../contract/limits'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

/** What a topic is lifted from. */
export interface LiftedFrom {
  kind: 'appeal' | 'post'
  id: string
}

interface Draft {
  id: string
  title: string
  body: string
  /** Of the grid alone, or of the whole community. */
  isWide: boolean
}

const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length

/** A topic being proposed. The draft stays on the phone until it is sent or thrown away. */
export class ComposeTopicStore {
  draft: Draft
  source: LiftedFrom | null = null
  isSending = false
  trouble: Trouble | null = null

  constructor(
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    this.draft = this.emptyDraft()
    makeAutoObservable<this, 'pending' | 'own' | 'around' | 'emptyDraft'>(
      this,
      { draft: observableRef, source: observableRef, pending: false, own: false, around: false, emptyDraft: false },
      { autoBind: true },
    )
  }

  get canSend(): boolean {
    const { title, body } = this.draft
    const isWhole = title.trim() !== '' && body.trim() !== ''
    const fits = lengthOf(title) <= LIMITS.topicTitle && lengthOf(body) <= LIMITS.topicBody
    return isWhole && fits && !this.isSending
  }

  /** Takes up the draft there is. What it is lifted from brings no words: they were not written for everybody. */
  open(source: LiftedFrom | null): void {
    this.source = source
    this.trouble = null
    this.draft = this.own.read<Draft>(DRAFT_KEY) ?? this.emptyDraft()
  }

  setTitle(title: string): void {
    this.change({ title })
  }

  setBody(body: string): void {
    this.change({ body })
  }

  setWide(isWide: boolean): void {
    this.change({ isWide })
  }

  discard(): void {
    this.own.remove(DRAFT_KEY)
    this.draft = this.emptyDraft()
    this.source = null
  }

  /** The same id at every try. A refused one stays here with its words; a kept one is in the outbox. */
  async submit(placeId: string): Promise<{ outcome: Outcome; topic: Topic | null }> {
    if (!this.canSend) return { outcome: 'refused', topic: null }
    const { id, title, body } = this.draft
    const words = { placeId, title: title.trim(), body: body.trim() }
    const request = this.source === null ? words : { ...words, source: this.source }
    this.isSending = true
    this.trouble = null
    try {
      const write = {
        id,
        kind: 'topic',
        method: 'PUT',
        path: `/topics/${id}`,
        body: request,
        title: words.title,
      } as const
      const sent = await this.pending.send<Topic>(write)
      runInAction(() => this.discard())
      return { outcome: sent.outcome, topic: sent.outcome === 'sent' ? sent.answer : null }
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return { outcome: 'refused', topic: null }
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  forget(): void {
    this.draft = this.emptyDraft()
    this.source = null
    this.trouble = null
  }

  private change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part }
    this.own.write(DRAFT_KEY, this.draft)
  }

  private emptyDraft(): Draft {
    return { id: this.around.newId(), title: '', body: '', isWide: false }
  }
}

const DRAFT_KEY = 'topic.draft'

export const composeTopicStore: StoreKind<ComposeTopicStore> = ({ around, own, pending }) =>
  new ComposeTopicStore(pending, own, around)
