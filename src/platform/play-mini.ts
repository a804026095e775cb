import type { PlayEnd } from './play'

/* Both mini programs, by the same names. */

export interface InnerAudio {
  src: string
  obeyMuteSwitch?: boolean
  play(): void
  stop(): void
  destroy(): void
  onEnded(listener: () => void): void
  onError(listener: () => void): void
}

export function playWith(audio: InnerAudio, src: string, onEnd: (end: PlayEnd) => void): () => void {
  let isOver = false
  const finish = () => {
    if (isOver) return false
    isOver = true
    audio.destroy()
    return true
  }
  audio.onEnded(() => finish() && onEnd('over'))
  audio.onError(() => finish() && onEnd('failed'))
  // A phone switched to silent still plays what its owner asked to hear.
  audio.obeyMuteSwitch = false
  audio.src = src
  audio.play()
  return () => {
    if (!isOver) audio.stop()
    finish()
  }
}
