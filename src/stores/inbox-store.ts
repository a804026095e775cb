import { makeAutoObservable } from 'mobx'
import type { InboxApi } from '../api/inbox-api'
import type { Notification, SubscriptionTemplate, SubscriptionTemplates } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import type { SessionStore } from './session-store'
import type { Surroundings } from './surroundings'
import { troubleOf } from './trouble'

/** What the app has told the person, newest first; and leave to tell them through the platform. */
export class InboxStore {
  readonly list: PagedList<Notification>
  private templates: Loadable<SubscriptionTemplates> | null = null

  constructor(
    private readonly api: InboxApi,
    private readonly session: SessionStore,
    own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.list = new PagedList((cursor) => api.listNotifications(cursor), {
      storage: own,
      key: 'inbox',
      now: around.now,
    })
    makeAutoObservable<this, 'api' | 'session' | 'around'>(
      this,
      { list: false, api: false, session: false, around: false },
      { autoBind: true },
    )
  }

  get unread(): number {
    return this.session.me.value?.unread ?? 0
  }

  /** Opened: read. Offline it simply stays unread. */
  async markRead(ids?: readonly string[]): Promise<void> {
    const readAt = this.around.now().toISOString()
    const isMeant = ({ id, readAt: known }: Notification) => known === null && (ids === undefined || ids.includes(id))
    for (const line of this.list.items.filter(isMeant)) this.list.replace({ ...line, readAt })
    try {
      const { unread } = await this.api.markRead(ids)
      this.session.setUnread(unread)
    } catch (error) {
      troubleOf(error)
    }
  }

  /** Must be at hand before the tap that asks: the platforms allow no waiting in between. */
  async prepareMessages(channel: 'wechat' | 'alipay'): Promise<void> {
    this.templates ??= new Loadable(() => this.api.listTemplates(channel))
    if (this.templates.value === null) await this.templates.load()
  }

  platformTemplates(wanted: readonly SubscriptionTemplate[]): string[] {
    const items = this.templates?.value?.items ?? []
    return items.filter(({ template }) => wanted.includes(template)).map(({ platformTemplate }) => platformTemplate)
  }

  /** Tells the server what the person allowed on the platform. */
  async grantMessages(channel: 'wechat' | 'alipay', granted: readonly string[]): Promise<void> {
    const items = this.templates?.value?.items ?? []
    const templates = items.filter((item) => granted.includes(item.platformTemplate)).map(({ template }) => template)
    if (templates.length === 0) return
    try {
      await this.api.grant({ id: this.around.newId(), channel, templates })
    } catch (error) {
      troubleOf(error)
    }
  }

  forget(): void {
    this.list.items = []
    this.list.nextCursor = null
    this.list.state = 'idle'
    this.list.keptAt = null
  }
}
