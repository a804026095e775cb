import { afterEach, expect, test, vi } from 'vitest'

const isBrowser = (process.env.TARO_ENV ?? 'h5') === 'h5'

interface Utterance {
  text: string
  lang: string
  rate: number
}

/** A browser's voice, as far as it is used. */
function playVoice(): { said: Utterance[]; cancelled: () => number } {
  const said: Utterance[] = []
  let cancelled = 0
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      lang = ''
      rate = 1
      constructor(readonly text: string) {}
    },
  )
  Object.assign(window, {
    speechSynthesis: {
      speak: (one: Utterance) => said.push(one),
      cancel: () => {
        cancelled += 1
      },
    },
  })
  return { said, cancelled: () => cancelled }
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
  Reflect.deleteProperty(window, 'speechSynthesis')
})

test('a browser with a voice reads one text after the other, a little slowly, and a second tap begins anew', async () => {
  const voice = playVoice()
  const { canSpeak, speak, stopSpeaking } = await import('../../../src/platform/speak')
  expect(canSpeak).toBe(isBrowser)
  speak(['大家几乎都赞成', '台阶边的灯一直亮着'], 'zh-CN')
  const heard = voice.said.map(({ text, lang, rate }) => ({ text, lang, isSlow: rate < 1 }))
  const whole = ['大家几乎都赞成', '台阶边的灯一直亮着'].map((text) => ({ text, lang: 'zh-CN', isSlow: true }))
  expect(heard).toEqual(isBrowser ? whole : [])
  speak(['再来'], 'zh-CN')
  stopSpeaking()
  expect(voice.cancelled()).toBe(isBrowser ? 3 : 0)
})

test('without a voice nothing is offered, and nothing breaks', async () => {
  const { canSpeak, speak, stopSpeaking } = await import('../../../src/platform/speak')
  expect(canSpeak).toBe(false)
  expect(() => {
    speak(['x'], 'en')
    stopSpeaking()
  }).not.toThrow()
})
