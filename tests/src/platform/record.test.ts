import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { playWith } from '../../../src/platform/play-mini'
import type { RecordingEnd } from '../../../src/platform/record-types'

/* The recorder and the player of the mini programs, by the names that both platforms give them. */

type Told = Record<string, (event: Record<string, unknown>) => void>

function fakeManager() {
  const told: Told = {}
  const keep = (name: string) => (listener: Told[string]) => {
    told[name] = listener as Told[string] & object
  }
  const manager = {
    start: vi.fn(),
    stop: vi.fn(),
    onStart: keep('start') as never,
    onStop: keep('stop') as never,
    onError: keep('error') as never,
  }
  return { manager, told }
}

const keepIn = (told: Record<string, () => void>, name: string) => (listener: () => void) => {
  told[name] = listener
}

let recordWith: typeof import('../../../src/platform/record-mini').recordWith
beforeEach(async () => {
  vi.resetModules()
  recordWith = (await import('../../../src/platform/record-mini')).recordWith
})
afterEach(() => vi.useRealTimers())

test('a recording is asked for as MP3 of a minute at most, and ends once', () => {
  const { manager, told } = fakeManager()
  const ends: RecordingEnd[] = []
  const onStart = vi.fn()
  const stop = recordWith(manager, 60, { onStart, onEnd: (end) => ends.push(end) })
  expect(manager.start).toHaveBeenCalledWith(
    expect.objectContaining({ duration: 60_000, format: 'mp3', numberOfChannels: 1 }),
  )
  told.start?.({})
  expect(onStart).toHaveBeenCalledOnce()
  stop()
  expect(manager.stop).toHaveBeenCalledOnce()
  told.stop?.({ tempFilePath: 'wxfile://a.mp3', duration: 4_400, fileSize: 900 })
  expect(ends).toEqual([{ path: 'wxfile://a.mp3', bytes: 900, seconds: 4, type: 'audio/mpeg' }])
  told.error?.({ errMsg: 'late' })
  stop()
  expect([ends.length, manager.stop.mock.calls.length]).toEqual([1, 1])
})

test.each([
  [{ errMsg: 'operateRecorder:fail auth deny' }, 'refused'],
  [{ errMsg: 'startRecord:fail privacy permission is not authorized' }, 'refused'],
  [{ errorMessage: '用户未授权' }, 'refused'],
  [{ errMsg: 'operateRecorder:fail is recording or paused' }, 'failed'],
  [{}, 'failed'],
])('%j is %s', (failure, end) => {
  const { manager, told } = fakeManager()
  const onEnd = vi.fn()
  recordWith(manager, 60, { onStart: () => {}, onEnd })
  told.error?.(failure)
  expect(onEnd).toHaveBeenCalledWith(end)
})

test('a second recording has the recorder to itself', () => {
  const { manager, told } = fakeManager()
  const [first, second] = [vi.fn(), vi.fn()]
  const stopFirst = recordWith(manager, 60, { onStart: () => {}, onEnd: first })
  told.stop?.({ tempFilePath: 'wxfile://1.mp3', duration: 1_000 })
  recordWith(manager, 60, { onStart: () => {}, onEnd: second })
  stopFirst()
  expect(manager.stop).not.toHaveBeenCalled()
  told.stop?.({ tempFilePath: 'wxfile://2.mp3', duration: 2_000 })
  expect(first).toHaveBeenCalledOnce()
  expect(second).toHaveBeenCalledWith(expect.objectContaining({ path: 'wxfile://2.mp3', seconds: 2 }))
})

test('a sound is played though the phone is silent, ends once, and gives its player back', () => {
  const told: Record<string, () => void> = {}
  const audio = {
    src: '',
    obeyMuteSwitch: true,
    play: vi.fn(),
    stop: vi.fn(),
    destroy: vi.fn(),
    onEnded: keepIn(told, 'ended'),
    onError: keepIn(told, 'error'),
  }
  const onEnd = vi.fn()
  const stop = playWith(audio, 'https://linli/voice.mp3', onEnd)
  expect(audio).toMatchObject({ src: 'https://linli/voice.mp3', obeyMuteSwitch: false })
  told.ended?.()
  told.error?.()
  stop()
  expect(onEnd.mock.calls).toEqual([['over']])
  expect([audio.stop.mock.calls.length, audio.destroy.mock.calls.length]).toEqual([0, 1])
})

test('stopped before its end it says nothing more', () => {
  const told: Record<string, () => void> = {}
  const audio = {
    src: '',
    play: vi.fn(),
    stop: vi.fn(),
    destroy: vi.fn(),
    onEnded: keepIn(told, 'ended'),
    onError: keepIn(told, 'error'),
  }
  const onEnd = vi.fn()
  playWith(audio, 'a', onEnd)()
  told.error?.()
  expect(onEnd).not.toHaveBeenCalled()
  expect([audio.stop.mock.calls.length, audio.destroy.mock.calls.length]).toEqual([1, 1])
})
