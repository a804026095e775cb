import { makeAutoObservable, observableRef } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type { Topic, TopicLine } from '../contract'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'

/** What residents of a place talk over, newest first. */
export class TopicsStore {
  placeId: string | null = null
  list: PagedList<TopicLine> | null = null

  constructor(
    private readonly api: DeliberationApi,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'now'>,
  ) {
    makeAutoObservable<this, 'api' | 'pending' | 'own' | 'around'>(
      this,
      { list: observableRef, api: false, pending: false, own: false, around: false },
      { autoBind: true },
    )
  }

  /** Proposed on this phone, and not yet sent. */
  get waiting(): PendingWrite[] {
    return this.pending.writes.filter(({ kind }) => kind === 'topic')
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId || this.list === null) {
      this.placeId = placeId
      const keep = { storage: this.own, key: `topics.${placeId}`, now: this.around.now }
      this.list = new PagedList((cursor) => this.api.listTopics(placeId, cursor), keep)
    }
    await this.list.refresh()
  }

  /** The newest state of a topic that is shown. */
  replace(topic: Topic): void {
    const known = this.list?.items.find(({ id }) => id === topic.id)
    if (!known) return
    const { state, title, statements, closesAt, answerDueAt, overdue, support, evaluation, meeting, can } = topic
    this.list?.replace({
      ...known,
      state,
      title,
      statements,
      closesAt,
      answerDueAt,
      overdue,
      households: support.households,
      seconds: support.seconds.length,
      meetingAt: meeting?.at ?? null,
      stars: evaluation.stars,
      ratings: evaluation.ratings,
      can: { support: can.support, vote: can.vote, evaluate: can.evaluate },
    })
  }

  forget(): void {
    this.placeId = null
    this.list = null
  }
}

export const topicsStore: StoreKind<TopicsStore> = ({ api, around, own, pending }) =>
  new TopicsStore(new DeliberationApi(api.http), pending, own, around)
