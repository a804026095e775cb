import type { Notification, PageOf, SubscriptionGrantRequest, SubscriptionTemplates, UnreadAnswer } from '../contract'
import type { HttpClient } from './http-client'

export class InboxApi {
  constructor(private readonly http: HttpClient) {}

  listNotifications(cursor: string | null): Promise<PageOf<Notification>> {
    return this.http.get('/me/notifications', { cursor })
  }

  /** Those named, or all up to now. */
  markRead(ids?: readonly string[]): Promise<UnreadAnswer> {
    return this.http.post('/me/notifications/read', ids === undefined ? {} : { ids })
  }

  listTemplates(channel: 'wechat' | 'alipay'): Promise<SubscriptionTemplates> {
    return this.http.get('/subscription-templates', { channel })
  }

  grant({ id, ...grant }: SubscriptionGrantRequest): Promise<null> {
    return this.http.post('/me/subscriptions', { id, ...grant })
  }
}
