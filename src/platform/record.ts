import type { RecordingListener, StopRecording } from './record-types'

export type { Recorded, RecordingEnd, RecordingListener, StopRecording } from './record-types'

/** What browsers can record and the server takes: what every phone plays comes first. */
const KINDS = ['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus']
const BITS_PER_SECOND = 32_000

const kindHere = (): string | null =>
  typeof MediaRecorder === 'undefined' || !navigator.mediaDevices
    ? null
    : (KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? null)

/** Whether this phone can record at all. A browser without a secure connection cannot. */
export const canRecord = (): boolean => kindHere() !== null

/** Records a voice, for so many seconds at most. */
export function record(secondsMax: number, { onStart, onEnd }: RecordingListener): StopRecording {
  let recorder: MediaRecorder | null = null
  let isStopped = false
  const begin = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    const release = () => {
      for (const track of stream.getTracks()) track.stop()
    }
    if (isStopped) {
      release()
      return onEnd('failed')
    }
    const mimeType = kindHere() ?? ''
    const parts: Blob[] = []
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND })
    const startedAt = performance.now()
    const timer = setTimeout(() => recorder?.stop(), secondsMax * 1_000)
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.onstop = () => {
      clearTimeout(timer)
      release()
      const type = mimeType.split(';')[0] ?? ''
      const blob = new Blob(parts, { type })
      const seconds = Math.min(secondsMax, Math.max(1, Math.round((performance.now() - startedAt) / 1_000)))
      onEnd(blob.size === 0 ? 'failed' : { path: URL.createObjectURL(blob), bytes: blob.size, seconds, type })
    }
    recorder.start()
    onStart()
  }
  begin().catch((error: unknown) => onEnd(isRefusal(error) ? 'refused' : 'failed'))
  return () => {
    isStopped = true
    if (recorder?.state === 'recording') recorder.stop()
  }
}

const isRefusal = (error: unknown) => error instanceof Error && error.name === 'NotAllowedError'
