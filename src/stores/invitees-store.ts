import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { DeliberationApi } from '../api/deliberation-api'
import type { Invitee } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { type TopicStore, topicStore } from './topic-store'

/** Who was invited to the meeting of the topic that is open, for whoever notes by hand who is there. */
export class InviteesStore {
  topicId: string | null = null
  list: PagedList<Invitee> | null = null

  constructor(
    private readonly api: DeliberationApi,
    private readonly topics: TopicStore,
  ) {
    makeAutoObservable<this, 'api' | 'topics'>(
      this,
      { list: observableRef, api: false, topics: false },
      { autoBind: true },
    )
  }

  /** Those whose name or building has these words in it; '' for all. */
  async find(topicId: string, part: string): Promise<void> {
    this.topicId = topicId
    this.list = new PagedList((cursor) => this.api.listInvitees(topicId, part.trim(), cursor))
    await this.list.refresh()
  }

  /** Somebody is there without a phone. True when it is noted. */
  async attest(personId: string): Promise<boolean> {
    if (!(await this.topics.act({ action: 'attest', personId }))) return false
    const known = this.list?.items.find(({ id }) => id === personId)
    if (known) runInAction(() => this.list?.replace({ ...known, attended: 'hand', can: { attest: false } }))
    return true
  }

  forget(): void {
    this.topicId = null
    this.list = null
  }
}

export const inviteesStore: StoreKind<InviteesStore> = (root) =>
  new InviteesStore(new DeliberationApi(root.api.http), root.of(topicStore))
