import { reaction } from 'mobx'
import { type Apis, makeApis } from '../api'
import { HttpClient } from '../api/http-client'
import { AlertsStore } from './alerts-store'
import { AppealsStore } from './appeals-store'
import { DeskStore } from './desk-store'
import { FeedStore } from './feed-store'
import { InboxStore } from './inbox-store'
import { JoinStore } from './join-store'
import { KeptPictures } from './kept-pictures'
import { ModerationStore } from './moderation-store'
import { MyPostsStore } from './my-posts-store'
import { MyShiftsStore } from './my-shifts-store'
import { NoticeStore } from './notice-store'
import { NoticesStore } from './notices-store'
import { OpenPollsStore } from './open-polls-store'
import { PendingStore } from './pending-store'
import { PersonStorage } from './person-storage'
import { PostBook } from './post-book'
import { PostStore } from './post-store'
import { SessionStore } from './session-store'
import type { Surroundings } from './surroundings'
import { UiStore } from './ui-store'

/**
 * How a store is made that the home page does not need: its code comes with the pages that ask for it (`useStore(appealsStore)`), and it is
 * made when the first of them does.
 */
export type StoreKind<Store extends object> = (root: RootStore) => Store

interface LaterStore {
  /** Drops what it holds of the person who was here. */
  forget?(): void
  /** Pictures that could not be sent are sent now. */
  retryOffline?(): void
}

/** Makes every api and store, and ties together what concerns several of them. One for the app's whole life. */
export class RootStore {
  readonly ui: UiStore
  readonly session: SessionStore
  readonly pending: PendingStore
  readonly pictures: KeptPictures
  readonly join: JoinStore
  readonly posts: PostBook
  readonly feed: FeedStore
  readonly post: PostStore
  readonly notices: NoticesStore
  readonly notice: NoticeStore
  readonly moderation: ModerationStore
  readonly inbox: InboxStore
  readonly appeals: AppealsStore
  readonly alerts: AlertsStore
  readonly desk: DeskStore
  readonly myPosts: MyPostsStore
  readonly myShifts: MyShiftsStore
  readonly openPolls: OpenPollsStore
  readonly own: PersonStorage
  readonly api: Apis
  private readonly later = new Map<StoreKind<object>, LaterStore>()
  private readonly stops: Array<() => void> = []

  constructor(readonly around: Surroundings) {
    const own = new PersonStorage(around.storage)
    this.own = own
    const { transport, upload, download, wait, baseUrl } = around
    const token = () => this.session.token
    const language = () => this.ui.language
    // An answer to a request of the session before must not end this one.
    const onTokenDead = (dead: string) => dead === this.session.token && this.session.forget()
    const api = makeApis(
      new HttpClient({ transport, upload, download, baseUrl, token, language, onTokenDead, ...(wait ? { wait } : {}) }),
    )
    this.api = api
    this.ui = new UiStore(around)
    this.session = new SessionStore(api, around, own, this.ui)
    this.pictures = new KeptPictures(around)
    this.pending = new PendingStore(api.http, around, this.pictures)
    this.join = new JoinStore(api.places, api.membership, this.session, this.pending, around)
    this.posts = new PostBook(api.feed)
    this.feed = new FeedStore(api.feed, this.posts, this.pending, own, around)
    this.post = new PostStore(api.feed, this.posts, this.feed, this.pending, around)
    this.notices = new NoticesStore(api.notices, own, around)
    this.notice = new NoticeStore(api.notices, this.notices, this.pending, around)
    this.moderation = new ModerationStore(api.moderation, this.pending, around)
    this.inbox = new InboxStore(api.inbox, this.session, own, around)
    this.appeals = new AppealsStore(api.appeals, this.pending, own, around)
    this.alerts = new AlertsStore(api.alerts, this.pending, around)
    this.desk = new DeskStore(api, this.moderation, around)
    this.myPosts = new MyPostsStore(api.feed, this.posts, this.pending)
    this.myShifts = new MyShiftsStore(api.volunteering, this.pending, own, around)
    this.openPolls = new OpenPollsStore(api.places, own, around)
  }

  /** The one store of this kind. */
  of<Store extends object>(kind: StoreKind<Store>): Store {
    const known = this.later.get(kind) as Store | undefined
    if (known) return known
    const made = kind(this)
    this.later.set(kind, made)
    return made
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
    for (const store of this.later.values()) store.retryOffline?.()
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
    this.inbox.forget()
    this.appeals.forget()
    this.alerts.forget()
    this.desk.forget()
    this.join.forget()
    this.notice.forget()
    this.moderation.forget()
    this.myPosts.forget()
    this.myShifts.forget()
    this.openPolls.forget()
    for (const store of this.later.values()) store.forget?.()
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
