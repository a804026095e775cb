import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type { Councillor, CouncillorKind, DeliberationRules, PlaceDeliberationRules } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** How a community deliberates, and who was elected to speak for others; for its secretary, to be changed. */
export class DeliberationRulesStore {
  placeId: string | null = null
  rules: Loadable<PlaceDeliberationRules> | null = null
  councillors: PagedList<Councillor> | null = null
  private readonly sender: Sender

  constructor(
    private readonly api: DeliberationApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'sender'>(
      this,
      { rules: observableRef, councillors: observableRef, api: false, sender: false },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  get mayChange(): boolean {
    return this.rules?.value?.can.change ?? false
  }

  async openRules(communityId: string): Promise<void> {
    this.choose(communityId)
    await this.rules?.load()
  }

  /** With the rules, which say whether the reader may appoint. */
  async openCouncillors(communityId: string): Promise<void> {
    this.choose(communityId)
    await Promise.all([this.rules?.load(), this.councillors?.refresh()])
  }

  /** True when they hold from now on. */
  async save(rules: DeliberationRules): Promise<boolean> {
    const { placeId } = this
    if (placeId === null) return false
    const saved = await this.sender.run(`rules ${JSON.stringify(rules)}`, () => this.api.saveRules(placeId, rules))
    if (saved !== null) this.rules?.set(saved)
    return saved !== null
  }

  async appoint(personId: string, kind: CouncillorKind): Promise<Councillor | null> {
    const { placeId } = this
    if (placeId === null) return null
    const appointed = await this.sender.run(`appoint ${personId} ${kind}`, (id) =>
      this.api.appointCouncillor(id, { placeId, personId, kind }),
    )
    if (appointed !== null) this.councillors?.put(appointed)
    return appointed
  }

  async dismiss({ id }: Councillor): Promise<boolean> {
    const isGone = await this.sender.run(`dismiss ${id}`, async () => {
      await this.api.dismissCouncillor(id)
      return true
    })
    if (isGone) runInAction(() => this.councillors?.remove(id))
    return isGone === true
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  forget(): void {
    this.placeId = null
    this.rules = null
    this.councillors = null
    this.sender.forget()
  }

  private choose(placeId: string): void {
    if (placeId === this.placeId) return
    this.forget()
    this.placeId = placeId
    this.rules = new Loadable(() => this.api.getRules(placeId))
    this.councillors = new PagedList((cursor) => this.api.listCouncillors(placeId, cursor))
  }
}

export const deliberationRulesStore: StoreKind<DeliberationRulesStore> = ({ api, around }) =>
  new DeliberationRulesStore(new DeliberationApi(api.http), around)
