import { ApiFailure, type Phone } from '../phone'
import type { Plain } from '../types'

type Listener = (event: Plain) => void

/** One recorder for the whole program, which holds what the test lets the person say. */
function recorder(phone: Phone, ask: () => Promise<void>): Plain {
  const listeners: Record<'start' | 'stop' | 'error', Listener> = { start: noOne, stop: noOne, error: noOne }
  const keep = (event: keyof typeof listeners) => (listener: Listener) => {
    listeners[event] = listener
  }
  let startedAt: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = (): void => {
    if (startedAt === null) return
    const duration = Date.now() - startedAt
    startedAt = null
    clearTimeout(timer)
    const { spoken } = phone.state
    if (spoken === null) listeners.error({ errMsg: 'operateRecorder:fail nothing was recorded' })
    else listeners.stop({ tempFilePath: spoken.path, duration, fileSize: spoken.bytes.length })
  }
  const begin = phone.api('startRecord', async (options) => {
    await ask()
    if (startedAt !== null) throw new ApiFailure('is recording or paused')
    startedAt = Date.now()
    timer = setTimeout(stop, Number(options.duration) || 60_000)
    listeners.start({})
  })
  return {
    // The manager tells by its listeners what other calls tell by callbacks.
    start: (options: Plain = {}) => void begin({ ...options, fail: (error) => listeners.error(error) }),
    stop,
    pause: () => undefined,
    resume: () => undefined,
    onStart: keep('start'),
    onStop: keep('stop'),
    onError: keep('error'),
    onPause: () => undefined,
    onResume: () => undefined,
    onFrameRecorded: () => undefined,
    onInterruptionBegin: () => undefined,
    onInterruptionEnd: () => undefined,
  }
}

const noOne: Listener = () => undefined

/** A player that plays: what the browser below cannot read, is an error here too. */
function innerAudio(phone: Phone): Plain {
  const audio = new Audio()
  let source = ''
  const listeners: Record<string, Listener> = {}
  const keep = (event: string) => (listener: Listener) => {
    listeners[event] = listener
  }
  const tell = (event: string) => listeners[event]?.({ errMsg: event })
  audio.onended = () => tell('ended')
  audio.onerror = () => tell('error')
  audio.onplaying = () => tell('play')
  const silence = (): void => {
    audio.onended = null
    audio.onerror = null
    audio.pause()
  }
  return {
    get src() {
      return source
    },
    set src(value: string) {
      source = value
      audio.src = phone.pictureUrl(value)
    },
    obeyMuteSwitch: true,
    play: () => {
      phone.record('InnerAudioContext.play', { src: source })
      void audio.play().catch(() => undefined)
    },
    pause: () => audio.pause(),
    stop: () => audio.pause(),
    destroy: silence,
    onPlay: keep('play'),
    onEnded: keep('ended'),
    onError: keep('error'),
  }
}

/** Speaking and listening; `ask` is the privacy question that comes before the microphone. */
export function soundApis(phone: Phone, ask: () => Promise<void>): Plain {
  const only = recorder(phone, ask)
  return {
    getRecorderManager: () => only,
    createInnerAudioContext: () => innerAudio(phone),
  }
}
