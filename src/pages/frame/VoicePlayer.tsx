import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { t } from '@/i18n'
import { play } from '@/platform/play'
import { Pressable } from '@/ui'
import { Words } from './Words'
import './voice.scss'

/** One sound at a time: who begins a second one has heard enough of the first. */
let stopOther: (() => void) | null = null

/** A large button that plays what somebody said, and stops it again. */
export function VoicePlayer({ src, seconds }: { src: string; seconds: number }) {
  const [isPlaying, setPlaying] = useState(false)
  const [isBroken, setBroken] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  const handleStop = () => {
    stop.current?.()
    stop.current = null
    setPlaying(false)
  }
  // Who leaves the page, or gets another sound in its place, hears no more of it.
  useEffect(() => handleStop, [src])
  const handlePlay = () => {
    stopOther?.()
    stopOther = handleStop
    setBroken(false)
    setPlaying(true)
    stop.current = play(src, (end) => {
      stop.current = null
      setPlaying(false)
      setBroken(end === 'failed')
    })
  }
  return (
    <View className='linli-voice'>
      <Pressable
        className='linli-voice__player'
        label={isPlaying ? t('voice.stopPlaying') : t('voice.playLabel', { count: seconds })}
        onPress={isPlaying ? handleStop : handlePlay}
      >
        <View className={isPlaying ? 'linli-voice__square' : 'linli-voice__triangle'} />
        <View className='linli-voice__words'>{t(isPlaying ? 'voice.stopPlaying' : 'voice.play')}</View>
        <View className='linli-voice__seconds'>{t('voice.seconds', { count: seconds })}</View>
      </Pressable>
      {isBroken ? <Words tone='alert' text={t('voice.unplayed')} /> : null}
    </View>
  )
}
