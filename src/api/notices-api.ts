import type { Notice, NoticeAction, PageOf, Receipts, RemindAnswer } from '../contract'
import type { HttpClient } from './http-client'

/** New notices and receipts are sent by the pending store, which keeps them until they have arrived. */
export class NoticesApi {
  constructor(private readonly http: HttpClient) {}

  /** `top` is what stands on the home page. */
  listNotices(placeId: string, cursor: string | null, top = false): Promise<PageOf<Notice>> {
    return this.http.get(`/places/${placeId}/notices`, { cursor, top: top ? true : undefined })
  }

  getNotice(id: string): Promise<Notice> {
    return this.http.get(`/notices/${id}`)
  }

  getReceipts(noticeId: string, cursor: string | null): Promise<Receipts> {
    return this.http.get(`/notices/${noticeId}/receipts`, { cursor })
  }

  remind(noticeId: string, act: NoticeAction): Promise<RemindAnswer> {
    return this.http.post(`/notices/${noticeId}/actions`, act)
  }
}
