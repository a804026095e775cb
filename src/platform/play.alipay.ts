import type * as Common from './play'
import { playWith } from './play-mini'

export const play: typeof Common.play = (src, onEnd) => playWith(my.createInnerAudioContext(), src, onEnd)
