import type * as Common from './record'
import { recordWith } from './record-mini'

export const canRecord: typeof Common.canRecord = () => typeof wx.getRecorderManager === 'function'

/** WeChat asks for the microphone (scope.record) by itself, the first time. */
export const record: typeof Common.record = (secondsMax, listener) =>
  recordWith(wx.getRecorderManager(), secondsMax, listener)
