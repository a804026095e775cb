import type { Translated } from '../translated'
import type { voice as source } from '../zh-CN/voice'

export const voice: Translated<typeof source> = {
  title: 'Say it aloud (optional)',
  start: 'Tap and speak',
  startHint: 'Up to {{max}} seconds; no need to hold.',
  asking: 'Opening the microphone…',
  recording: 'Recording, please speak',
  count: '{{seconds}} / {{max}} s',
  stop: 'Done',
  play: 'Listen',
  seconds: '{{count}} s',
  playLabel: 'Listen to the recording, {{count}} seconds',
  stopPlaying: 'Stop',
  remove: 'Delete and record again',
  uploading: 'The recording is being uploaded; then you can send',
  failed: 'The recording was not uploaded. Try again, or delete it and send without',
  retry: 'Upload again',
  tooLarge: 'The recording is too large. Please make it shorter',
  refused: 'The microphone is off. Allow it in the settings of your phone and tap again, or just write instead.',
  unrecorded: 'Nothing was recorded. Please tap again',
  unplayed: 'This recording cannot be played now. Pull down to refresh; if that does not help, try another phone.',
  whoHears:
    'Heard by you, by those who handle the case and by neighbours who can see it; not by neighbours if your name is hidden.',
  whoHearsNeed: 'Heard by you, by the neighbours who are asked and by community staff only.',
  call: {
    entry: 'Call a neighbour',
    entryNote: 'Say one sentence; the nearest neighbours are asked at once',
    title: 'Call a neighbour',
    lead: 'Tap and say what you need. Then press the button at the bottom: the nearest neighbours are asked at once.',
    send: 'Call now',
    sent: 'Neighbours are being asked; we will tell you who comes',
    words: 'Please come and help me',
    wordsVoice: 'Please come and help me; I recorded what I need',
    danger: 'In danger, or for a sudden illness, dial 110, 119 or 120 directly.',
  },
}
