import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type { NextStatement, OpinionMap, OpinionVote, SimilarStatement, Statement } from '../contract'
import { LIMITS } from '../contract/limits'
import { attempt } from './attempt'
import { FileInHand } from './file-in-hand'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

interface Draft {
  id: string
  text: string
}

/** A statement that was just voted on, so that the vote can be changed. */
export interface Voted {
  statement: NextStatement
  vote: OpinionVote
}

const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length

/** Statements of one topic, one card at a time; the reader's own; and the map made of all votes. */
export class OpinionsStore {
  topicId: string | null = null
  /** The card on top. Null where all are voted on. */
  next: Loadable<NextStatement | null> | null = null
  last: Voted | null = null
  map: Loadable<OpinionMap> | null = null
  draft: Draft
  /** Null until it was looked for. */
  similar: SimilarStatement[] | null = null
  /** What became of the reader's own. */
  mine: PagedList<Statement> | null = null
  /** A table of a closed topic. */
  readonly files = new FileInHand()
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: DeliberationApi,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    this.draft = this.emptyDraft()
    makeAutoObservable<this, 'api' | 'pending' | 'own' | 'around' | 'emptyDraft'>(
      this,
      {
        next: observableRef,
        last: observableRef,
        map: observableRef,
        draft: observableRef,
        similar: observableRef,
        mine: observableRef,
        files: false,
        api: false,
        pending: false,
        own: false,
        around: false,
        emptyDraft: false,
      },
      { autoBind: true },
    )
  }

  get isTooLong(): boolean {
    return lengthOf(this.draft.text) > LIMITS.statementText
  }

  get canSend(): boolean {
    return !this.isBusy && this.draft.text.trim() !== '' && !this.isTooLong
  }

  /** Takes up the draft of this topic where there is one. */
  settle(topicId: string): void {
    if (topicId === this.topicId) return
    this.forget()
    this.topicId = topicId
    this.next = new Loadable(() => this.api.nextStatement(topicId))
    this.map = new Loadable(() => this.api.getMap(topicId))
    this.mine = new PagedList((cursor) => this.api.listMyStatements(topicId, cursor))
    this.draft = this.own.read<Draft>(this.draftKey) ?? this.emptyDraft()
  }

  async openCards(topicId: string): Promise<void> {
    this.settle(topicId)
    await Promise.all([this.next?.load(), this.openMine()])
  }

  async openMine(): Promise<void> {
    await this.mine?.refresh()
  }

  /** The anonymous votes or the statements of a closed topic. Null when the file is at hand under that name. */
  async takeTable(table: 'votes' | 'statements', name: string): Promise<Trouble | null> {
    const { topicId } = this
    if (topicId === null || this.files.isFetching) return null
    return this.files.fetch(async () => ({ path: await this.api.fetchTable(topicId, table), name }))
  }

  async openMap(topicId: string): Promise<void> {
    this.settle(topicId)
    await this.map?.load()
  }

  /** The vote leaves by the outbox; the next card comes when it has arrived. */
  async vote(vote: OpinionVote): Promise<Outcome> {
    const statement = this.next?.value ?? null
    if (statement === null || this.isBusy) return 'refused'
    const outcome = await this.sendVote(statement.id, statement.text, vote)
    if (outcome === 'refused') {
      // The card was taken out, or the topic closed meanwhile: it would be refused for ever.
      const code = this.trouble?.code
      if (code === 'not_found' || code === 'wrong_state') await this.dropCard()
      return outcome
    }
    runInAction(() => {
      this.last = { statement, vote }
    })
    if (outcome === 'sent') await this.next?.load()
    return outcome
  }

  /** The last card once more, to be voted on anew: the last vote counts. */
  takeBack(): void {
    if (this.last === null) return
    this.next?.set(this.last.statement)
    this.last = null
  }

  /** A statement that says what the reader was about to say: a vote instead. */
  async agreeWith(similar: SimilarStatement): Promise<Outcome> {
    const outcome = await this.sendVote(similar.id, similar.text, 'agree')
    if (outcome !== 'refused') runInAction(() => this.discard())
    return outcome
  }

  setText(text: string): void {
    this.draft = { ...this.draft, text }
    this.similar = null
    this.own.write(this.draftKey, this.draft)
  }

  /** Whether something nearly the same is there; without a network nothing is known of that, and nothing held back. */
  async findSimilar(): Promise<SimilarStatement[]> {
    const { topicId, draft } = this
    if (topicId === null) return []
    this.isBusy = true
    try {
      const { items } = await this.api.listSimilar(topicId, draft.text.trim())
      runInAction(() => {
        this.similar = items
      })
      return items
    } catch {
      return []
    } finally {
      runInAction(() => {
        this.isBusy = false
      })
    }
  }

  /** The same id at every try. A refused one stays here with its text. */
  async submit(): Promise<{ outcome: Outcome; statement: Statement | null }> {
    const { topicId, draft } = this
    if (topicId === null || !this.canSend) return { outcome: 'refused', statement: null }
    const text = draft.text.trim()
    const write = { id: draft.id, kind: 'statement', method: 'PUT', path: `/statements/${draft.id}` } as const
    const sent = await attempt(this, () =>
      this.pending.send<Statement>({ ...write, body: { topicId, text }, title: text }),
    )
    if (sent === null) return { outcome: 'refused', statement: null }
    runInAction(() => this.discard())
    void this.openMine()
    return { outcome: sent.outcome, statement: sent.outcome === 'sent' ? sent.answer : null }
  }

  discard(): void {
    this.own.remove(this.draftKey)
    this.draft = this.emptyDraft()
    this.similar = null
  }

  clearTrouble(): void {
    this.trouble = null
  }

  forget(): void {
    this.topicId = null
    this.next = null
    this.last = null
    this.map = null
    this.similar = null
    this.mine = null
    this.files.drop()
    this.trouble = null
    this.draft = this.emptyDraft()
  }

  private async dropCard(): Promise<void> {
    this.last = null
    this.next?.set(null)
    await this.next?.load()
  }

  private get draftKey(): string {
    return `statement.draft.${this.topicId}`
  }

  private emptyDraft(): Draft {
    return { id: this.around.newId(), text: '' }
  }

  private async sendVote(statementId: string, text: string, vote: OpinionVote): Promise<Outcome> {
    const path = `/topics/${this.topicId}/votes/${statementId}`
    const write = { id: `vote-${statementId}`, kind: 'vote', method: 'PUT', path, body: { vote }, title: text } as const
    const sent = await attempt(this, () => this.pending.send<unknown>(write))
    return sent?.outcome ?? 'refused'
  }
}

export const opinionsStore: StoreKind<OpinionsStore> = ({ api, around, own, pending }) =>
  new OpinionsStore(new DeliberationApi(api.http), pending, own, around)
