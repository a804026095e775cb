import { makeAutoObservable, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import type { CreateNeedRequest, Need } from '../contract'
import type { PendingStore } from './pending-store'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'
import { VoiceTray } from './voice-tray'

/** Whoever looks in on others is asked: what is wanted is said by the voice. */
const CATEGORY = 'visit'
const HOURS = 3
const HOUR_MS = 3_600_000

/** Calling a neighbour at once, by a voice instead of a form. Nothing of it is kept on the phone: it is for now. */
export class CallNeighbourStore {
  isSending = false
  trouble: Trouble | null = null
  readonly voice: VoiceTray
  private id: string

  constructor(
    private readonly pending: PendingStore,
    media: MediaApi,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.id = around.newId()
    this.voice = new VoiceTray(media, around)
    makeAutoObservable<this, 'pending' | 'around' | 'id'>(
      this,
      { voice: false, pending: false, around: false, id: false },
      { autoBind: true },
    )
  }

  get canSend(): boolean {
    return !this.isSending && this.voice.isSettled
  }

  open(): void {
    this.trouble = null
  }

  /** `text` is what neighbours read. Answers the id of the need, for where it is looked at. */
  async submit(placeId: string, text: string): Promise<{ outcome: Outcome; id: string }> {
    const { id } = this
    if (!this.canSend) return { outcome: 'refused', id }
    this.isSending = true
    this.trouble = null
    try {
      const write = {
        id,
        kind: 'need',
        method: 'PUT',
        path: `/needs/${id}`,
        body: this.request(placeId, text),
      } as const
      const sent = await this.pending.send<Need>({ ...write, title: text })
      runInAction(() => this.startAnew())
      return { outcome: sent.outcome, id }
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return { outcome: 'refused', id }
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  retryOffline(): void {
    this.voice.retryOffline()
  }

  forget(): void {
    this.startAnew()
    this.trouble = null
  }

  private request(placeId: string, text: string): CreateNeedRequest {
    const now = this.around.now()
    return {
      placeId,
      kind: 'help',
      category: CATEGORY,
      text,
      from: now.toISOString(),
      to: new Date(now.getTime() + HOURS * HOUR_MS).toISOString(),
      urgency: 'now',
      ...(this.voice.doneId === null ? {} : { voiceId: this.voice.doneId }),
    }
  }

  private startAnew(): void {
    this.id = this.around.newId()
    this.voice.clear()
  }
}

export const callNeighbourStore: StoreKind<CallNeighbourStore> = ({ pending, api, around }) =>
  new CallNeighbourStore(pending, api.media, around)
