import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from '../classes'
import { Icon } from '../Icon'
import { Pressable } from '../Pressable'
import './index.scss'

export interface CellProps {
  title: string
  /** The second line. */
  note?: string
  /** Beside the second line, or below it where it would have to break: when, and by whom. */
  when?: string
  /** A value on the right. */
  value?: string
  /** Before the title: an icon, a tag, an avatar. */
  leading?: ReactNode
  /** After the value, in the arrow's place: a tag, a switch, a small button. */
  trailing?: ReactNode
  tone?: 'text' | 'brand' | 'alert'
  /** Read out instead of title and note. */
  label?: string
  selected?: boolean
  onPress?: () => void
}

/** A row; one after another, they are parted by a hairline. An arrow says that it leads somewhere. */
export function Cell(props: CellProps) {
  const { title, note, when, value, leading, trailing, tone = 'text', label, selected, onPress } = props
  return (
    <Pressable className='linli-cell' label={label} selected={selected} onPress={onPress}>
      {leading ? <View className='linli-cell__leading'>{leading}</View> : null}
      <View className='linli-cell__body'>
        <View className={classes('linli-cell__title', `linli-cell__title--${tone}`)}>{title}</View>
        {note || when ? (
          <View className='linli-cell__second'>
            {note ? <View className='linli-cell__note'>{note}</View> : null}
            {when ? <View className='linli-cell__note linli-cell__note--whole'>{when}</View> : null}
          </View>
        ) : null}
      </View>
      {value ? <View className='linli-cell__value'>{value}</View> : null}
      {trailing ?? (onPress ? <Icon name='forward' size='small' className='linli-cell__arrow' /> : null)}
    </Pressable>
  )
}
