import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { AidApi } from '../api/aid-api'
import type {
  AidCategories,
  CreateOfferRequest,
  Match,
  MatchAction,
  MatchProposals,
  Need,
  Offer,
  OfferAction,
} from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'

/** Omit that keeps the parts of a union apart. */
type WithoutId<Act> = Act extends unknown ? Omit<Act, 'id'> : never

/** What neighbours need, what one can do, and the questions between the two. */
export class AidStore {
  placeId: string | null = null
  readonly categories: Loadable<AidCategories>
  /** Of the grid, open ones; and one's own. */
  needs: PagedList<Need> | null = null
  readonly mine: PagedList<Need>
  /** What one was asked, and whom one asked. */
  readonly matches: PagedList<Match>
  readonly offers: PagedList<Offer>
  need: Loadable<Need> | null = null
  /** Who could help with the need that is open, and who was asked about it. */
  proposals: MatchProposals = []
  asked: PagedList<Match> | null = null
  match: Loadable<Match> | null = null
  readonly sender: Sender
  private needId: string | null = null
  private matchId: string | null = null

  constructor(
    private readonly api: AidApi,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.sender = new Sender(around)
    this.categories = new Loadable(() => api.listCategories())
    this.mine = new PagedList((cursor) => api.listMyNeeds(cursor))
    this.matches = new PagedList((cursor) => api.listMyMatches({}, cursor))
    this.offers = new PagedList((cursor) => api.listMyOffers(cursor))
    makeAutoObservable<this, 'api' | 'own' | 'around' | 'needId' | 'matchId'>(
      this,
      {
        needs: observableRef,
        need: observableRef,
        proposals: observableRef,
        asked: observableRef,
        match: observableRef,
        categories: false,
        mine: false,
        matches: false,
        offers: false,
        sender: false,
        api: false,
        own: false,
        around: false,
        needId: false,
        matchId: false,
      },
      { autoBind: true },
    )
  }

  /** The word for a category, by the server's list; an unknown one is shown as it is. */
  nameOf(category: string): string {
    return this.categories.value?.find(({ id }) => id === category)?.name ?? category
  }

  /** Asked of me and not yet answered, or promised and still to come. */
  get forMe(): Match[] {
    return this.matches.items.filter(({ isMine, state }) => isMine.offer && (state === 'asked' || state === 'accepted'))
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      const keep = { storage: this.own, key: `needs.${placeId}`, now: this.around.now }
      this.needs = new PagedList((cursor) => this.api.listNeeds(placeId, cursor), keep)
    }
    await Promise.all([this.loadCategories(), this.needs?.refresh(), this.mine.refresh(), this.matches.refresh()])
  }

  async loadCategories(): Promise<void> {
    if (this.categories.value === null) await this.categories.load()
  }

  async openNeed(id: string): Promise<void> {
    if (id !== this.needId) {
      this.needId = id
      this.proposals = []
      this.need = new Loadable(() => this.api.getNeed(id))
      this.asked = new PagedList((cursor) => this.api.listMyMatches({ needId: id }, cursor))
      this.sender.clear()
    }
    await Promise.all([this.loadCategories(), this.need?.load()])
    if (id !== this.needId || !this.need?.value) return
    // Also once it is met: whoever comes is found there.
    await this.asked?.refresh()
    if (id === this.needId && this.need.value.can.findMatches) await this.findProposals(id)
  }

  async askFor(needId: string, offerId: string): Promise<Match | null> {
    const match = await this.sender.run(`ask.${needId}.${offerId}`, (id) => this.api.ask(id, needId, offerId))
    if (match === null) return null
    this.asked?.put(match)
    await this.findProposals(needId)
    return match
  }

  async cancelNeed(need: Need): Promise<Need | null> {
    const cancelled = await this.sender.run(`cancel.${need.id}`, (id) =>
      this.api.actOnNeed(need.id, { id, action: 'cancel' }),
    )
    if (cancelled === null) return null
    this.need?.set(cancelled)
    this.mine.replace(cancelled)
    this.needs?.remove(cancelled.id)
    return cancelled
  }

  async openMatch(id: string): Promise<void> {
    if (id !== this.matchId) {
      this.matchId = id
      this.sender.clear()
      // The door and the phone are kept: a stairwell has no network.
      const keep = { storage: this.own, key: `match.${id}`, now: this.around.now }
      this.match = new Loadable(() => this.api.getMatch(id), keep)
    }
    await Promise.all([this.loadCategories(), this.match?.load()])
  }

  async actOnMatch(match: Match, act: WithoutId<MatchAction>): Promise<Match | null> {
    const key = `match.${match.id}.${JSON.stringify(act)}`
    const changed = await this.sender.run(key, (id) => this.api.actOnMatch(match.id, { id, ...act } as MatchAction))
    if (changed === null) return null
    this.match?.set(changed)
    this.matches.replace(changed)
    return changed
  }

  async openOffers(): Promise<void> {
    await Promise.all([this.loadCategories(), this.offers.refresh()])
  }

  async offer(offer: CreateOfferRequest): Promise<Offer | null> {
    const made = await this.sender.run(`offer.${JSON.stringify(offer)}`, (id) => this.api.createOffer(id, offer))
    if (made !== null) this.offers.put(made)
    return made
  }

  async changeOffer(offer: Offer, action: OfferAction['action']): Promise<Offer | null> {
    const key = `${action}.${offer.id}`
    const changed = await this.sender.run(key, (id) => this.api.actOnOffer(offer.id, { id, action }))
    if (changed !== null) this.offers.replace(changed)
    return changed
  }

  forget(): void {
    this.placeId = null
    this.needs = null
    this.need = null
    this.needId = null
    this.match = null
    this.matchId = null
    this.asked = null
    this.proposals = []
    this.mine.items = []
    this.matches.items = []
    this.offers.items = []
    this.sender.forget()
  }

  private async findProposals(needId: string): Promise<void> {
    try {
      const proposals = await this.api.listProposals(needId)
      runInAction(() => {
        if (needId === this.needId) this.proposals = proposals
      })
    } catch {
      // Who could help is found again when the page is pulled down; what was asked is shown all the same.
    }
  }
}

export const aidStore: StoreKind<AidStore> = ({ api, own, around }) => new AidStore(api.aid, own, around)
