import type * as Common from './play'
import { type InnerAudio, playWith } from './play-mini'

export const play: typeof Common.play = (src, onEnd) =>
  playWith(wx.createInnerAudioContext() as unknown as InnerAudio, src, onEnd)
