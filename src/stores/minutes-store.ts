import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type { MediaApi } from '../api/media-api'
import type { Minutes } from '../contract'
import { LIMITS } from '../contract/limits'
import { attempt } from './attempt'
import { Loadable } from './loadable'
import { PictureTray } from './picture-tray'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

export interface AssignmentDraft {
  who: string
  what: string
  until: string
}

interface Draft {
  text: string
  /** One decision on each line. */
  decisions: string
  assignments: AssignmentDraft[]
}

const EMPTY: Draft = { text: '', decisions: '', assignments: [] }

/** The minutes of one topic's meeting: to be read, or to be written by whoever runs it. */
export class MinutesStore {
  topicId: string | null = null
  loading: Loadable<Minutes> | null = null
  draft: Draft = EMPTY
  readonly tray: PictureTray
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: DeliberationApi,
    media: MediaApi,
    around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.tray = new PictureTray(media, around, () => {}, LIMITS.minutesImages)
    makeAutoObservable<this, 'api'>(
      this,
      { loading: observableRef, draft: observableRef, tray: false, api: false },
      { autoBind: true },
    )
  }

  get minutes(): Minutes | null {
    return this.loading?.value ?? null
  }

  get canSave(): boolean {
    return !this.isBusy && !this.tray.isBusy && this.draft.text.trim() !== ''
  }

  /** Asked for only where there are any: before they are begun, there is nothing to read. */
  async open(topicId: string, areThere: boolean): Promise<void> {
    if (topicId !== this.topicId) {
      this.forget()
      this.topicId = topicId
    }
    if (!areThere) return
    this.loading ??= this.loadable(topicId)
    await this.loading?.load()
    const { minutes } = this
    if (minutes?.state === 'draft' && this.draft === EMPTY) this.takeUp(minutes)
  }

  change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part }
  }

  setAssignment(at: number, part: Partial<AssignmentDraft>): void {
    this.change({
      assignments: this.draft.assignments.map((known, index) => (index === at ? { ...known, ...part } : known)),
    })
  }

  addAssignment(until: string): void {
    this.change({ assignments: [...this.draft.assignments, { who: '', what: '', until }] })
  }

  /** True when it was kept; an assignment without its words is left out. */
  async save(): Promise<boolean> {
    const { topicId, draft } = this
    if (topicId === null || !this.canSave) return false
    const body = {
      text: draft.text.trim(),
      decisions: draft.decisions.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])),
      assignments: draft.assignments
        .filter(({ who, what }) => who.trim() !== '' && what.trim() !== '')
        .map(({ who, what, until }) => ({ who: who.trim(), what: what.trim(), until })),
      imageIds: [...this.tray.doneIds],
    }
    const minutes = await attempt(this, () => this.api.writeMinutes(topicId, body))
    if (minutes === null) return false
    runInAction(() => {
      this.loading ??= this.loadable(topicId)
      this.loading.set(minutes)
    })
    return true
  }

  retryOffline(): void {
    this.tray.retryOffline()
  }

  private loadable(topicId: string): Loadable<Minutes> {
    return new Loadable(() => this.api.getMinutes(topicId))
  }

  forget(): void {
    this.topicId = null
    this.loading = null
    this.draft = EMPTY
    this.trouble = null
    this.tray.clear()
  }

  private takeUp({ text, decisions, assignments, images }: Minutes): void {
    this.draft = { text, decisions: decisions.join('\n'), assignments: assignments.map((known) => ({ ...known })) }
    this.tray.restore(images.map(({ id, urls }) => ({ id, src: urls.thumb })))
  }
}

export const minutesStore: StoreKind<MinutesStore> = ({ api, around }) =>
  new MinutesStore(new DeliberationApi(api.http), api.media, around)
