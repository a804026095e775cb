import { makeAutoObservable, observableRef } from 'mobx'
import type { AppealsApi } from '../api/appeals-api'
import type { Appeal, AppealCategory, AppealLine } from '../contract'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Surroundings } from './surroundings'

/** Whether an outbox entry is an act on a case, and on which. */
export const appealActedOn = ({ kind, path }: PendingWrite): string | null =>
  kind === 'act' && path.startsWith('/appeals/') ? (path.split('/')[2] ?? null) : null

/** Cases in lists: one's own and those one joined, and what neighbours reported at a place. */
export class AppealsStore {
  readonly mine: PagedList<AppealLine>
  placeId: string | null = null
  category: AppealCategory | null = null
  here: PagedList<AppealLine> | null = null

  constructor(
    private readonly api: AppealsApi,
    private readonly pending: PendingStore,
    own: PersonStorage,
    around: Pick<Surroundings, 'now'>,
  ) {
    this.mine = new PagedList((cursor) => api.listMine(cursor), {
      storage: own,
      key: 'appeals.mine',
      now: around.now,
    })
    makeAutoObservable<this, 'api' | 'pending'>(
      this,
      { mine: false, here: observableRef, api: false, pending: false },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  /** Reported on this phone, and not yet sent. */
  get waiting(): PendingWrite[] {
    return this.pending.writes.filter(({ kind }) => kind === 'appeal')
  }

  /** Answered, and waiting for the reader's stars. */
  get toRate(): AppealLine[] {
    return this.mine.items.filter(({ can }) => can.rate)
  }

  async openPlace(placeId: string, category: AppealCategory | null = null): Promise<void> {
    if (placeId !== this.placeId || category !== this.category || this.here === null) {
      this.placeId = placeId
      this.category = category
      this.here = new PagedList((cursor) => this.api.listAtPlace(placeId, category, cursor))
    }
    await this.here.refresh()
  }

  /** The newest state of a case that is shown in a list. */
  replace(appeal: AppealLine): void {
    this.mine.replace(appeal)
    this.here?.replace(appeal)
  }

  /** Shown at once, before the server is asked. */
  find(id: string): AppealLine | null {
    return [...this.mine.items, ...(this.here?.items ?? [])].find((line) => line.id === id) ?? null
  }

  forget(): void {
    this.mine.items = []
    this.mine.nextCursor = null
    this.mine.state = 'idle'
    this.mine.keptAt = null
    this.placeId = null
    this.category = null
    this.here = null
  }

  private takeSent(write: PendingWrite, answer: unknown): void {
    const appeal = answer as Appeal
    if (write.kind === 'appeal') this.mine.put(appeal)
    if (appealActedOn(write) === null) return
    if (appeal.isMine || appeal.isJoined) this.mine.put(appeal)
    this.replace(appeal)
  }
}
