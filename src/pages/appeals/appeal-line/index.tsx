import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { AppealLine as Line } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { Icon, Pressable, Tag } from '@/ui'
import { isLate, nameOf, STATE_TONES, sayDue, sayWhere } from '../words'
import './index.scss'

interface AppealLineProps {
  appeal: Line
  /** In the reader's own list everything is theirs; elsewhere it is marked. */
  marksOwn?: boolean
  /** In the arrow's place. */
  trailing?: ReactNode
  checked?: boolean
  /** Left out where the reader may not open it. */
  onPress?: () => void
}

/** One case in a list: its state as a word, what it is, where, and until when somebody answers. */
export function AppealLine({ appeal, marksOwn, trailing, checked, onPress }: AppealLineProps) {
  const { state, overdue, households, category, text, createdAt, isMine, isJoined } = appeal
  const when = sayDue(appeal) ?? sayPast(createdAt)
  return (
    <Pressable
      className='appeal-line'
      role={checked === undefined ? 'button' : 'checkbox'}
      checked={checked}
      onPress={onPress}
    >
      <View className='appeal-line__body'>
        <View className='appeal-line__tags'>
          <Tag tone={STATE_TONES[state]} text={t(`appeals.states.${state}`)} />
          {overdue || isLate(appeal) ? <Tag tone='alert' text={t('appeals.overdue')} /> : null}
          {marksOwn && isMine ? <Tag tone='brand' text={t('appeals.list.mineTag')} /> : null}
          {isJoined ? <Tag tone='brand' text={t('appeals.list.joinedTag')} /> : null}
          <View className='appeal-line__second'>{t(`appeals.categories.${category}`)}</View>
        </View>
        <View className='appeal-line__text'>{text.trim() === '' ? nameOf(appeal) : typeset(text)}</View>
        <View className='appeal-line__second'>
          {t('appeals.line', { place: sayWhere(appeal), when })}
          {households > 1 ? ` · ${t('appeals.households', { count: households })}` : ''}
        </View>
      </View>
      {trailing ?? (onPress ? <Icon name='forward' size='small' className='appeal-line__arrow' /> : null)}
    </Pressable>
  )
}
