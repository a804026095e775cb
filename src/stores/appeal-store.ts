import { makeAutoObservable, observableRef } from 'mobx'
import type { AppealsApi } from '../api/appeals-api'
import type { MediaApi } from '../api/media-api'
import type { Appeal, AppealAction, SimilarAppeal } from '../contract'
import { LIMITS } from '../contract/limits'
import { type AppealsStore, appealActedOn } from './appeals-store'
import { Loadable } from './loadable'
import type { PendingStore, PendingWrite } from './pending-store'
import { PictureTray } from './picture-tray'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

type Without<Act, Key extends string> = Act extends unknown ? Omit<Act, Key> : never

/** An act as a screen asks for it; its id is made here. */
export type AppealAct = Without<AppealAction, 'id'>

/** What residents do with a case of theirs; it may wait in the outbox. */
type ResidentAct = Extract<AppealAct, { action: 'rate' | 'withdraw' | 'join' | 'undo_time_out' }>

/** One case: its file, and what can be done with it. */
export class AppealStore {
  appealId: string | null = null
  loading: Loadable<Appeal> | null = null
  /** Open ones like it, for staff who merge. */
  similar: Loadable<SimilarAppeal[]> | null = null
  /** The answer that staff are writing, with its pictures. */
  answer = ''
  readonly tray: PictureTray
  /** An act whose answer was lost is asked again as the same act: nobody is then told that a colleague did it. */
  private readonly sender: Sender

  constructor(
    private readonly api: AppealsApi,
    media: MediaApi,
    private readonly appeals: AppealsStore,
    private readonly pending: PendingStore,
    around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.sender = new Sender(around)
    this.tray = new PictureTray(media, around, () => {}, LIMITS.appealImages)
    makeAutoObservable<this, 'api' | 'appeals' | 'pending' | 'sender'>(
      this,
      {
        loading: observableRef,
        similar: observableRef,
        tray: false,
        api: false,
        appeals: false,
        pending: false,
        sender: false,
      },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  get appeal(): Appeal | null {
    return this.loading?.value ?? null
  }

  /** What the reader did here without a network; it goes out by itself. */
  get waitingActs(): PendingWrite[] {
    return this.pending.writes.filter((write) => appealActedOn(write) === this.appealId && this.appealId !== null)
  }

  /** `known` is a case that was just answered by the server another way. */
  async open(appealId: string, known?: Appeal): Promise<void> {
    if (appealId !== this.appealId) {
      this.appealId = appealId
      this.sender.clear()
      this.similar = null
      this.setAnswer('')
      this.tray.clear()
      this.loading = new Loadable(() => this.api.getAppeal(appealId))
    }
    if (known) this.loading?.set(known)
    await this.refresh()
  }

  async refresh(): Promise<void> {
    await this.loading?.load()
    if (this.appeal && this.loading?.state === 'ready') this.appeals.replace(this.appeal)
  }

  rate(stars: number, text: string): Promise<Outcome> {
    const words = text.trim()
    return this.send({ action: 'rate', stars, ...(words ? { text: words } : {}) })
  }

  withdraw(): Promise<Outcome> {
    return this.send({ action: 'withdraw' })
  }

  /** Also of a case that is not open here: one that was offered while another was being written. */
  join(appealId = this.appealId): Promise<Outcome> {
    return this.send({ action: 'join' }, appealId)
  }

  undoTimeOut(): Promise<Outcome> {
    return this.send({ action: 'undo_time_out' })
  }

  /** Acts of staff are not kept for later: by then a colleague may have taken the case. True when it was done. */
  async act(act: AppealAct): Promise<boolean> {
    const id = this.appealId
    if (id === null || this.isBusy) return false
    const done = await this.run(id, act, async (actId) => this.take(await this.api.act(id, { ...act, id: actId })))
    return done !== null
  }

  /** Open cases of the same kind close by, this one aside. */
  async findSimilar(): Promise<void> {
    const { appeal } = this
    if (!appeal) return
    const { id, placeId, building, category, location } = appeal
    this.similar = new Loadable(async () => {
      // A case of the whole grid and one of a building are not near each other for the server; for a merge both count.
      const places = building ? [building.id, placeId] : [placeId]
      const pages = await Promise.all(places.map((place) => this.api.listSimilar(place, category, location)))
      const found = new Map(pages.flatMap(({ items }) => items).map((item) => [item.id, item]))
      found.delete(id)
      // What is answered waits for stars, and takes nothing in any more.
      return [...found.values()].filter(({ state }) => state !== 'answered')
    })
    await this.similar.load()
  }

  setAnswer(text: string): void {
    this.answer = text
  }

  /** The answer leaves with its pictures; what was written stays where it was refused. */
  async sendAnswer(): Promise<boolean> {
    const done = await this.act({ action: 'answer', text: this.answer.trim(), imageIds: [...this.tray.doneIds] })
    if (!done) return false
    this.setAnswer('')
    this.tray.clear()
    return true
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  retryOffline(): void {
    this.tray.retryOffline()
  }

  forget(): void {
    this.appealId = null
    this.loading = null
    this.similar = null
    this.sender.forget()
    this.answer = ''
    this.tray.clear()
  }

  private async send(act: ResidentAct, appealId = this.appealId): Promise<Outcome> {
    if (appealId === null || this.isBusy) return 'refused'
    const path = `/appeals/${appealId}/actions`
    const title = appealId === this.appealId ? (this.appeal?.text ?? '') : ''
    const sent = await this.run(appealId, act, (id) =>
      this.pending.send<Appeal>({ id, kind: 'act', method: 'POST', path, body: { ...act, id }, title }),
    )
    return sent?.outcome ?? 'refused'
  }

  private async run<Answer>(
    appealId: string,
    act: AppealAct,
    work: (actId: string) => Promise<Answer>,
  ): Promise<Answer | null> {
    const answer = await this.sender.run(`${appealId}.${JSON.stringify(act)}`, work)
    // Somebody was quicker: what can be done now is another thing than what was shown.
    if (this.trouble?.kind === 'refused') void this.refresh()
    return answer
  }

  private take(appeal: Appeal): Appeal {
    if (appeal.id === this.appealId) this.loading?.set(appeal)
    this.appeals.replace(appeal)
    return appeal
  }

  private takeSent(write: PendingWrite, answer: unknown): void {
    if (appealActedOn(write) === this.appealId && this.appealId !== null) this.take(answer as Appeal)
  }
}

export const appealStore: StoreKind<AppealStore> = ({ api, appeals, around, pending }) =>
  new AppealStore(api.appeals, api.media, appeals, pending, around)
