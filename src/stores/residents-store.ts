import { makeAutoObservable, observableRef } from 'mobx'
import type { LedgerApi } from '../api/ledger-api'
import type { Resident } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'

/** Verified neighbours of a place, by a part of their name or of their door, for an office that has to name one of them. */
export class ResidentsStore {
  list: PagedList<Resident> | null = null

  constructor(private readonly api: Pick<LedgerApi, 'listResidents'>) {
    makeAutoObservable<this, 'api'>(this, { list: observableRef, api: false }, { autoBind: true })
  }

  async find(placeId: string, part: string): Promise<void> {
    this.list = new PagedList((cursor) => this.api.listResidents(placeId, part.trim(), cursor))
    await this.list.refresh()
  }

  forget(): void {
    this.list = null
  }
}

export const residentsStore: StoreKind<ResidentsStore> = ({ api }) => new ResidentsStore(api.ledger)
