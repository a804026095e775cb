import { makeAutoObservable, observableRef } from 'mobx'
import type { AidApi } from '../api/aid-api'
import type { ListLine, ListName, MatchingRun, ThreeLists } from '../contract'
import { FileInHand } from './file-in-hand'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** What partners can give, what residents lack, which services run: for whoever answers for a community. */
export class ThreeListsStore {
  placeId: string | null = null
  sum: Loadable<ThreeLists> | null = null
  list: ListName = 'needs'
  lines: PagedList<ListLine> | null = null
  readonly files = new FileInHand()
  readonly sender: Sender

  constructor(
    private readonly api: AidApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api'>(
      this,
      { sum: observableRef, lines: observableRef, files: false, sender: false, api: false },
      { autoBind: true },
    )
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      this.sender.clear()
      this.sum = new Loadable(() => this.api.getThreeLists(placeId))
      this.show(this.list)
    }
    await this.refresh()
  }

  async choose(list: ListName): Promise<void> {
    this.show(list)
    await this.lines?.refresh()
  }

  async refresh(): Promise<void> {
    await Promise.all([this.sum?.load(), this.lines?.refresh()])
  }

  /** Whoever fits a need is asked; null where it was refused. */
  async match(): Promise<MatchingRun | null> {
    const { placeId } = this
    if (placeId === null) return null
    const run = await this.sender.run(`match.${placeId}`, () => this.api.runMatching(placeId))
    if (run !== null) await this.refresh()
    return run
  }

  /** Null when the file is at hand. */
  async fetchWorkbook(name: string): Promise<Trouble | null> {
    const { placeId } = this
    if (placeId === null || this.files.isFetching) return null
    return this.files.fetch(async () => ({ path: await this.api.fetchListsWorkbook(placeId), name }))
  }

  forget(): void {
    this.placeId = null
    this.sum = null
    this.lines = null
    this.files.drop()
    this.sender.forget()
  }

  private show(list: ListName): void {
    const { placeId } = this
    this.list = list
    this.lines = placeId === null ? null : new PagedList((cursor) => this.api.listLines(placeId, list, cursor))
  }
}

export const threeListsStore: StoreKind<ThreeListsStore> = ({ api, around }) => new ThreeListsStore(api.aid, around)
