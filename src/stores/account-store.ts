import { makeAutoObservable, runInAction } from 'mobx'
import type { SessionApi } from '../api/session-api'
import { forgetUnderWay } from './kept-ballots'
import type { PendingStore } from './pending-store'
import type { StoreKind } from './root-store'
import type { SessionStore } from './session-store'
import type { Storage } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

/** What the law gives a person over their data: a copy of it, and its end. */
export class AccountStore {
  isExporting = false
  isErasing = false
  /** Where the platform put the copy, until it was handed over. */
  copyPath: string | null = null

  constructor(
    private readonly api: SessionApi,
    private readonly session: SessionStore,
    private readonly pending: PendingStore,
    private readonly storage: Storage,
    readonly webAddress: string,
  ) {
    makeAutoObservable<this, 'api' | 'session' | 'pending' | 'storage'>(
      this,
      { webAddress: false, api: false, session: false, pending: false, storage: false },
      { autoBind: true },
    )
  }

  /** Null when the copy is at hand. */
  async fetchCopy(): Promise<Trouble | null> {
    this.isExporting = true
    try {
      const path = await this.api.exportMe()
      runInAction(() => {
        this.copyPath = path
      })
      return null
    } catch (error) {
      return troubleOf(error)
    } finally {
      runInAction(() => {
        this.isExporting = false
      })
    }
  }

  forget(): void {
    this.copyPath = null
  }

  /** Null when it is done: nothing of the person is then left on this phone either, what was not yet sent included. */
  async erase(): Promise<Trouble | null> {
    this.isErasing = true
    try {
      await this.api.eraseMe()
      for (const { id } of this.pending.writes) this.pending.discard(id)
      forgetUnderWay(this.storage, this.session.person?.id ?? null)
      this.session.forget()
      return null
    } catch (error) {
      return troubleOf(error)
    } finally {
      runInAction(() => {
        this.isErasing = false
      })
    }
  }
}

export const accountStore: StoreKind<AccountStore> = ({ api, session, pending, around }) =>
  new AccountStore(api.session, session, pending, around.storage, around.baseUrl)
