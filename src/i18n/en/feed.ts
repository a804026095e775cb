import type { Translated } from '../translated'
import type { feed as source } from '../zh-CN/feed'

export const feed: Translated<typeof source> = {
  kinds: { all: 'All', talk: 'Talk', give: 'To give', lost_found: 'Lost & found', recommend: 'Tips' },
  filter: 'What to show',
  compose: 'Write a post',
  emptyTitle: 'Nobody has said anything yet',
  emptyText: 'A greeting, something to give away, a good shop: all are welcome.',
  emptyAction: 'Write the first post',
  emptyOthers: {
    talk: 'Nobody has talked yet',
    give: 'Nothing to give away yet',
    lost_found: 'Nothing lost or found yet',
    recommend: 'No tips yet',
  },
  offlineTitle: 'You are offline, so the feed cannot be read',
  offlineText: 'What you wrote is kept. Once you are back online, try again below.',
  failedTitle: 'The feed could not be read',
  failedText: 'Nothing of yours is lost. Please try again in a moment.',
  kept: 'You are offline. This was kept {{when}}.',
  more: 'Reading more',
  moreFailed: 'More could not be read. Tap to try again.',
  end: 'That is all',
  waitingTag: 'Not sent yet',
  waiting: 'Goes out once you are online',
  drop: 'Discard',
  dropTitle: 'Discard this post?',
  dropText: 'Its words and pictures will be deleted from this phone and cannot be brought back.',
  dropKeep: 'Keep it',
}
