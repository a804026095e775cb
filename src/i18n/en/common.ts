import type { Translated } from '../translated'
import type { common as source } from '../zh-CN/common'

export const common: Translated<typeof source> = {
  appName: 'Linli',
  back: 'Back',
  cancel: 'Cancel',
  retry: 'Try again',
  undo: 'Undo',
  loading: 'Loading',
  offline: 'You are offline. Your text is kept and will be sent when you are back.',
  failedTitle: 'This could not be loaded',
  failedText: 'Nothing of yours is lost. Please try again in a moment.',
  picture: 'Picture {{position}} of {{count}}',
  removePicture: 'Remove picture {{position}}',
  addPicture: 'Add picture',
  tabs: { home: 'Grid', services: 'Services', takePart: 'Take part', me: 'Me', desk: 'Desk' },
}
