import { View } from '@tarojs/components'
import type { Notice } from '@/contract'
import { t } from '@/i18n'
import { sayMoment, sayPast } from '@/i18n/time'
import { Icon, Pressable, Tag, type Tone } from '@/ui'
import { Phrases } from './phrases'
import './index.scss'

/** Colour is never alone: each level has its word. */
export const LEVEL_TONES = { normal: 'neutral', important: 'wait', urgent: 'alert' } as const satisfies Record<
  Notice['level'],
  Tone
>

interface NoticeLineProps {
  notice: Notice
  /** Without who and when, where room is dear. */
  short?: boolean
  onPress: () => void
}

/** One notice in a list: its level as a word, its title, who says it and when, and whether it waits to be confirmed. */
export function NoticeLine({ notice, short, onPress }: NoticeLineProps) {
  const { title, level, publisher, publishAt, can, confirmed, needsReceipt } = notice
  const isWaiting = can.confirm && !confirmed
  const isScheduled = new Date(publishAt) > new Date()
  const when = isScheduled ? t('notices.publishesAt', { when: sayMoment(publishAt) }) : sayPast(publishAt)
  return (
    <Pressable className='notice-line' onPress={onPress}>
      <View className='notice-line__body'>
        <View className='notice-line__title'>
          <Phrases text={title} />
        </View>
        <View className='notice-line__foot'>
          {level === 'normal' ? null : <Tag tone={LEVEL_TONES[level]} text={t(`notices.levels.${level}`)} />}
          {isScheduled ? <Tag tone='neutral' text={t('notices.scheduled')} /> : null}
          {isWaiting ? <Tag tone='brand' text={t('notices.unconfirmed')} /> : null}
          {needsReceipt && confirmed ? <Tag tone='neutral' text={t('notices.confirmedTag')} /> : null}
          {short ? null : (
            <View className='notice-line__second'>{t('notices.line', { publisher: publisher.name, when })}</View>
          )}
        </View>
      </View>
      <Icon name='forward' size='small' className='notice-line__arrow' />
    </Pressable>
  )
}
