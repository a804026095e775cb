import type { Translated } from '../translated'
import type { common as source } from '../zh-CN/common'

export const common: Translated<typeof source> = {
  appName: 'Linli',
  back: 'Back',
  cancel: 'Cancel',
  retry: 'Try again',
  undo: 'Undo',
  loading: 'Loading',
  failedTitle: 'This could not be loaded',
  picture: 'Picture {{position}} of {{count}}',
  removePicture: 'Remove picture {{position}}',
  tabs: { home: 'Grid', services: 'Services', takePart: 'Take part', me: 'Me', desk: 'Desk' },
}
