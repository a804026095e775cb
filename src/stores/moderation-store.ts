import { makeAutoObservable, runInAction } from 'mobx'
import type { ModerationApi } from '../api/moderation-api'
import type { CreateReportRequest, ReportAction, ReportView } from '../contract'
import type { PendingStore } from './pending-store'
import type { Outcome } from './post-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

export type Subject = CreateReportRequest['subject']

/** Telling that something is not right, and answering when one's own thing was hidden. */
export class ModerationStore {
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: ModerationApi,
    private readonly pending: PendingStore,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    makeAutoObservable<this, 'api' | 'pending' | 'around'>(
      this,
      { api: false, pending: false, around: false },
      { autoBind: true },
    )
  }

  async report(subject: Subject, reason: string): Promise<Outcome> {
    const id = this.around.newId()
    const body: CreateReportRequest = { subject, reason: reason.trim() }
    const path = `/reports/${id}`
    const sent = await this.run(() =>
      this.pending.send<unknown>({ id, kind: 'report', method: 'PUT', path, body, title: body.reason }),
    )
    return sent?.outcome ?? 'refused'
  }

  /** The author asks another person to look again. */
  async appeal(reportId: string, text: string): Promise<Outcome> {
    const act: ReportAction = { id: this.around.newId(), action: 'appeal', text: text.trim() }
    const path = `/reports/${reportId}/actions`
    const sent = await this.run(() =>
      this.pending.send<unknown>({ id: act.id, kind: 'act', method: 'POST', path, body: act, title: text }),
    )
    return sent?.outcome ?? 'refused'
  }

  /** A decision of staff is not kept for later: by then a colleague may have taken the case. Null where it was refused. */
  decide(reportId: string, action: 'hide' | 'keep' | 'warn', reason: string): Promise<ReportView | null> {
    const words = reason.trim()
    const act: ReportAction = { id: this.around.newId(), action, ...(words ? { reason: words } : {}) }
    return this.run(() => this.api.act(reportId, act))
  }

  clearTrouble(): void {
    this.trouble = null
  }

  private async run<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    this.isBusy = true
    this.trouble = null
    try {
      return await work()
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return null
    } finally {
      runInAction(() => {
        this.isBusy = false
      })
    }
  }
}
