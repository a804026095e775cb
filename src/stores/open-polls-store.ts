import { makeAutoObservable, observableRef } from 'mobx'
import type { PlacesApi } from '../api/places-api'
import type { Poll } from '../contract'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import type { Surroundings } from './surroundings'

/** The polls under way where one lives: the home page says how long one can still vote. */
export class OpenPollsStore {
  list: PagedList<Poll> | null = null
  private placeId: string | null = null

  constructor(
    private readonly api: PlacesApi,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'now'>,
  ) {
    makeAutoObservable<this, 'placeId' | 'api' | 'own' | 'around'>(
      this,
      { list: observableRef, placeId: false, api: false, own: false, around: false },
      { autoBind: true },
    )
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      const keep = { storage: this.own, key: `open-polls.${placeId}`, now: this.around.now }
      this.list = new PagedList((cursor) => this.api.listOpenPolls(placeId, cursor), keep)
    }
    await this.list?.refresh()
  }

  forget(): void {
    this.placeId = null
    this.list = null
  }
}
