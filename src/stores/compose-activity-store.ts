import { makeAutoObservable, runInAction } from 'mobx'
import type { CreateActivityRequest, CreateShiftRequest } from '../contract'
import { LIMITS } from '../contract/limits'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

interface ActivityDraft {
  id: string
  title: string
  body: string
  category: string
  needsInsurance: boolean
  insurance: string
}

/** A part in a shift with places of its own. `key` tells it from the others while it is written. */
export interface RoleDraft {
  key: string
  title: string
  capacity: string
  skills: readonly string[]
}

interface ShiftDraft {
  id: string
  activityId: string
  startsAt: string
  endsAt: string
  capacity: string
  minimumAge: string
  pointsPerHour: string
  address: string
  /** Good to have; what one must know belongs to a role. */
  skills: readonly string[]
  /** Where there are any, their places make up the shift's. */
  roles: readonly RoleDraft[]
  /** How many weeks in a row. */
  weeks: string
}

const ACTIVITY_KEY = 'draft.activity'
const HOUR_MS = 3_600_000
const WEEKS_MAX = 26
const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length
const wholeOf = (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null)

const within = (text: string, least: number, most: number) => {
  const value = wholeOf(text)
  return value !== null && value >= least && value <= most
}
const roleOf = ({ title, capacity, skills }: RoleDraft) => ({
  title: title.trim(),
  capacity: wholeOf(capacity) ?? 0,
  skills: [...skills],
})

/** An activity being written, and a shift being planned. The activity's draft stays on the phone. */
export class ComposeActivityStore {
  activity: ActivityDraft
  shift: ShiftDraft
  isSending = false
  trouble: Trouble | null = null

  constructor(
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.activity = this.emptyActivity()
    this.shift = this.emptyShift('')
    makeAutoObservable<this, 'pending' | 'own' | 'around'>(
      this,
      { pending: false, own: false, around: false },
      { autoBind: true },
    )
  }

  get canSendActivity(): boolean {
    const { title, body, category } = this.activity
    const fits =
      lengthOf(title) <= LIMITS.activityTitle &&
      lengthOf(body) <= LIMITS.activityBody &&
      lengthOf(category) <= LIMITS.activityCategory
    return !this.isSending && fits && [title, body, category].every((text) => text.trim() !== '')
  }

  /** The first thing that stands in the way of a shift, or null. */
  get shiftFault(): 'capacity' | 'roles' | 'address' | 'times' | 'age' | 'points' | 'weeks' | null {
    const { capacity, roles, address, startsAt, endsAt, minimumAge, pointsPerHour, weeks } = this.shift
    const lengthMs = Date.parse(endsAt) - Date.parse(startsAt)
    if (roles.length > 0 ? !this.rolesFit : !within(capacity, 1, LIMITS.shiftCapacity))
      return roles.length > 0 ? 'roles' : 'capacity'
    if (address.trim() === '' || lengthOf(address) > LIMITS.address) return 'address'
    if (!(lengthMs > 0 && lengthMs <= LIMITS.shiftHours * HOUR_MS) || Date.parse(endsAt) <= this.around.now().getTime())
      return 'times'
    if (minimumAge.trim() !== '' && !within(minimumAge, 0, LIMITS.minimumAge)) return 'age'
    if (pointsPerHour.trim() !== '' && !within(pointsPerHour, 0, LIMITS.pointsPerHour)) return 'points'
    return within(weeks, 1, WEEKS_MAX) ? null : 'weeks'
  }

  /** How many people a shift wants in all. */
  get capacity(): number {
    const { roles, capacity } = this.shift
    if (roles.length === 0) return wholeOf(capacity) ?? 0
    return roles.reduce((sum, role) => sum + (wholeOf(role.capacity) ?? 0), 0)
  }

  get canAddRole(): boolean {
    return this.shift.roles.length < LIMITS.shiftRoles
  }

  openActivity(): void {
    this.activity = this.own.read<ActivityDraft>(ACTIVITY_KEY) ?? this.emptyActivity()
    this.trouble = null
  }

  changeActivity(changes: Partial<Omit<ActivityDraft, 'id'>>): void {
    this.activity = { ...this.activity, ...changes }
    this.own.write(ACTIVITY_KEY, this.activity)
  }

  openShift(activityId: string): void {
    if (this.shift.activityId !== activityId) this.shift = this.emptyShift(activityId)
    this.trouble = null
  }

