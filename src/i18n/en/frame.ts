import type { Translated } from '../translated'
import type { frame as source } from '../zh-CN/frame'

export const frame: Translated<typeof source> = {
  offline: 'You are offline. What you write is kept and sent when you are back',
  offlineKept: 'Offline: this is how things were {{when}}',
  refused: '{{count}} items could not be sent. Tap to see why',
  refused_one: '{{count}} item could not be sent. Tap to see why',
  offlineTitle: 'There is no network',
  offlineText: 'Nothing of yours is lost. Check your connection and try again.',
  failedText: 'Nothing of yours is lost. Please try again in a moment.',
  keptOffline: 'No network. Your text is kept and will be sent when you are back',
  keptBusy: 'It is busy right now. Your text is kept and will be sent shortly',
  loadMore: 'Show more',
  signInTitle: 'Sign in to see your grid',
  signInText: 'Notices, neighbours and the progress of your requests are all here.',
  signIn: 'Sign in',
  strangerTitle: 'First, find your home',
  strangerText:
    'Choose your building and door. Once the grid officer has checked it, you can read notices and talk with your neighbours.',
  join: 'Join my grid',
  waitingTitle: 'The grid officer is checking your address',
  waitingText: 'You will be told when it is done. Then you can read notices and talk with your neighbours.',
  seeRequest: 'See how it is going',
  refusedTitle: 'Your request was not accepted',
  refusedText: 'See the reason, correct it and ask again.',
  seeReason: 'See the reason',
  privacyTitle: 'Before you go on',
  privacyText:
    'Choosing photos, recording and scanning codes use your phone. We do so only when you tap, never in the background, and we do not track where you go.',
  privacyRead: 'Read the full privacy notice',
  privacyAgree: 'Agree and continue',
  privacyRefuse: 'No, go on without it',
  date: 'Date',
  hour: 'Time',
}
