import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { Apis } from '../api'
import type { DeskKind } from '../api/desk-api'
import type {
  AppealLine,
  CareTask,
  CareTaskAction,
  DeskCounts,
  DeskItem,
  MembershipAction,
  MembershipView,
  PageOf,
  ReportView,
} from '../contract'
import { LIMITS } from '../contract/limits'
import { Loadable } from './loadable'
import type { ModerationStore } from './moderation-store'
import { PagedList } from './paged-list'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

type Waiting<Kind extends DeskKind> = Extract<DeskItem, { kind: Kind }>

/** What waits for a member of staff, soonest due first. */
export class DeskStore {
  readonly counts: Loadable<DeskCounts>
  readonly memberships: PagedList<Waiting<'membership'>>
  readonly reports: PagedList<Waiting<'report'>>
  readonly appeals: PagedList<Waiting<'appeal'>>
  readonly careTasks: PagedList<Waiting<'care_task'>>
  readonly activities: PagedList<Waiting<'activity'>>
  /** The request to be let in, and the reported thing, that are being decided on. */
  membership: Loadable<MembershipView> | null = null
  report: Loadable<ReportView> | null = null
  /** As it was asked for: the case may have the id of an earlier report of the same thing. */
  reportId: string | null = null
  /** Cases marked to be taken on together; null while nothing is being marked. */
  marked: readonly string[] | null = null
  /** An act whose answer was lost is asked again as the same act: nobody is then told that a colleague did it. */
  private readonly sender: Sender

