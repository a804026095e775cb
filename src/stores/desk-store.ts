import { makeAutoObservable, runInAction } from 'mobx'
import type { DeskApi } from '../api/desk-api'
import type { MembershipApi } from '../api/membership-api'
import type { DeskCounts, DeskItem, MembershipAction, MembershipView, PageOf, ReportView } from '../contract'
import { Loadable } from './loadable'
import type { ModerationStore } from './moderation-store'
import { PagedList } from './paged-list'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

type Waiting<Kind extends DeskItem['kind']> = Extract<DeskItem, { kind: Kind }>

/** What waits for a member of staff, oldest first. */
export class DeskStore {
  readonly counts: Loadable<DeskCounts>
  readonly memberships: PagedList<Waiting<'membership'>>
  readonly reports: PagedList<Waiting<'report'>>
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    api: DeskApi,
    private readonly membershipApi: MembershipApi,
    private readonly moderation: ModerationStore,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    this.counts = new Loadable(() => api.getCounts())
    const page =
      <Kind extends DeskItem['kind']>(kind: Kind) =>
      (cursor: string | null) =>
        api.listWaiting(kind, cursor) as Promise<PageOf<Waiting<Kind>>>
    this.memberships = new PagedList(page('membership'))
    this.reports = new PagedList(page('report'))
    makeAutoObservable<this, 'membershipApi' | 'moderation' | 'around'>(
      this,
      {
        counts: false,
        memberships: false,
        reports: false,
        membershipApi: false,
        moderation: false,
        around: false,
      },
      { autoBind: true },
    )
  }

  get waitingCount(): number {
    const counts = this.counts.value
    return counts ? counts.membership + counts.report : 0
  }

  async refresh(): Promise<void> {
    await Promise.all([this.counts.load(), this.memberships.refresh(), this.reports.refresh()])
  }

  findMembership(id: string): MembershipView | null {
    return this.memberships.items.find((item) => item.membership.id === id)?.membership ?? null
  }

  findReport(id: string): ReportView | null {
    return this.reports.items.find((item) => item.report.id === id)?.report ?? null
  }

  verify(membershipId: string): Promise<boolean> {
    return this.decideMembership(membershipId, { id: this.around.newId(), action: 'verify' })
  }

  refuse(membershipId: string, reason: string): Promise<boolean> {
    return this.decideMembership(membershipId, { id: this.around.newId(), action: 'refuse', reason: reason.trim() })
  }

  /** True when it was decided; the case then leaves the desk. */
  async decideReport(reportId: string, action: 'hide' | 'keep' | 'warn', reason: string): Promise<boolean> {
    const decided = await this.moderation.decide(reportId, action, reason)
    runInAction(() => {
      this.trouble = this.moderation.trouble
      if (decided || this.isSettledElsewhere)
        this.reports.items = this.reports.items.filter(({ report }) => report.id !== reportId)
    })
    void this.counts.load()
    return decided !== null
  }

  clearTrouble(): void {
    this.trouble = null
  }

  forget(): void {
    for (const list of [this.memberships, this.reports]) {
      list.items = []
      list.nextCursor = null
      list.state = 'idle'
    }
    this.counts.value = null
    this.counts.state = 'idle'
  }

  /** A colleague was quicker. */
  private get isSettledElsewhere(): boolean {
    return this.trouble?.code === 'wrong_state'
  }

  private async decideMembership(membershipId: string, act: MembershipAction): Promise<boolean> {
    this.isBusy = true
    this.trouble = null
    try {
      await this.membershipApi.act(membershipId, act)
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
    }
    runInAction(() => {
      this.isBusy = false
      if (this.trouble === null || this.isSettledElsewhere)
        this.memberships.items = this.memberships.items.filter(({ membership }) => membership.id !== membershipId)
    })
    void this.counts.load()
    return this.trouble === null
  }
}
