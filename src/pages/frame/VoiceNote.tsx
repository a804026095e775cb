import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useRef, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { canRecord, type RecordingEnd, record, type StopRecording } from '@/platform/record'
import type { VoiceTray } from '@/stores'
import { Button, Section, spoken } from '@/ui'
import { sayTrouble } from './trouble'
import { VoicePlayer } from './VoicePlayer'
import { Words } from './Words'
import './voice.scss'

type Step = 'resting' | 'asking' | 'recording' | 'refused' | 'failed'

/** Records into the tray: press to begin, press to end, a minute at most. */
function useRecorder(tray: VoiceTray) {
  const [step, setStep] = useState<Step>('resting')
  const go = (next: Step) => {
    setStep(next)
    tray.listen(next === 'asking' || next === 'recording')
  }
  const [seconds, setSeconds] = useState(0)
  const stop = useRef<StopRecording | null>(null)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      tray.listen(false)
      stop.current?.()
    }
  }, [])
  useEffect(() => {
    if (step !== 'recording') return
    const timer = setInterval(() => setSeconds((past) => Math.min(LIMITS.voiceSeconds, past + 1)), 1_000)
    return () => clearInterval(timer)
  }, [step])
  const handleEnd = (end: RecordingEnd) => {
    stop.current = null
    // Who left while it was recorded did not mean to send it.
    if (!isHere.current) return
    if (typeof end === 'string') return go(end)
    go('resting')
    tray.add(end)
  }
  const begin = () => {
    setSeconds(0)
    go('asking')
    stop.current = record(LIMITS.voiceSeconds, {
      onStart: () => isHere.current && go('recording'),
      onEnd: handleEnd,
    })
  }
  return { step, seconds, begin, end: () => stop.current?.() }
}

const Recording = ({ seconds, onStop }: { seconds: number; onStop: () => void }) => (
  <View className='linli-voice__recording'>
    <View className='linli-voice__now'>
      <View className='linli-voice__dot' />
      <View {...spoken({ role: 'status' })}>{t('voice.recording')}</View>
      <View className='linli-voice__seconds'>{t('voice.count', { seconds, max: LIMITS.voiceSeconds })}</View>
    </View>
    <Button block kind='danger' text={t('voice.stop')} onPress={onStop} />
  </View>
)

/** What was recorded: to hear it, to throw it away, and where it is on its way. */
const Recorded = observer(function Recorded({ tray }: { tray: VoiceTray }) {
  const { voice } = tray
  if (voice === null) return null
  const { src, seconds, state, trouble } = voice
  const failure = trouble?.kind === 'refused' ? sayTrouble(trouble) : t('voice.failed')
  return (
    <>
      <VoicePlayer src={src} seconds={seconds} />
      {state === 'uploading' ? <Words tone='second' text={t('voice.uploading')} /> : null}
      {state === 'failed' ? (
        <Words tone='alert' text={trouble?.code === 'too_large' ? t('voice.tooLarge') : failure} />
      ) : null}
      {state === 'failed' && trouble?.kind === 'offline' ? (
        <Button block kind='secondary' text={t('voice.retry')} onPress={tray.retry} />
      ) : null}
      <Button block kind='text' icon='delete' text={t('voice.remove')} onPress={tray.remove} />
    </>
  )
})

interface VoiceNoteProps {
  tray: VoiceTray
  /** Who will hear it. */
  note: string
  /** Where speaking is what the page is for: without a title that calls it optional. */
  isMain?: boolean
}

/** A voice beside, or instead of, words. Not shown where the phone cannot record. */
export const VoiceNote = observer(function VoiceNote({ tray, note, isMain = false }: VoiceNoteProps) {
  const { step, seconds, begin, end } = useRecorder(tray)
  if (!canRecord() && tray.voice === null) return null
  const body = (
    <View className='linli-voice'>
      {step === 'recording' ? (
        <Recording seconds={seconds} onStop={end} />
      ) : tray.voice ? (
        <Recorded tray={tray} />
      ) : (
        <Button
          block
          kind={isMain ? 'primary' : 'secondary'}
          text={t(step === 'asking' ? 'voice.asking' : 'voice.start')}
          disabled={step === 'asking'}
          onPress={begin}
        />
      )}
      {step === 'refused' || step === 'failed' ? (
        <Words tone='alert' text={t(step === 'refused' ? 'voice.refused' : 'voice.unrecorded')} />
      ) : null}
      {tray.voice ? null : <Words tone='second' text={t('voice.startHint', { max: LIMITS.voiceSeconds })} />}
      <Words tone='second' text={note} />
    </View>
  )
  return isMain ? body : <Section title={t('voice.title')}>{body}</Section>
})
