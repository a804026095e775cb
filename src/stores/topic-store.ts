import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type { Agenda, Invitation, MeetingCode, Statement, TaskAction, Topic, TopicAction } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type TopicsStore, topicsStore } from './topics-store'
import { type Trouble, troubleOf } from './trouble'

type Without<Act, Key extends string> = Act extends unknown ? Omit<Act, Key> : never

/** An act as a screen asks for it; its id is made here. */
export type TopicAct = Without<TopicAction, 'id'>
export type TaskAct = Without<TaskAction, 'id'>

/** What residents say about coming and about the outcome; it may wait in the outbox. */
type ResidentAct = Extract<TopicAct, { action: 'confirm' | 'decline' | 'evaluate' }>

/** Whether an outbox entry is an act on a topic, and on which. */
const topicActedOn = ({ kind, path }: PendingWrite): string | null =>
  kind === 'act' && path.startsWith('/topics/') ? (path.split('/')[2] ?? null) : null

/** One topic: its thread, and what can be done with it. */
export class TopicStore {
  topicId: string | null = null
  loading: Loadable<Topic> | null = null
  agenda: Loadable<Agenda> | null = null
  invitation: Loadable<Invitation> | null = null
  /** The code on the screen of the room, for whoever runs the meeting. */
  code: MeetingCode | null = null
  /** Statements that wait until somebody has looked at them. */
  pendingStatements: PagedList<Statement> | null = null
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: DeliberationApi,
    private readonly topics: TopicsStore,
    private readonly pending: PendingStore,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    makeAutoObservable<this, 'api' | 'topics' | 'pending' | 'around'>(
      this,
      {
        loading: observableRef,
        agenda: observableRef,
        invitation: observableRef,
        code: observableRef,
        pendingStatements: observableRef,
        api: false,
        topics: false,
        pending: false,
        around: false,
      },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  get topic(): Topic | null {
    return this.loading?.value ?? null
  }

  /** What the reader did here without a network; it goes out by itself. */
  get waitingActs(): PendingWrite[] {
    return this.pending.writes.filter((write) => this.topicId !== null && topicActedOn(write) === this.topicId)
  }

  async open(topicId: string, known?: Topic): Promise<void> {
    if (topicId !== this.topicId) {
      this.forget()
      this.topicId = topicId
      this.loading = new Loadable(() => this.api.getTopic(topicId))
    }
    if (known) this.loading?.set(known)
    await this.refresh()
  }

  async refresh(): Promise<void> {
    await this.loading?.load()
    if (this.topic && this.loading?.state === 'ready') this.topics.replace(this.topic)
  }

  async toggleSupport(): Promise<void> {
    const { topic } = this
    if (!topic || this.isBusy) return
    const { supported } = topic.support
    const answer = await this.run(() => (supported ? this.api.withdrawSupport(topic.id) : this.api.support(topic.id)))
    if (answer !== null) await this.refresh()
  }

  confirm(code: string | null): Promise<Outcome> {
    return this.send({ action: 'confirm', ...(code === null ? {} : { code }) })
  }

  decline(): Promise<Outcome> {
    return this.send({ action: 'decline' })
  }

  evaluate(stars: number, text: string): Promise<Outcome> {
    const words = text.trim()
    return this.send({ action: 'evaluate', stars, ...(words ? { text: words } : {}) })
  }

  /** Acts of staff, and a code that is good for a minute, are not kept for later. True when it was done. */
  async act(act: TopicAct): Promise<boolean> {
    const id = this.topicId
    if (id === null || this.isBusy) return false
    const done = await this.run(async () =>
      this.take(await this.api.act(id, { ...act, id: this.around.newId() } as TopicAction)),
    )
    return done !== null
  }

  async actOnTask(taskId: string, act: TaskAct): Promise<boolean> {
    if (this.isBusy) return false
    const done = await this.run(async () =>
      this.take(await this.api.actOnTask(taskId, { ...act, id: this.around.newId() } as TaskAction)),
    )
    return done !== null
  }

  async openAgenda(): Promise<void> {
    const id = this.topicId
    if (id === null) return
    this.agenda ??= new Loadable(() => this.api.getAgenda(id))
    await this.agenda.load()
  }

  async openInvitation(): Promise<void> {
    const id = this.topicId
    if (id === null) return
    this.invitation ??= new Loadable(() => this.api.getInvitation(id))
    await this.invitation.load()
  }

  /** The code of this half minute; asked for again when it has changed. */
  async showCode(): Promise<void> {
    const id = this.topicId
    if (id === null) return
    try {
      const code = await this.api.getMeetingCode(id)
      runInAction(() => {
        this.code = code
      })
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
    }
  }

  async openPendingStatements(): Promise<void> {
    const id = this.topicId
    if (id === null) return
    this.pendingStatements ??= new PagedList((cursor) => this.api.listStatements(id, 'pending', cursor))
    await this.pendingStatements.refresh()
  }

  /** The secretary shows a statement, or takes it out with a reason that its author reads. */
  async decide(statementId: string, reason: string | null): Promise<boolean> {
    const id = this.around.newId()
    const act = reason === null ? ({ id, action: 'show' } as const) : ({ id, action: 'hide', reason } as const)
    const decided = await this.run(() => this.api.decide(statementId, act))
    if (decided === null) return false
    runInAction(() => this.pendingStatements?.remove(statementId))
    return true
  }

  clearTrouble(): void {
    this.trouble = null
  }

  forget(): void {
    this.topicId = null
    this.loading = null
    this.agenda = null
    this.invitation = null
    this.code = null
    this.pendingStatements = null
    this.trouble = null
  }

  private async send(act: ResidentAct): Promise<Outcome> {
    const { topicId, topic } = this
    if (topicId === null || this.isBusy) return 'refused'
    const body = { ...act, id: this.around.newId() }
    const write = { id: body.id, kind: 'act', method: 'POST', path: `/topics/${topicId}/actions`, body } as const
    const sent = await this.run(() => this.pending.send<Topic>({ ...write, title: topic?.title ?? '' }))
    return sent?.outcome ?? 'refused'
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
      // Somebody was quicker: what can be done now is another thing than what was shown.
      if (trouble.code === 'wrong_state') void this.refresh()
      return null
    } finally {
      runInAction(() => {
        this.isBusy = false
      })
    }
  }

  private take(topic: Topic): Topic {
    if (topic.id === this.topicId) this.loading?.set(topic)
    this.topics.replace(topic)
    return topic
  }

  private takeSent(write: PendingWrite, answer: unknown): void {
    if (this.topicId !== null && topicActedOn(write) === this.topicId) this.take(answer as Topic)
  }
}

export const topicStore: StoreKind<TopicStore> = (root) =>
  new TopicStore(new DeliberationApi(root.api.http), root.of(topicsStore), root.pending, root.around)
