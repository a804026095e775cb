import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { CallUpsApi } from '../api/call-ups-api'
import type { CallUp, CallUpAction, CallUpRadius, Readiness } from '../contract'
import { attempt } from './attempt'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

interface Draft {
  id: string
  text: string
  radius: CallUpRadius
  skill: string | null
}

/** An emergency: for the officer whom to call and who comes, for the called whether they come. */
export class CallUpStore {
  draft: Draft
  readiness: Loadable<Readiness> | null = null
  callUp: Loadable<CallUp> | null = null
  readonly mine: PagedList<CallUp>
  isBusy = false
  trouble: Trouble | null = null
  private callUpId: string | null = null

  constructor(
    private readonly api: CallUpsApi,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    this.draft = this.emptyDraft()
    this.mine = new PagedList((cursor) => api.listMine(cursor))
    makeAutoObservable<this, 'api' | 'around' | 'callUpId'>(
      this,
      { readiness: observableRef, callUp: observableRef, mine: false, callUpId: false, api: false, around: false },
      { autoBind: true },
    )
  }

  change(changes: Partial<Omit<Draft, 'id'>>): void {
    this.draft = { ...this.draft, ...changes }
  }

  /** How many would be called, before anybody is. */
  async countReady(placeId: string): Promise<void> {
    const { radius, skill } = this.draft
    const readiness = new Loadable(() => this.api.getReadiness(placeId, radius, skill))
    const before = this.readiness?.value
    if (before) readiness.value = { ...before }
    this.readiness = readiness
    await readiness.load()
  }

  /** The id of the call-up, or null where it was refused or nobody could be reached. */
  async call(placeId: string): Promise<string | null> {
    if (this.isBusy) return null
    const { id, text, radius, skill } = this.draft
    const body = { placeId, radius, text: text.trim(), ...(skill === null ? {} : { skill }) }
    const made = await attempt(this, () => this.api.call(id, body))
    if (made !== null) runInAction(() => (this.draft = this.emptyDraft()))
    return made?.id ?? null
  }

  async open(id: string): Promise<void> {
    if (id !== this.callUpId) {
      this.callUpId = id
      this.trouble = null
      this.callUp = new Loadable(() => this.api.getCallUp(id))
    }
    await this.callUp?.load()
  }

  /** True when the server has it: whoever calls must be able to count on an answer. */
  async answer(act: Omit<CallUpAction, 'id'>): Promise<boolean> {
    const { callUpId, callUp } = this
    if (callUpId === null || callUp === null || this.isBusy) return false
    const answer = await attempt(this, () => this.api.act(callUpId, { id: this.around.newId(), ...act }))
    if (answer !== null) callUp.set(answer)
    return answer !== null
  }

  forget(): void {
    this.callUpId = null
    this.callUp = null
    this.readiness = null
    this.mine.items = []
    this.draft = this.emptyDraft()
  }

  private emptyDraft(): Draft {
    return { id: this.around.newId(), text: '', radius: 'grid', skill: null }
  }
}

export const callUpStore: StoreKind<CallUpStore> = ({ api, around }) =>
  new CallUpStore(new CallUpsApi(api.http), around)
