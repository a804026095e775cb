import { View } from '@tarojs/components'
import type { Notice } from '@/contract'
import { t } from '@/i18n'
import { sayMoment, sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { Card, spoken, Tag } from '@/ui'
import { LEVEL_TONES } from '../notice-line'
import { Phrases } from '../notice-line/phrases'
import './index.scss'

type NoticeWords = Pick<Notice, 'title' | 'body' | 'level' | 'publishAt' | 'expiresAt'>

interface NoticeBodyProps {
  notice: NoticeWords
  /** The place that speaks. */
  publisher: string
  placeNames: readonly string[]
}

const sayPublished = (at: string): string =>
  new Date(at) > new Date() ? t('notices.publishesAt', { when: sayMoment(at) }) : sayPast(at)

const sayExpiry = (at: string): string => {
  const when = sayMoment(at)
  return new Date(at) > new Date() ? t('notices.expiresAt', { when }) : t('notices.endedAt', { when })
}

/** A notice as residents read it: what kind, what it says, who says it, to whom, and until when. */
export function NoticeBody({ notice, publisher, placeNames }: NoticeBodyProps) {
  const { title, body, level, publishAt, expiresAt } = notice
  return (
    <Card>
      <View className='notice-body__level'>
        <Tag tone={LEVEL_TONES[level]} text={t(`notices.levels.${level}`)} />
      </View>
      <View className='notice-body__title' {...spoken({ role: 'heading' })}>
        <Phrases text={title} />
      </View>
      <View className='notice-body__second'>{t('notices.line', { publisher, when: sayPublished(publishAt) })}</View>
      <View className='notice-body__text'>{typeset(body)}</View>
      <View className='notice-body__foot'>
        {placeNames.length > 0 ? (
          <View>{t('notices.sentTo', { places: placeNames.join(t('notices.comma')) })}</View>
        ) : null}
        {expiresAt ? <View>{sayExpiry(expiresAt)}</View> : null}
      </View>
    </Card>
  )
}
