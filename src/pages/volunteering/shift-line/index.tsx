import { View } from '@tarojs/components'
import type { Shift } from '@/contract'
import { t } from '@/i18n'
import { sayDay, sayHour } from '@/i18n/time'
import { Pressable, Tag } from '@/ui'
import { standingOf } from './standing'
import './index.scss'

interface ShiftLineProps {
  shift: Shift
  /** Where the activity is named already. */
  withoutTitle?: boolean
  onPress: () => void
}

/** A shift in a list: the day on the left; title, hours, places and points; and where one stands in it. */
export function ShiftLine({ shift, withoutTitle, onPress }: ShiftLineProps) {
  const { activity, startsAt, endsAt, confirmed, capacity, pointsPerHour } = shift
  const hours = `${sayHour(startsAt)}–${sayHour(endsAt)}`
  const standing = standingOf(shift)
  const taken = t('volunteering.taken', { taken: confirmed, of: capacity })
  const points = pointsPerHour > 0 ? ` · ${t('volunteering.points', { count: pointsPerHour })}` : ''
  return (
    <Pressable
      className='shift-line'
      label={`${activity.title}，${sayDay(startsAt)} ${hours}，${taken}${standing ? `，${standing.text}` : ''}`}
      onPress={onPress}
    >
      <View className='shift-line__day'>
        <View>{sayDay(startsAt)}</View>
      </View>
      <View className='shift-line__body'>
        <View className='shift-line__title'>{withoutTitle ? hours : activity.title}</View>
        <View className='shift-line__second'>{`${withoutTitle ? '' : `${hours} · `}${taken}${points}`}</View>
      </View>
      {standing ? <Tag tone={standing.tone} text={standing.text} /> : null}
    </Pressable>
  )
}
