export interface Recorded {
  /** Can be played, and given to an upload. */
  path: string
  bytes: number
  seconds: number
  /** The media type under which it is uploaded; the server looks at the bytes. */
  type: string
}

/** What became of it: the sound, no leave to use the microphone, or nothing that could be kept. */
export type RecordingEnd = Recorded | 'refused' | 'failed'

export interface RecordingListener {
  /** The microphone listens: from now on it counts. */
  onStart: () => void
  /** Once, after `stop`, after the longest time, or when it could not be. */
  onEnd: (end: RecordingEnd) => void
}

/** Ends the recording, and with it the microphone's. Any number of times. */
export type StopRecording = () => void
