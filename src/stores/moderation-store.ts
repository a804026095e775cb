import { makeAutoObservable } from 'mobx'
import type { ModerationApi } from '../api/moderation-api'
import type { CreateReportRequest, ReportAction, ReportView } from '../contract'
import type { PendingStore } from './pending-store'
import type { Outcome } from './post-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

export type Subject = CreateReportRequest['subject']

/** Telling that something is not right, and answering when one's own thing was hidden. */
export class ModerationStore {
  private readonly sender: Sender

  constructor(
    private readonly api: ModerationApi,
    private readonly pending: PendingStore,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'pending' | 'sender'>(
      this,
      { api: false, pending: false, sender: false },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  async report(subject: Subject, reason: string): Promise<Outcome> {
    const body: CreateReportRequest = { subject, reason: reason.trim() }
    const sent = await this.sender.run(`report.${JSON.stringify(body)}`, (id) =>
      this.pending.send<unknown>({
        id,
        kind: 'report',
        method: 'PUT',
        path: `/reports/${id}`,
        body,
        title: body.reason,
      }),
    )
    return sent?.outcome ?? 'refused'
  }

  /** The author asks another person to look again. */
  async appeal(reportId: string, text: string): Promise<Outcome> {
    const path = `/reports/${reportId}/actions`
    const words = text.trim()
    const sent = await this.sender.run(`appeal.${reportId}.${words}`, (id) => {
      const body: ReportAction = { id, action: 'appeal', text: words }
      return this.pending.send<unknown>({ id, kind: 'act', method: 'POST', path, body, title: text })
    })
    return sent?.outcome ?? 'refused'
  }

  /** A decision of staff is not kept for later: by then a colleague may have taken the case. Null where it was refused. */
  decide(reportId: string, action: 'hide' | 'keep' | 'warn', reason: string): Promise<ReportView | null> {
    const words = reason.trim()
    return this.sender.run(`${action}.${reportId}.${words}`, (id) =>
      this.api.act(reportId, { id, action, ...(words ? { reason: words } : {}) }),
    )
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  forget(): void {
    this.sender.forget()
  }
}
