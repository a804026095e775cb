import { makeAutoObservable } from 'mobx'
import type { SessionApi } from '../api/session-api'
import type { StaffView } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'

/** Who of the staff looked at one's data. Never kept on the phone: it is for one person's eyes. */
export class StaffViewsStore {
  readonly list: PagedList<StaffView>

  constructor(api: SessionApi) {
    this.list = new PagedList((cursor) => api.listStaffViews(cursor))
    makeAutoObservable(this, { list: false })
  }

  forget(): void {
    this.list.items = []
    this.list.nextCursor = null
    this.list.state = 'idle'
  }
}

export const staffViewsStore: StoreKind<StaffViewsStore> = ({ api }) => new StaffViewsStore(api.session)