  constructor(
    private readonly api: Pick<Apis, 'desk' | 'membership' | 'moderation' | 'appeals' | 'office'>,
    private readonly moderation: ModerationStore,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    this.counts = new Loadable(() => api.desk.getCounts())
    const page =
      <Kind extends DeskKind>(kind: Kind) =>
      (cursor: string | null) =>
        api.desk.listWaiting(kind, cursor) as Promise<PageOf<Waiting<Kind>>>
    this.memberships = new PagedList(page('membership'))
    this.reports = new PagedList(page('report'))
    this.appeals = new PagedList(page('appeal'))
    this.careTasks = new PagedList(page('care_task'))
    this.activities = new PagedList(page('activity'))
    makeAutoObservable<this, 'api' | 'moderation' | 'sender'>(
      this,
      {
        counts: false,
        memberships: false,
        reports: false,
        appeals: false,
        careTasks: false,
        activities: false,
        marked: observableRef,
        membership: observableRef,
        report: observableRef,
        api: false,
        moderation: false,
        sender: false,
      },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy || this.moderation.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble ?? this.moderation.trouble
  }

  get waitingCount(): number {
    return Object.values(this.counts.value ?? {}).reduce((sum, count) => sum + count, 0)
  }

  listOf(kind: DeskKind): PagedList<DeskItem> {
    const lists = {
      membership: this.memberships,
      report: this.reports,
      appeal: this.appeals,
      care_task: this.careTasks,
      activity: this.activities,
    }
    return lists[kind] as unknown as PagedList<DeskItem>
  }

  async refresh(): Promise<void> {
    await Promise.all([this.counts.load(), ...this.lists.map((list) => list.refresh())])
  }

  /** Asks the server for it: what came in after the desk was read is on no list here yet. */
  async openMembership(id: string): Promise<void> {
    const opened = new Loadable(() => this.api.membership.getMembership(id))
    opened.value = this.memberships.items.find((item) => item.membership.id === id)?.membership ?? null
    this.membership = opened
    this.clearTrouble()
    await opened.load()
  }

  async openReport(id: string): Promise<void> {
    const opened = new Loadable(() => this.api.moderation.getCase(id))
    opened.value = this.reports.items.find((item) => item.report.id === id)?.report ?? null
    this.report = opened
    this.reportId = id
    this.clearTrouble()
    await opened.load()
  }

  findCareTask(id: string): CareTask | null {
    return this.careTasks.items.find((item) => item.careTask.id === id)?.careTask ?? null
  }

  verify(membershipId: string): Promise<boolean> {
    return this.decideMembership(membershipId, { action: 'verify' })
  }

  refuse(membershipId: string, reason: string): Promise<boolean> {
    return this.decideMembership(membershipId, { action: 'refuse', reason: reason.trim() })
  }

  /** True when it was decided; the case then leaves the desk. */
  async decideReport(reportId: string, action: 'hide' | 'keep' | 'warn', reason: string): Promise<boolean> {
    const decided = await this.moderation.decide(reportId, action, reason)
    runInAction(() => {
      if (decided || isSettledElsewhere(this.moderation.trouble))
        this.reports.items = this.reports.items.filter(({ report }) => report.id !== reportId)
      if (decided) this.report?.set(decided)
    })
    if (isSettledElsewhere(this.moderation.trouble)) await this.report?.load()
    void this.counts.load()
    return decided !== null
  }

  /** Those of the desk that can be taken on with one tap. */
  get acceptable(): AppealLine[] {
    return this.appeals.items.map(({ appeal }) => appeal).filter(({ can }) => can.accept)
  }

  setMarking(isMarking: boolean): void {
    this.marked = isMarking ? [] : null
  }

  toggleMark(appealId: string): void {
    const marked = this.marked ?? []
    if (marked.includes(appealId)) this.marked = marked.filter((id) => id !== appealId)
    else this.marked = [...marked, appealId].slice(0, LIMITS.bulkAppeals)
  }

  /** How many were taken on, and how many a colleague had already; null where the server was not reached or refused. */
  async acceptMarked(): Promise<{ accepted: number; refused: number } | null> {
    const appealIds = [...(this.marked ?? [])]
    if (appealIds.length === 0) return null
    const answer = await this.sender.run(`accept.${appealIds.join()}`, (id) =>
      this.api.appeals.actOnSeveral({ id, action: 'accept', appealIds }),
    )
    if (answer === null) return null
    this.setMarking(false)
    await this.refresh()
    const refused = answer.items.filter(({ refusal }) => refusal !== null).length
    return { accepted: answer.items.length - refused, refused }
  }

  takeCareTask(id: string): Promise<boolean> {
    return this.actOnCareTask(id, 'take', (actId) => ({ id: actId, action: 'take' }))
  }

  finishCareTask(id: string, report: string): Promise<boolean> {
    const words = report.trim()
    return this.actOnCareTask(id, `finish.${words}`, (actId) => ({ id: actId, action: 'finish', report: words }))
  }

  clearTrouble(): void {
    this.sender.clear()
    this.moderation.clearTrouble()
  }

  forget(): void {
    for (const list of this.lists) {
      list.items = []
      list.nextCursor = null
      list.state = 'idle'
    }
    this.sender.forget()
    this.marked = null
    this.membership = null
    this.report = null
    this.reportId = null
    this.counts.value = null
    this.counts.state = 'idle'
  }

  private get lists() {
    return [this.memberships, this.reports, this.appeals, this.careTasks, this.activities]
  }

  private async actOnCareTask(id: string, wish: string, actOf: (id: string) => CareTaskAction): Promise<boolean> {
    const careTask = await this.sender.run(`care_task.${id}.${wish}`, (actId) =>
      this.api.office.actOnCareTask(id, actOf(actId)),
    )
    const item = this.careTasks.items.find((waiting) => waiting.careTask.id === id)
    if (careTask && item && careTask.state !== 'done') this.careTasks.replace({ ...item, careTask })
    else if (careTask || isSettledElsewhere(this.sender.trouble))
      runInAction(() => item && this.careTasks.remove(item.id))
    void this.counts.load()
    return careTask !== null
  }

  private async decideMembership(membershipId: string, what: Omit<MembershipAction, 'id'>): Promise<boolean> {
    const decided = await this.sender.run(`membership.${membershipId}.${JSON.stringify(what)}`, (id) =>
      this.api.membership.act(membershipId, { ...what, id }),
    )
    const isSettled = isSettledElsewhere(this.sender.trouble)
    runInAction(() => {
      if (decided || isSettled)
        this.memberships.items = this.memberships.items.filter(({ membership }) => membership.id !== membershipId)
      if (decided) this.membership?.set(decided)
    })
    if (isSettled) await this.membership?.load()
    void this.counts.load()
    return decided !== null
  }
}

/** A colleague was quicker. */
const isSettledElsewhere = (trouble: Trouble | null): boolean => trouble?.code === 'wrong_state'
