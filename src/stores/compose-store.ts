import { makeAutoObservable, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import type { CreatePostRequest, Post, PostKind } from '../contract'
import { LIMITS } from '../contract/limits'
import type { KeptPictures } from './kept-pictures'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import { type DraftPicture, PictureTray } from './picture-tray'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

interface Draft {
  id: string
  kind: PostKind
  text: string
  pictures: readonly DraftPicture[]
}

const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length

/** A post being written. The draft stays on the phone until it is sent or thrown away. */
export class ComposeStore {
  placeId: string | null = null
  id: string
  kind: PostKind = 'talk'
  text = ''
  isSending = false
  trouble: Trouble | null = null
  readonly tray: PictureTray

  constructor(
    media: MediaApi,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    pictures: KeptPictures,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.id = around.newId()
    this.tray = new PictureTray(media, around, () => this.keep(), LIMITS.postImages, pictures)
    makeAutoObservable<this, 'pending' | 'own' | 'around'>(
      this,
      { tray: false, pending: false, own: false, around: false },
      { autoBind: true },
    )
  }

  get isEmpty(): boolean {
    return this.text.trim() === '' && this.tray.pictures.length === 0
  }

  get isTooLong(): boolean {
    return lengthOf(this.text) > LIMITS.postText
  }

  get canSend(): boolean {
    const isReady = !this.isSending && !this.tray.isBusy && this.tray.failed.length === 0
    return isReady && this.text.trim() !== '' && !this.isTooLong
  }

  /** Takes up the draft of this grid where there is one; `starter` is what an empty one begins with. */
  open(placeId: string, starter?: { kind?: PostKind; text?: string }): void {
    if (placeId === this.placeId && !this.isEmpty) return
    this.placeId = placeId
    this.trouble = null
    const draft = this.own.read<Draft>(this.draftKey)
    this.id = draft?.id ?? this.around.newId()
    this.kind = draft?.kind ?? starter?.kind ?? 'talk'
    this.text = draft?.text ?? starter?.text ?? ''
    this.tray.takeUp(draft?.pictures ?? [])
  }

  setText(text: string): void {
    this.text = text
    this.keep()
  }

  setKind(kind: PostKind): void {
    this.kind = kind
    this.keep()
  }

  /** Throws the draft away. */
  discard(): void {
    this.tray.discard()
    this.leaveDraft()
  }

  retryOffline(): void {
    this.tray.retryOffline()
  }

  /** The same id at every try. A refused one stays here with its text; a kept one is in the outbox, and the page is free. */
  async submit(): Promise<Outcome> {
    if (this.placeId === null || !this.canSend) return 'refused'
    const { id, placeId, kind } = this
    const text = this.text.trim()
    const pictures = this.tray.outgoing
    const body: CreatePostRequest = { placeId, kind, text, imageIds: pictures.map(({ id: imageId }) => imageId) }
    this.isSending = true
    this.trouble = null
    try {
      const sent = await this.pending.send<Post>({
        id,
        kind: 'post',
        method: 'PUT',
        path: `/posts/${id}`,
        body,
        pictures,
        title: text,
      })
      runInAction(() => this.leaveDraft())
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

  /** The person signed out; the drafts themselves went with the rest of what is personal. */
  forget(): void {
    this.placeId = null
    this.startAnew()
  }

  /** What became of its pictures is for whoever has them now. */
  private leaveDraft(): void {
    this.own.remove(this.draftKey)
    this.startAnew()
  }

  private startAnew(): void {
    this.id = this.around.newId()
    this.kind = 'talk'
    this.text = ''
    this.trouble = null
    this.tray.clear()
  }

  private keep(): void {
    const draft: Draft = { id: this.id, kind: this.kind, text: this.text, pictures: this.tray.draft }
    if (this.isEmpty) this.own.remove(this.draftKey)
    else this.own.write(this.draftKey, draft)
  }

  private get draftKey(): string {
    return `draft.post.${this.placeId}`
  }
}

export const composeStore: StoreKind<ComposeStore> = ({ api, around, own, pending, pictures }) =>
  new ComposeStore(api.media, pending, own, pictures, around)
