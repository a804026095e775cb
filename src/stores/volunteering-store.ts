import { makeAutoObservable, observableRef } from 'mobx'
import type { VolunteeringApi } from '../api/volunteering-api'
import type { Activity, ActivityAction, Shift, SignUp } from '../contract'
import { attempt } from './attempt'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** What one can lend a hand with around a grid; one activity, one shift; and what is and was in one's own diary. */
export class VolunteeringStore {
  placeId: string | null = null
  activities: PagedList<Activity> | null = null
  activity: Loadable<Activity> | null = null
  shift: Loadable<Shift> | null = null
  readonly past: PagedList<Shift>
  isBusy = false
  trouble: Trouble | null = null
  private activityId: string | null = null
  private shiftId: string | null = null

  constructor(
    private readonly api: VolunteeringApi,
    private readonly pending: PendingStore,
    readonly coming: PagedList<Shift>,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.past = new PagedList((cursor) => api.listMyShifts('past', cursor))
    makeAutoObservable<this, 'api' | 'pending' | 'own' | 'around' | 'activityId' | 'shiftId'>(
      this,
      {
        activities: observableRef,
        activity: observableRef,
        shift: observableRef,
        coming: false,
        past: false,
        activityId: false,
        shiftId: false,
        api: false,
        pending: false,
        own: false,
        around: false,
      },
      { autoBind: true },
    )
  }

  async openActivities(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      const keep = { storage: this.own, key: `activities.${placeId}`, now: this.around.now }
      this.activities = new PagedList((cursor) => this.api.listActivities(placeId, cursor), keep)
    }
    await this.activities?.refresh()
  }

  async openActivity(id: string): Promise<void> {
    if (id !== this.activityId) {
      this.activityId = id
      this.trouble = null
      this.activity = new Loadable(() => this.api.getActivity(id))
    }
    await this.activity?.load()
  }

  async openShift(id: string): Promise<void> {
    if (id !== this.shiftId) {
      this.shiftId = id
      this.trouble = null
      this.shift = new Loadable(() => this.api.getShift(id))
      const known = this.coming.items.find((shift) => shift.id === id)
      if (known) this.shift.value = known
    }
    await this.shift?.load()
  }

  async openMine(): Promise<void> {
    await Promise.all([this.coming.refresh(), this.past.refresh()])
  }

  /** Signed up on this phone, and not yet known to the server. */
  isSignUpWaiting(shiftId: string): boolean {
    return this.pending.writes.some(
      ({ kind, body }) => kind === 'sign_up' && (body as { shiftId?: string } | undefined)?.shiftId === shiftId,
    )
  }

  signUp(shift: Shift, roleId: string | null): Promise<Outcome> {
    const id = this.around.newId()
    const body = { shiftId: shift.id, ...(roleId === null ? {} : { roleId }) }
    const write = { id, kind: 'sign_up', method: 'PUT', path: `/sign-ups/${id}`, body } as const
    return this.attempt(async () => {
      const { outcome } = await this.pending.send<SignUp>({ ...write, title: shift.activity.title })
      if (outcome === 'sent') await this.readAgain()
      return outcome
    })
  }

  leave({ id }: SignUp): Promise<Outcome> {
    return this.attempt(async () => {
      await this.api.leave(id)
      await this.readAgain()
      return 'sent'
    })
  }

  /** A released place came to this person, and they take it. */
  accept({ id }: SignUp): Promise<Outcome> {
    return this.attempt(async () => {
      await this.api.accept(id, { id: this.around.newId(), action: 'accept' })
      await this.readAgain()
      return 'sent'
    })
  }

  actOnActivity(act: Omit<ActivityAction, 'id'>): Promise<Outcome> {
    return this.attempt(async () => {
      const activity = this.activity
      if (this.activityId === null || activity === null) return 'refused'
      const answer = await this.api.actOnActivity(this.activityId, { id: this.around.newId(), ...act })
      activity.set(answer)
      this.activities?.replace(answer)
      return 'sent'
    })
  }

  cancelShift(shiftId: string): Promise<Outcome> {
    return this.attempt(async () => {
      await this.api.cancelShift(shiftId)
      await this.readAgain()
      return 'sent'
    })
  }

  cancelSeries(seriesId: string): Promise<Outcome> {
    return this.attempt(async () => {
      await this.api.cancelSeries(seriesId)
      await this.readAgain()
      return 'sent'
    })
  }

  forget(): void {
    this.placeId = null
    this.activities = null
    this.activity = null
    this.shift = null
    this.activityId = null
    this.shiftId = null
    this.past.items = []
    this.past.nextCursor = null
    this.past.state = 'idle'
  }

  private async readAgain(): Promise<void> {
    await Promise.all([this.shift?.load(), this.coming.refresh()])
  }

  private async attempt(work: () => Promise<Outcome>): Promise<Outcome> {
    if (this.isBusy) return 'refused'
    return (await attempt(this, work)) ?? 'refused'
  }
}

export const volunteeringStore: StoreKind<VolunteeringStore> = ({ api, pending, myShifts, own, around }) =>
  new VolunteeringStore(api.volunteering, pending, myShifts.coming, own, around)
