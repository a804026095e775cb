import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { NoticesApi } from '../api/notices-api'
import type { Notice, Receipts } from '../contract'
import { Loadable } from './loadable'
import type { NoticesStore } from './notices-store'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { Outcome } from './post-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

type Unread = Receipts['unread'][number] & { id: string }

export type ReceiptCounts = Pick<Receipts, 'residents' | 'read' | 'households' | 'householdsReached'>

/** One notice; for its writers, who has confirmed it. */
export class NoticeStore {
  noticeId: string | null = null
  notice: Loadable<Notice> | null = null
  counts: ReceiptCounts | null = null
  /** People who have not confirmed, by household. */
  unread: PagedList<Unread> | null = null
  isConfirming = false
  private readonly reminder: Sender
  trouble: Trouble | null = null

  constructor(
    private readonly api: NoticesApi,
    private readonly notices: NoticesStore,
    private readonly pending: PendingStore,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.reminder = new Sender(around)
    makeAutoObservable<this, 'api' | 'notices' | 'pending' | 'reminder'>(
      this,
      {
        notice: observableRef,
        unread: observableRef,
        counts: observableRef,
        api: false,
        notices: false,
        pending: false,
        reminder: false,
      },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  get isReminding(): boolean {
    return this.reminder.isBusy
  }

  /** Confirmed on this phone, and not yet known to the server. */
  get isConfirmationWaiting(): boolean {
    return this.pending.writes.some(({ kind, path }) => kind === 'receipt' && path === receiptPath(this.noticeId))
  }

  async open(noticeId: string): Promise<void> {
    if (noticeId !== this.noticeId) {
      this.noticeId = noticeId
      this.trouble = null
      this.counts = null
      this.unread = null
      this.notice = new Loadable(() => this.api.getNotice(noticeId))
      const shown = this.notices.find(noticeId)
      if (shown) this.notice.value = shown
    }
    await this.notice?.load()
    if (this.notice?.value?.id === noticeId) this.notices.markSeen(noticeId)
    if (this.notice?.value && this.notice.state === 'ready') this.notices.replace(this.notice.value)
  }

  /** "我已知晓" */
  async confirm(): Promise<Outcome> {
    const notice = this.notice?.value
    if (!notice || this.isConfirming) return 'refused'
    this.isConfirming = true
    this.trouble = null
    try {
      const write = {
        id: `receipt.${notice.id}`,
        kind: 'receipt',
        method: 'PUT',
        path: receiptPath(notice.id),
      } as const
      return (await this.pending.send<null>({ ...write, title: notice.title })).outcome
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return 'refused'
    } finally {
      runInAction(() => {
        this.isConfirming = false
      })
    }
  }

  async openReceipts(noticeId: string): Promise<void> {
    await this.open(noticeId)
    const list =
      this.unread ??
      new PagedList<Unread>(async (cursor) => {
        const { unread, nextCursor, ...counts } = await this.api.getReceipts(noticeId, cursor)
        runInAction(() => {
          this.counts = counts
        })
        return { items: unread.map((person) => ({ ...person, id: person.personId })), nextCursor }
      })
    runInAction(() => {
      this.unread = list
    })
    await list.refresh()
  }

  /** How many were reminded, or why not; null while they are being reminded already. */
  async remind(): Promise<{ reminded: number } | { trouble: Trouble } | null> {
    const { noticeId } = this
    if (noticeId === null) return null
    const answer = await this.reminder.run(noticeId, (id) => this.api.remind(noticeId, { id, action: 'remind' }))
    if (answer) return answer
    return this.reminder.trouble ? { trouble: this.reminder.trouble } : null
  }

  forget(): void {
    this.reminder.forget()
  }

  private takeSent({ kind, path }: PendingWrite): void {
    if (kind !== 'receipt') return
    const id = path.split('/')[2] ?? ''
    const mine = this.notice?.value?.id === id ? this.notice.value : null
    const notice = mine ?? this.notices.find(id)
    if (!notice) return
    const confirmed: Notice = { ...notice, confirmed: true, can: { ...notice.can, confirm: false } }
    this.notices.replace(confirmed)
    if (mine) this.notice?.set(confirmed)
  }
}

const receiptPath = (noticeId: string | null) => `/notices/${noticeId}/receipt`
