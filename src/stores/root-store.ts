import { reaction } from 'mobx'
import { makeApis } from '../api'
import { HttpClient } from '../api/http-client'
import { AccountStore } from './account-store'
import { ComposeNoticeStore } from './compose-notice-store'
import { ComposeStore } from './compose-store'
import { DeskStore } from './desk-store'
import { FeedStore } from './feed-store'
import { InboxStore } from './inbox-store'
import { JoinStore } from './join-store'
import { LedgerStore } from './ledger-store'
import { ModerationStore } from './moderation-store'
import { MyPostsStore } from './my-posts-store'
import { NoticeStore } from './notice-store'
import { NoticesStore } from './notices-store'
import { PendingStore } from './pending-store'
import { PersonStorage } from './person-storage'
import { PointsStore } from './points-store'
import { PostBook } from './post-book'
import { PostStore } from './post-store'
import { RewardsStore } from './rewards-store'
import { SearchStore } from './search-store'
import { SessionStore } from './session-store'
import type { Surroundings } from './surroundings'
import { UiStore } from './ui-store'

/** Makes every api and store, and ties together what concerns several of them. One for the app's whole life. */
export class RootStore {
  readonly ui: UiStore
  readonly session: SessionStore
  readonly pending: PendingStore
  readonly join: JoinStore
  readonly posts: PostBook
  readonly feed: FeedStore
  readonly post: PostStore
  readonly compose: ComposeStore
  readonly notices: NoticesStore
  readonly notice: NoticeStore
  readonly composeNotice: ComposeNoticeStore
  readonly moderation: ModerationStore
  readonly inbox: InboxStore
  readonly desk: DeskStore
  readonly search: SearchStore
  readonly myPosts: MyPostsStore
  readonly account: AccountStore
  readonly points: PointsStore
  readonly rewards: RewardsStore
  readonly ledger: LedgerStore
  private readonly stops: Array<() => void> = []

  constructor(private readonly around: Surroundings) {
    const own = new PersonStorage(around.storage)
    const { transport, upload, download, wait, baseUrl } = around
    const token = () => this.session.token
    const language = () => this.ui.language
    // An answer to a request of the session before must not end this one.
    const onTokenDead = (dead: string) => dead === this.session.token && this.session.forget()
    const api = makeApis(
      new HttpClient({ transport, upload, download, baseUrl, token, language, onTokenDead, ...(wait ? { wait } : {}) }),
    )
    this.ui = new UiStore(around)
    this.session = new SessionStore(api, around, own, this.ui)
    this.pending = new PendingStore(api.http, around)
    this.join = new JoinStore(api.places, api.membership, this.session, this.pending, around)
    this.posts = new PostBook(api.feed)
    this.feed = new FeedStore(api.feed, this.posts, this.pending, own, around)
    this.post = new PostStore(api.feed, this.posts, this.feed, this.pending, around)
    this.compose = new ComposeStore(api.media, this.pending, own, around)
    this.notices = new NoticesStore(api.notices, own, around)
    this.notice = new NoticeStore(api.notices, this.notices, this.pending, around)
    this.composeNotice = new ComposeNoticeStore(api.places, this.session, this.notices, this.pending, own, around)
    this.moderation = new ModerationStore(api.moderation, this.pending, around)
    this.inbox = new InboxStore(api.inbox, this.session, own, around)
    this.desk = new DeskStore(api.desk, api.membership, this.moderation, around)
    this.search = new SearchStore(api.search)
    this.myPosts = new MyPostsStore(api.feed, this.posts, this.pending)
    this.account = new AccountStore(api.session, this.session, this.pending, baseUrl)
    this.points = new PointsStore(api.ledger, own, around)
    this.rewards = new RewardsStore(api.rewards, this.points, own, around)
    this.ledger = new LedgerStore(api.ledger, around)
  }

  /** Once, at the app's start. */
  start(): void {
    this.stops.push(
      this.around.network.onChange((online) => this.handleNetwork(online)),
      reaction(() => this.session.person?.id ?? null, this.handlePerson, { fireImmediately: true }),
      reaction(
        () => [this.ui.elder, this.ui.language, this.session.person?.id],
        () => void this.saveAppearance(),
      ),
    )
    void this.around.network.isOnline().then((online) => this.ui.setOnline(online))
    void this.resume()
  }

  /** Whenever the app is shown again: what waited goes out, what may have changed is read. */
  async resume(): Promise<void> {
    await this.session.refresh()
    await this.saveAppearance()
    if (this.session.isStaff) void this.desk.counts.load()
    await this.pending.flush()
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop()
  }

  private handleNetwork(online: boolean): void {
    const isBack = online && !this.ui.isOnline
    this.ui.setOnline(online)
    if (!isBack) return
    this.compose.tray.retryOffline()
    void this.resume()
  }

  private readonly handlePerson = (personId: string | null): void => {
    this.pending.openFor(personId)
    if (personId !== null) {
      void this.pending.flush()
      return
    }
    this.feed.forget()
    this.notices.forget()
    this.compose.forget()
    this.inbox.forget()
    this.desk.forget()
    this.search.forget()
    this.myPosts.forget()
    this.points.forget()
    this.rewards.forget()
    this.ledger.forget()
    this.account.dropCopy()
  }

  /** Elder mode and language follow the person to the next phone. Offline they stay unsaved until they can be. */
  private async saveAppearance(): Promise<void> {
    const { person } = this.session
    const { elder, language, isUnsaved } = this.ui
    if (!person || !isUnsaved) return
    const isKnown = person.elderMode === elder && person.language === language
    const trouble = isKnown ? null : await this.session.updateMe({ elderMode: elder, language })
    if (trouble === null) this.ui.markSaved()
  }
}
