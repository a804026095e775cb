import { makeAutoObservable, observableRef } from 'mobx'
import type { AidApi } from '../api/aid-api'
import type { AidVolunteer } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'

/** Whom the community knows as volunteers, and residents found by name to be made one. */
export class VouchingStore {
  placeId: string | null = null
  volunteers: PagedList<AidVolunteer> | null = null
  /** What was looked for last; null where nobody is looked for. */
  words: string | null = null
  found: PagedList<AidVolunteer> | null = null
  readonly sender: Sender

  constructor(
    private readonly api: AidApi,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'around'>(
      this,
      { volunteers: observableRef, found: observableRef, sender: false, api: false, around: false },
      { autoBind: true },
    )
  }

  /** What is shown now: those found, or the volunteers. */
  get shown(): PagedList<AidVolunteer> | null {
    return this.found ?? this.volunteers
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      this.sender.clear()
      this.stopLooking()
      this.volunteers = new PagedList((cursor) => this.api.listVolunteers(placeId, null, cursor))
    }
    await this.shown?.refresh()
  }

  async lookFor(words: string): Promise<void> {
    const { placeId } = this
    if (placeId === null || words === '') return this.stopLooking()
    this.words = words
    this.found = new PagedList((cursor) => this.api.listVolunteers(placeId, words, cursor))
    await this.found.refresh()
  }

  stopLooking(): void {
    this.words = null
    this.found = null
  }

  /** True when the community knows them as a volunteer now, or not any more. */
  async vouch(resident: AidVolunteer, isVolunteer: boolean): Promise<boolean> {
    const { placeId } = this
    if (placeId === null) return false
    const done = await this.sender.run(`${isVolunteer}.${resident.id}`, async () => {
      if (isVolunteer) await this.api.vouch(placeId, resident.id)
      else await this.api.unvouch(placeId, resident.id)
      return true
    })
    if (done === null) return false
    const changed = { ...resident, verifiedAt: isVolunteer ? this.around.now().toISOString() : null }
    this.found?.replace(changed)
    if (isVolunteer) this.volunteers?.put(changed)
    else this.volunteers?.remove(resident.id)
    return true
  }

  forget(): void {
    this.placeId = null
    this.volunteers = null
    this.stopLooking()
    this.sender.forget()
  }
}

export const vouchingStore: StoreKind<VouchingStore> = ({ api, around }) => new VouchingStore(api.aid, around)
