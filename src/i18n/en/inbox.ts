import type { Translated } from '../translated'
import type { inbox as source } from '../zh-CN/inbox'

export const inbox: Translated<typeof source> = {
  title: 'Messages',
  empty: 'No messages yet',
  emptyText: 'Replies, notices and news of your requests will appear here.',
  toHome: 'Go to the grid',
  markAll: 'Mark all as read',
  marked: 'All marked as read',
  unread: 'Unread',
  gone: 'This has been deleted',
  goneNow: 'This has been deleted and can no longer be seen',
}
