import { makeAutoObservable } from 'mobx'
import type { VolunteeringApi } from '../api/volunteering-api'
import type { Shift } from '../contract'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Surroundings } from './surroundings'

/** The shifts in one's own diary that are still to come: the home page names the next one. */
export class MyShiftsStore {
  readonly coming: PagedList<Shift>

  constructor(api: VolunteeringApi, pending: PendingStore, own: PersonStorage, { now }: Pick<Surroundings, 'now'>) {
    this.coming = new PagedList((cursor) => api.listMyShifts('coming', cursor), {
      storage: own,
      key: 'shifts.coming',
      now,
    })
    makeAutoObservable(this, { coming: false }, { autoBind: true })
    pending.onSent(this.takeSent)
  }

  forget(): void {
    this.coming.items = []
    this.coming.nextCursor = null
    this.coming.state = 'idle'
    this.coming.keptAt = null
  }

  private takeSent({ kind }: PendingWrite): void {
    if (kind === 'sign_up') void this.coming.refresh()
  }
}
