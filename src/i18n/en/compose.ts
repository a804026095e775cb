import type { Translated } from '../translated'
import type { compose as source } from '../zh-CN/compose'

export const compose: Translated<typeof source> = {
  title: 'Write a post',
  kindLabel: 'What kind of post',
  kindHints: {
    talk: 'A greeting, a question, something to share',
    give: 'Say what state it is in, how to fetch it, free or for how much',
    lost_found: 'Say where, when, and what it looks like',
    recommend: 'A good shop or craftsman, and why',
  },
  placeholders: {
    talk: 'The osmanthus is in bloom. Shall we pick some tonight?',
    give: 'Child’s bicycle, good as new, free. Fetch it at building 3.',
    lost_found: 'Found a bunch of keys at building 2 this morning.',
    recommend: 'The cobbler at the east gate: good work, fair price.',
  },
  audience: 'Neighbours in {{grid}} can read it',
  tooLong: 'A little too long. Please shorten it to {{max}} characters.',
  add: 'Add picture',
  retry: 'Retry',
  uploading: 'Pictures are on their way. You can post once they are there.',
  failed: '{{count}} pictures did not go through. Retry, or remove them.',
  failed_one: '{{count}} picture did not go through. Retry, or remove it.',
  waiting:
    'No network. {{count}} photos are kept on your phone. Post when you are ready: it goes out by itself once you are back online.',
  waiting_one:
    'No network. {{count}} photo is kept on your phone. Post when you are ready: it goes out by itself once you are back online.',
  waitingPicture: 'Waiting',
  pictureGone: 'A photo is no longer on your phone. Please remove it and choose one again.',
  tooLarge: 'This picture is over 10 MB. Please choose a smaller one.',
  send: 'Post',
  sent: 'Posted. Your neighbours can read it.',
  reviewing: 'Sent. Neighbours can read it once it has been reviewed.',
  undone: 'Taken back. The text is in your draft again.',
  undoFailed: 'It could not be taken back. Please delete it in the feed.',
  refused: 'Not sent. Text and pictures are still here; please try again later.',
  draftKept: 'Draft kept for next time',
  draftFound: 'Carrying on with your draft',
  clear: 'Clear',
  clearTitle: 'Clear this draft?',
  clearText: 'Text and pictures will go.',
  cleared: 'Cleared',
}
