import type * as Common from './record'
import { recordWith } from './record-mini'

export const canRecord: typeof Common.canRecord = () => my.getRecorderManager !== undefined

export const record: typeof Common.record = (secondsMax, listener) => {
  const manager = my.getRecorderManager?.()
  if (manager) return recordWith(manager, secondsMax, listener)
  listener.onEnd('failed')
  return () => {}
}
