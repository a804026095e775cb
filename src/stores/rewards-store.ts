import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { RewardsApi } from '../api/rewards-api'
import type { CreateRewardRequest, Redemption, Reward } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import { type PointsStore, pointsStore } from './points-store'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** What there is for points, what one has redeemed, and for staff the desk where it is given out. */
export class RewardsStore {
  placeId: string | null = null
  rewards: PagedList<Reward> | null = null
  redemption: Loadable<Redemption> | null = null
  readonly mine: PagedList<Redemption>
  /** At the desk: what the code stands for. */
  found: Redemption | null = null
  private redemptionId: string | null = null
  private readonly sender: Sender

  constructor(
    private readonly api: RewardsApi,
    private readonly points: PointsStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.mine = new PagedList((cursor) => api.listMyRedemptions(cursor))
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'points' | 'own' | 'around' | 'sender'>(
      this,
      {
        rewards: observableRef,
        redemption: observableRef,
        found: observableRef,
        mine: false,
        api: false,
        points: false,
        own: false,
        around: false,
        sender: false,
      },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      const keep = { storage: this.own, key: `rewards.${placeId}`, now: this.around.now }
      this.rewards = new PagedList((cursor) => this.api.listRewards(placeId, cursor), keep)
    }
    await this.rewards?.refresh()
  }

  /** The code is kept on the phone: a desk may be where there is no network. */
  async openRedemption(id: string): Promise<void> {
    if (id !== this.redemptionId) {
      this.redemptionId = id
      this.sender.clear()
      const keep = { storage: this.own, key: `redemption.${id}`, now: this.around.now }
      this.redemption = new Loadable(() => this.api.getRedemption(id), keep)
    }
    await this.redemption?.load()
  }

  /** The redemption, or null where it was refused. */
  async redeem(reward: Reward): Promise<Redemption | null> {
    const key = `redeem.${reward.id}`
    const redemption = await this.sender.run(key, (id) => this.api.redeem(id, reward.id))
    if (redemption !== null) await this.afterChange()
    return redemption
  }

  async cancel(redemption: Redemption): Promise<Redemption | null> {
    const act = (id: string) => this.api.actOnRedemption(redemption.id, { id, action: 'cancel' })
    const ended = await this.sender.run(`cancel.${redemption.id}`, act)
    if (ended === null) return null
    if (this.redemptionId === ended.id) this.redemption?.set(ended)
    await this.afterChange()
    return ended
  }

  /** What a code at the desk stands for; null, with no trouble, where it stands for nothing that waits here. */
  async find(placeId: string, pickupCode: string): Promise<Redemption | null> {
    this.found = null
    const page = await this.sender.run(`find.${pickupCode}`, () => this.api.findByCode(placeId, pickupCode))
    runInAction(() => {
      this.found = page?.items[0] ?? null
    })
    return this.found
  }

  async collect(redemption: Redemption, pickupCode: string): Promise<Redemption | null> {
    const act = (id: string) => this.api.actOnRedemption(redemption.id, { id, action: 'collect', pickupCode })
    const ended = await this.sender.run(`collect.${redemption.id}`, act)
    runInAction(() => {
      if (ended !== null) this.found = ended
    })
    return ended
  }

  async shelve(reward: CreateRewardRequest): Promise<Reward | null> {
    const made = await this.sender.run(`shelve.${JSON.stringify(reward)}`, (id) => this.api.createReward(id, reward))
    if (made !== null) this.rewards?.put(made)
    return made
  }

  async change(reward: Reward, action: 'close' | 'reopen'): Promise<Reward | null> {
    const act = (id: string) => this.api.actOnReward(reward.id, { id, action })
    const changed = await this.sender.run(`${action}.${reward.id}`, act)
    if (changed !== null) this.rewards?.replace(changed)
    return changed
  }

  clearDesk(): void {
    this.found = null
    this.sender.clear()
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  forget(): void {
    this.placeId = null
    this.rewards = null
    this.redemption = null
    this.redemptionId = null
    this.mine.items = []
    this.sender.forget()
    this.clearDesk()
  }

  private async afterChange(): Promise<void> {
    const { placeId } = this.points
    await Promise.all([this.rewards?.refresh(), placeId === null ? null : this.points.open(placeId)])
  }
}

export const rewardsStore: StoreKind<RewardsStore> = (root) =>
  new RewardsStore(root.api.rewards, root.of(pointsStore), root.own, root.around)
