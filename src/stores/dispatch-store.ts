import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { OfficeApi } from '../api/office-api'
import type { PlacesApi } from '../api/places-api'
import type { AppealCategory, DispatchRule, DispatchRules, PlaceChild, SetDispatchRuleRequest } from '../contract'
import { attempt } from './attempt'
import { Loadable } from './loadable'
import type { StoreKind } from './root-store'
import type { Trouble } from './trouble'

/** What holds for a category: said at the place itself, taken over from its street, or built in. */
export interface HoldingRule {
  rule: DispatchRule
  source: 'own' | 'street' | 'built_in'
}

/** Which desk takes which category at a place, and how many hours it has. */
export class DispatchStore {
  placeId: string | null = null
  rules: Loadable<DispatchRules> | null = null
  /** The street's own, which hold in its communities where these say nothing. */
  private streetRules: Loadable<DispatchRules> | null = null
  /** The street's communities, which may have rules of their own. */
  communities: Loadable<PlaceChild[]> | null = null
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: OfficeApi,
    private readonly places: PlacesApi,
  ) {
    makeAutoObservable<this, 'api' | 'places' | 'streetRules'>(
      this,
      { rules: observableRef, streetRules: observableRef, communities: observableRef, api: false, places: false },
      { autoBind: true },
    )
  }

  /** What holds at this very place, a rule a category. Rules of places below are those places' matter. */
  get rulesHere(): HoldingRule[] {
    const items = this.rules?.value?.items ?? []
    return items
      .filter(({ place, isDefault }) => isDefault || place.id === this.placeId)
      .map((rule) => this.holding(rule))
  }

  async openStreet(streetId: string): Promise<void> {
    this.communities = new Loadable(async () => {
      const { items } = await this.places.listChildren(streetId)
      return items.filter(({ kind }) => kind === 'community')
    })
    await Promise.all([this.communities.load(), this.open(streetId)])
    runInAction(() => {
      this.streetRules = this.rules
    })
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      this.trouble = null
      this.rules = new Loadable(() => this.api.getDispatchRules(placeId))
    }
    await this.rules?.load()
  }

  /** True when it holds from now on. */
  set(category: AppealCategory, rule: SetDispatchRuleRequest): Promise<boolean> {
    return this.run((placeId) => this.api.setDispatchRule(placeId, category, rule))
  }

  /** The place then goes by what is built in, or by the street. */
  remove(category: AppealCategory): Promise<boolean> {
    return this.run((placeId) => this.api.removeDispatchRule(placeId, category))
  }

  forget(): void {
    this.placeId = null
    this.rules = null
    this.streetRules = null
    this.communities = null
    this.trouble = null
  }

  private holding(rule: DispatchRule): HoldingRule {
    if (!rule.isDefault) return { rule, source: 'own' }
    const above = this.streetRules === this.rules ? [] : (this.streetRules?.value?.items ?? [])
    const ofStreet = above.find(
      ({ category, place, isDefault }) => category === rule.category && place.kind === 'street' && !isDefault,
    )
    if (!ofStreet) return { rule, source: 'built_in' }
    // It is changed here, and removed there.
    return { rule: { ...ofStreet, isDefault: true, can: { ...ofStreet.can, remove: false } }, source: 'street' }
  }

  private async run(work: (placeId: string) => Promise<unknown>): Promise<boolean> {
    const { placeId } = this
    if (placeId === null) return false
    const isDone = await attempt(this, async () => {
      await work(placeId)
      await this.rules?.load()
      return true
    })
    return isDone ?? false
  }
}

export const dispatchStore: StoreKind<DispatchStore> = ({ api }) => new DispatchStore(api.office, api.places)
