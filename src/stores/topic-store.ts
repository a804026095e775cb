import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type {
  Agenda,
  Invitation,
  MeetingCode,
  RatingLine,
  Statement,
  TaskAction,
  Topic,
  TopicAction,
} from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import { type TopicsStore, topicsStore } from './topics-store'
import { type Trouble, troubleOf } from './trouble'

type Without<Act, Key extends string> = Act extends unknown ? Omit<Act, Key> : never

/** An act as a screen asks for it; its id is made here. */
export type TopicAct = Without<TopicAction, 'id'>
export type TaskAct = Without<TaskAction, 'id'>

export type StatementState = 'pending' | 'shown' | 'hidden'

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
  statementState: StatementState = 'pending'
  statements: PagedList<Statement> | null = null
  ratings: PagedList<RatingLine> | null = null
  /** The code of the room could not be asked for. */
  codeTrouble: Trouble | null = null
  private readonly sender: Sender

  constructor(
    private readonly api: DeliberationApi,
    private readonly topics: TopicsStore,
    private readonly pending: PendingStore,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'topics' | 'pending' | 'sender'>(
      this,
      {
        loading: observableRef,
        agenda: observableRef,
        invitation: observableRef,
        code: observableRef,
        statements: observableRef,
        ratings: observableRef,
        api: false,
        topics: false,
        pending: false,
        sender: false,
      },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble ?? this.codeTrouble
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
    if (!topic) return
    const { supported } = topic.support
    const answer = await this.run(`support ${topic.id} ${supported}`, () =>
      supported ? this.api.withdrawSupport(topic.id) : this.api.support(topic.id),
    )
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
    if (id === null) return false
    const done = await this.run(`${id} ${JSON.stringify(act)}`, async (actId) =>
      this.take(await this.api.act(id, { ...act, id: actId } as TopicAction)),
    )
    return done !== null
  }

  async actOnTask(taskId: string, act: TaskAct): Promise<boolean> {
    const done = await this.run(`${taskId} ${JSON.stringify(act)}`, async (actId) =>
      this.take(await this.api.actOnTask(taskId, { ...act, id: actId } as TaskAction)),
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
        this.codeTrouble = null
      })
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.codeTrouble = trouble
      })
    }
  }

  /** For the secretary: what waits to be looked at, what all see, or what was taken out. */
  async openStatements(state: StatementState): Promise<void> {
    const id = this.topicId
    if (id === null) return
    if (state !== this.statementState || this.statements === null) {
      this.statementState = state
      this.statements = new PagedList((cursor) => this.api.listStatements(id, state, cursor))
    }
    await this.statements.refresh()
  }

  /** The secretary shows a statement, or takes it out with a reason that its author reads. */
  async decide(statementId: string, reason: string | null): Promise<boolean> {
    const act = reason === null ? ({ action: 'show' } as const) : ({ action: 'hide', reason } as const)
    const decided = await this.run(`${statementId} ${JSON.stringify(act)}`, (id) =>
      this.api.decide(statementId, { ...act, id }),
    )
    if (decided === null) return false
    runInAction(() => this.statements?.remove(statementId))
    return true
  }

  /** What residents say of the outcome, for the secretary who answers. */
  async openRatings(): Promise<void> {
    const id = this.topicId
    if (id === null) return
    this.ratings ??= new PagedList((cursor) => this.api.listRatings(id, cursor))
    await this.ratings.refresh()
  }

  clearTrouble(): void {
    this.sender.clear()
    this.codeTrouble = null
  }

  forget(): void {
    this.topicId = null
    this.loading = null
    this.agenda = null
    this.invitation = null
    this.code = null
    this.statements = null
    this.ratings = null
    this.codeTrouble = null
    this.sender.forget()
  }

  private async send(act: ResidentAct): Promise<Outcome> {
    const { topicId, topic } = this
    if (topicId === null) return 'refused'
    const sent = await this.run(`${topicId} ${JSON.stringify(act)}`, (id) => {
      const write = {
        id,
        kind: 'act',
        method: 'POST',
        path: `/topics/${topicId}/actions`,
        body: { ...act, id },
      } as const
      return this.pending.send<Topic>({ ...write, title: topic?.title ?? '' })
    })
    return sent?.outcome ?? 'refused'
  }

  /** `key`: what is done, in full, so that a second try after a lost answer is the same request. */
  private async run<Answer>(key: string, work: (id: string) => Promise<Answer>): Promise<Answer | null> {
    const answer = await this.sender.run(key, work)
    // Somebody was quicker: what can be done now is another thing than what was shown.
    if (answer === null && this.trouble?.code === 'wrong_state') void this.refresh()
    return answer
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
