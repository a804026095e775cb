import { makeAutoObservable, observableRef } from 'mobx'
import type { AidApi } from '../api/aid-api'
import type { CreateGiftRequest, Gift, GiftAction, GiftShare, GiftShareAction } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'

/** Gifts to the community, what of them is for me, and for whoever minds one its receipts. */
export class GiftsStore {
  placeId: string | null = null
  gifts: PagedList<Gift> | null = null
  readonly mine: PagedList<GiftShare>
  /** Of the gift that is being handed out. */
  giftId: string | null = null
  shares: PagedList<GiftShare> | null = null
  readonly sender: Sender

  constructor(
    private readonly api: AidApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    this.mine = new PagedList((cursor) => api.listShares(null, cursor))
    makeAutoObservable<this, 'api'>(
      this,
      { gifts: observableRef, shares: observableRef, mine: false, sender: false, api: false },
      { autoBind: true },
    )
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      this.gifts = new PagedList((cursor) => this.api.listGifts(placeId, cursor))
      this.closeShares()
    }
    this.sender.clear()
    await Promise.all([this.gifts?.refresh(), this.mine.refresh(), this.shares?.refresh()])
  }

  async openShares(giftId: string): Promise<void> {
    this.giftId = giftId
    this.shares = new PagedList((cursor) => this.api.listShares(giftId, cursor))
    await this.shares.refresh()
  }

  closeShares(): void {
    this.giftId = null
    this.shares = null
  }

  async give(gift: CreateGiftRequest): Promise<Gift | null> {
    const made = await this.sender.run(`give.${JSON.stringify(gift)}`, (id) => this.api.createGift(id, gift))
    if (made !== null) this.gifts?.put(made)
    return made
  }

  async act(gift: Gift, action: GiftAction['action']): Promise<Gift | null> {
    const key = `${action}.${gift.id}`
    const changed = await this.sender.run(key, (id) => this.api.actOnGift(gift.id, { id, action }))
    if (changed === null) return null
    this.gifts?.replace(changed)
    if (action === 'allot') await this.openShares(gift.id)
    return changed
  }

  async actOnShare(share: GiftShare, action: GiftShareAction['action']): Promise<GiftShare | null> {
    const key = `${action}.${share.id}`
    const changed = await this.sender.run(key, (id) => this.api.actOnShare(share.id, { id, action }))
    if (changed === null) return null
    this.shares?.replace(changed)
    this.mine.replace(changed)
    await this.gifts?.refresh()
    return changed
  }

  forget(): void {
    this.placeId = null
    this.gifts = null
    this.mine.items = []
    this.closeShares()
    this.sender.forget()
  }
}

export const giftsStore: StoreKind<GiftsStore> = ({ api, around }) => new GiftsStore(api.aid, around)
