export type PlayEnd = 'over' | 'failed'

/** Plays a sound from its beginning; `onEnd` once, unless it is stopped before. Answers how to stop it. */
export function play(src: string, onEnd: (end: PlayEnd) => void): () => void {
  const audio = new Audio(src)
  const stop = () => {
    audio.onended = null
    audio.onerror = null
    audio.pause()
    audio.removeAttribute('src')
  }
  const end = (how: PlayEnd) => {
    stop()
    onEnd(how)
  }
  audio.onended = () => end('over')
  audio.onerror = () => end('failed')
  // Taking the sound away before it has begun is no trouble.
  audio.play().catch((error: unknown) => {
    if (audio.onerror && !(error instanceof Error && error.name === 'AbortError')) end('failed')
  })
  return stop
}