  changeShift(changes: Partial<Omit<ShiftDraft, 'id' | 'activityId'>>): void {
    this.shift = { ...this.shift, ...changes }
  }

  /** The first takes over what was wanted without roles. */
  addRole(): void {
    const { roles, capacity } = this.shift
    if (!this.canAddRole) return
    const role = { key: this.around.newId(), title: '', capacity: roles.length === 0 ? capacity : '1', skills: [] }
    this.changeShift({ roles: [...roles, role] })
  }

  changeRole(key: string, changes: Partial<Omit<RoleDraft, 'key'>>): void {
    this.changeShift({ roles: this.shift.roles.map((role) => (role.key === key ? { ...role, ...changes } : role)) })
  }

  removeRole(key: string): void {
    this.changeShift({ roles: this.shift.roles.filter((role) => role.key !== key) })
  }

  submitActivity(placeId: string): Promise<Outcome> {
    const { id, title, body, category, needsInsurance, insurance } = this.activity
    const request: CreateActivityRequest = {
      placeId,
      title: title.trim(),
      body: body.trim(),
      category: category.trim(),
      needsInsurance,
      ...(needsInsurance && insurance.trim() !== '' ? { insurance: insurance.trim() } : {}),
    }
    return this.send({ id, kind: 'activity', path: `/activities/${id}`, body: request, title: request.title }, () => {
      this.own.remove(ACTIVITY_KEY)
      this.activity = this.emptyActivity()
    })
  }

  /** One shift, or the same week after week. */
  submitShift(title: string): Promise<Outcome> {
    const { id, activityId, startsAt, endsAt, skills, roles, minimumAge, pointsPerHour, address, weeks } = this.shift
    const request: CreateShiftRequest = {
      activityId,
      startsAt,
      endsAt,
      capacity: this.capacity,
      skills: [...skills],
      address: address.trim(),
      ...(roles.length === 0 ? {} : { roles: roles.map(roleOf) }),
      ...(pointsPerHour.trim() === '' ? {} : { pointsPerHour: wholeOf(pointsPerHour) ?? 0 }),
      ...(minimumAge.trim() === '' ? {} : { minimumAge: wholeOf(minimumAge) ?? 0 }),
    }
    const count = wholeOf(weeks) ?? 1
    const isSeries = count > 1
    const body = isSeries ? { ...request, rule: `FREQ=WEEKLY;COUNT=${count}` } : request
    const path = `/${isSeries ? 'shift-series' : 'shifts'}/${id}`
    return this.send({ id, kind: 'shift', path, body, title }, () => {
      this.shift = this.emptyShift(activityId)
    })
  }

  forget(): void {
    this.activity = this.emptyActivity()
    this.shift = this.emptyShift('')
    this.trouble = null
  }

  private get rolesFit(): boolean {
    const { roles } = this.shift
    const eachFits = roles.every(
      ({ title, capacity }) =>
        title.trim() !== '' && lengthOf(title) <= LIMITS.roleTitle && within(capacity, 1, LIMITS.shiftCapacity),
    )
    return eachFits && this.capacity <= LIMITS.shiftCapacity
  }

  private async send(
    write: { id: string; kind: 'activity' | 'shift'; path: string; body: unknown; title: string },
    clear: () => void,
  ): Promise<Outcome> {
    if (this.isSending) return 'refused'
    this.isSending = true
    this.trouble = null
    try {
      const sent = await this.pending.send({ ...write, method: 'PUT' })
      runInAction(clear)
      return sent.outcome
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return 'refused'
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  private emptyActivity(): ActivityDraft {
    return { id: this.around.newId(), title: '', body: '', category: '', needsInsurance: false, insurance: '' }
  }

  /** Two hours from nine tomorrow, by the phone's clock. */
  private emptyShift(activityId: string): ShiftDraft {
    const at = new Date(this.around.now())
    at.setDate(at.getDate() + 1)
    at.setHours(9, 0, 0, 0)
    const [startsAt, endsAt] = [at.toISOString(), new Date(at.getTime() + 2 * HOUR_MS).toISOString()]
    const numbers = { capacity: '10', minimumAge: '', pointsPerHour: '', weeks: '1' }
    return { id: this.around.newId(), activityId, startsAt, endsAt, address: '', skills: [], roles: [], ...numbers }
  }
}

export const composeActivityStore: StoreKind<ComposeActivityStore> = ({ pending, own, around }) =>
  new ComposeActivityStore(pending, own, around)
