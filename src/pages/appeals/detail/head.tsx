import { View } from '@tarojs/components'
import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { hasMap, showPoint } from '@/platform/map-point'
import { Button, Card, classes, ImageGrid, spoken, Tag } from '@/ui'
import { VoicePlayer } from '../../frame/VoicePlayer'
import { Words } from '../../frame/Words'
import { isLate, nameOf, STATE_TONES, sayWhere } from '../words'

/** Up to here a text is read at a glance, and stands as a headline. */
const HEADLINE_MAX = 40

const labelOf = (position: number, count: number) => t('common.picture', { position, count })

function sayBy({ visibleName, timeline }: Appeal): string {
  if (visibleName !== null) return t('appeals.detail.by', { name: visibleName })
  const isChannel = timeline.some(({ kind, by }) => kind === 'report' && by === 'channel')
  return t(isChannel ? 'appeals.detail.byChannel' : 'appeals.detail.byAnonymous')
}

function sayHouseholds({ households, isMine, isJoined }: Appeal): string | null {
  if (households < 2) return null
  return isMine || isJoined
    ? t('appeals.detail.sameHouseholds', { count: households })
    : t('appeals.detail.touched', { count: households })
}

/** What it is: its state as a word, its kind and place, the words and pictures, whom else it concerns. */
export function Head({ appeal }: { appeal: Appeal }) {
  const { state, category, overdue, text, images, voice, location, conflict } = appeal
  const households = sayHouseholds(appeal)
  const isWithheld = text.trim() === ''
  const isLong = Array.from(text).length > HEADLINE_MAX
  return (
    <Card>
      <View className='case__tags'>
        <Tag tone={STATE_TONES[state]} text={t(`appeals.states.${state}`)} />
        {overdue || isLate(appeal) ? <Tag tone='alert' text={t('appeals.overdue')} /> : null}
        <View className='case__second'>{`${t(`appeals.categories.${category}`)} · ${sayWhere(appeal)}`}</View>
      </View>
      <View className={classes('case__text', isLong && 'case__text--long')} {...spoken({ role: 'heading' })}>
        {isWithheld ? nameOf(appeal) : typeset(text)}
      </View>
      {isWithheld ? <Words tone='second' text={t('appeals.detail.pendingText')} /> : null}
      {images.length > 0 ? (
        <View className='case__pictures'>
          <ImageGrid images={images.map(({ urls }) => urls)} labelOf={labelOf} />
        </View>
      ) : null}
      {voice ? <VoicePlayer src={voice.url} seconds={voice.seconds} /> : null}
      <View className='case__second'>{sayBy(appeal)}</View>
      {households ? <View className='case__second'>{households}</View> : null}
      {conflict ? <View className='case__second'>{t('appeals.detail.conflictNote')}</View> : null}
      {location && hasMap ? (
        <Button
          kind='text'
          size='small'
          icon='location'
          text={t('appeals.detail.showOnMap')}
          onPress={() => void showPoint({ ...location, name: sayWhere(appeal) })}
        />
      ) : null}
    </Card>
  )
}
