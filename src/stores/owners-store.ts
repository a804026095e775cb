import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { OwnersApi } from '../api/owners-api'
import type { OwnedUnit, OwnersImport } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** A unit under the id by which a list knows it. */
export type ListedUnit = OwnedUnit & { id: string }

/** The owners' register of a community: taken from a file, with a report of every row that was not taken. */
export class OwnersStore {
  communityId: string | null = null
  units: PagedList<ListedUnit> | null = null
  report: OwnersImport | null = null
  private readonly sender: Sender

  constructor(
    private readonly api: OwnersApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'sender'>(
      this,
      { units: observableRef, report: observableRef, api: false, sender: false },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  async open(communityId: string): Promise<void> {
    if (communityId !== this.communityId) {
      this.forget()
      this.communityId = communityId
      this.units = new PagedList(async (cursor) => {
        const { items, nextCursor } = await this.api.listUnits(communityId, cursor)
        return { items: items.map((unit) => ({ ...unit, id: unit.householdId })), nextCursor }
      })
    }
    await this.units?.refresh()
  }

  /** What became of the file, row by row; null where it was not taken at all. */
  async importTable(path: string, type: string): Promise<OwnersImport | null> {
    const { communityId } = this
    if (communityId === null) return null
    const report = await this.sender.run(`import.${communityId}.${path}`, (id) =>
      this.api.importTable(communityId, id, path, type),
    )
    if (report === null) return null
    runInAction(() => {
      this.report = report
    })
    void this.units?.refresh()
    return report
  }

  /** Which of the co-owners votes for all of them. */
  async nameVoter(unit: ListedUnit, code: string): Promise<boolean> {
    const { communityId } = this
    if (communityId === null) return false
    const named = await this.sender.run(`voter.${unit.id}.${code}`, () =>
      this.api.nameVoter(communityId, unit.householdId, code),
    )
    if (named === null) return false
    const owners = unit.owners.map((owner) => ({ ...owner, isNamed: owner.code === named.code }))
    this.units?.replace({ ...unit, owners })
    return true
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  forget(): void {
    this.communityId = null
    this.units = null
    this.report = null
    this.sender.forget()
  }
}

export const ownersStore: StoreKind<OwnersStore> = ({ api, around }) => new OwnersStore(new OwnersApi(api.http), around)
