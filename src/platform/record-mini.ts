import type { RecordingListener, StopRecording } from './record-types'

/* Both mini programs have one recorder for the whole program, by the same names. */

interface Stopped {
  tempFilePath: string
  duration?: number
  fileSize?: number
}

export interface RecorderManager {
  start(options: {
    duration: number
    sampleRate: 16000
    numberOfChannels: 1
    encodeBitRate: 48000
    format: 'mp3'
  }): void
  stop(): void
  onStart(listener: () => void): void
  onStop(listener: (stopped: Stopped) => void): void
  onError(listener: (failure: { errMsg?: string; errorMessage?: string }) => void): void
}

/** MP3 plays on every phone; 48 kbit/s make 360 KB of a minute. */
const KIND = { sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 48000, format: 'mp3' } as const
const TYPE = 'audio/mpeg'

/** The words of the platforms for "the person, or the phone, does not let us", or did not agree to the privacy notice; the last two Alipay's. */
const REFUSED = /auth|permission|deny|denied|privacy|\u6388\u6743|\u6743\u9650/i

let current: RecordingListener | null = null
let startedAt = 0
let isListening = false

function end(ending: Parameters<RecordingListener['onEnd']>[0]): void {
  const listener = current
  current = null
  listener?.onEnd(ending)
}

/** Listeners cannot be taken off again everywhere, so there is one of each, for good. */
function listen(manager: RecorderManager): void {
  if (isListening) return
  isListening = true
  manager.onStart(() => {
    startedAt = Date.now()
    current?.onStart()
  })
  manager.onStop(({ tempFilePath, duration, fileSize }) => {
    const seconds = Math.max(1, Math.round((duration ?? Date.now() - startedAt) / 1_000))
    end(tempFilePath ? { path: tempFilePath, bytes: fileSize ?? 0, seconds, type: TYPE } : 'failed')
  })
  manager.onError(({ errMsg, errorMessage }) => end(REFUSED.test(`${errMsg} ${errorMessage}`) ? 'refused' : 'failed'))
}

export function recordWith(manager: RecorderManager, secondsMax: number, listener: RecordingListener): StopRecording {
  listen(manager)
  current = listener
  manager.start({ duration: secondsMax * 1_000, ...KIND })
  return () => {
    if (current === listener) manager.stop()
  }
}
