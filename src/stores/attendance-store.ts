import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { VolunteeringApi } from '../api/volunteering-api'
import type { Attendance, CheckInCode, ServiceBrief, ShiftAction } from '../contract'
import { attempt } from './attempt'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** What an organiser's phone needs to show codes without a network: the key, and how far its own clock is from the server's. */
export interface CodeKey {
  secret: string
  digits: number
  periodSeconds: number
  /** Server's time less the phone's, in milliseconds. */
  aheadMs: number
}

type Line = Attendance & { id: string }

/** Coming and going: for the organiser the code and who is here, for a volunteer the code that they type or scan. */
export class AttendanceStore {
  shiftId: string | null = null
  key: Loadable<CodeKey> | null = null
  roll: PagedList<Line> | null = null
  service: ServiceBrief | null = null
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: VolunteeringApi,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    makeAutoObservable<this, 'api' | 'pending' | 'own' | 'around'>(
      this,
      {
        key: observableRef,
        roll: observableRef,
        service: observableRef,
        api: false,
        pending: false,
        own: false,
        around: false,
      },
      { autoBind: true },
    )
  }

  /** The organiser's: the key stays on the phone, so that codes go on changing where there is no network. */
  async openRoll(shiftId: string): Promise<void> {
    if (shiftId !== this.shiftId) {
      const { own: storage } = this
      const { now } = this.around
      this.shiftId = shiftId
      this.trouble = null
      this.key = new Loadable(async () => this.keyOf(await this.api.getCode(shiftId)), {
        storage,
        key: `check-in.${shiftId}`,
        now,
      })
      const page = async (cursor: string | null) => {
        const { items, nextCursor } = await this.api.listAttendance(shiftId, cursor)
        return { items: items.map((line) => ({ ...line, id: line.person.id })), nextCursor }
      }
      this.roll = new PagedList<Line>(page, { storage, key: `roll.${shiftId}`, now })
    }
    await Promise.all([this.key?.load(), this.roll?.refresh()])
  }

  async refreshRoll(): Promise<void> {
    await this.roll?.refresh()
  }

  /** By the code on the organiser's phone. Not kept for later: a code is dead within a minute. */
  async come(shiftId: string, action: 'check_in' | 'check_out', code: string): Promise<Outcome> {
    return this.attempt(async () => {
      const act = { id: this.around.newId(), action, code: code.trim() } satisfies ShiftAction
      const service = await this.api.actOnShift(shiftId, act)
      runInAction(() => {
        this.service = service
      })
      return 'sent'
    })
  }

  /** What the organiser notes; kept on the phone where there is no network. */
  async note(person: Attendance['person'], act: Omit<ShiftAction, 'id' | 'personId'>): Promise<Outcome> {
    return this.attempt(async () => {
      const id = this.around.newId()
      const body = { id, personId: person.id, ...act }
      const path = `/shifts/${this.shiftId}/actions`
      const title = person.displayName
      const sent = await this.pending.send<ServiceBrief>({ id, kind: 'act', method: 'POST', path, body, title })
      if (sent.outcome === 'sent') await this.refreshRoll()
      return sent.outcome
    })
  }

  forget(): void {
    this.shiftId = null
    this.key = null
    this.roll = null
    this.service = null
  }

  private keyOf({ secret, digits, periodSeconds, now }: CheckInCode): CodeKey {
    return { secret, digits, periodSeconds, aheadMs: Date.parse(now) - this.around.now().getTime() }
  }

  private async attempt(work: () => Promise<Outcome>): Promise<Outcome> {
    if (this.isBusy) return 'refused'
    return (await attempt(this, work)) ?? 'refused'
  }
}

export const attendanceStore: StoreKind<AttendanceStore> = ({ api, pending, own, around }) =>
  new AttendanceStore(api.volunteering, pending, own, around)
