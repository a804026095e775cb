import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Tag } from '../Tag'
import type { Tone } from '../Tag/types'
import './index.scss'

export interface TimelineItem {
  key: string
  /** The day as people say it, in a tint: "今天". */
  when: string
  title: string
  /** Hour and who: "8:40 · 张书记". */
  note?: string
  tone?: Tone
  children?: ReactNode
}

export interface TimelineProps {
  /** Newest first. */
  items: ReadonlyArray<TimelineItem>
}

export function Timeline({ items }: TimelineProps) {
  return (
    <View className='linli-timeline'>
      {items.map(({ key, when, title, note, tone = 'brand', children }) => (
        <View key={key} className='linli-timeline__item'>
          <View className='linli-timeline__when'>
            <Tag text={when} tone={tone} />
          </View>
          <View className='linli-timeline__body'>
            <View>{title}</View>
            {note ? <View className='linli-timeline__note'>{note}</View> : null}
            {children}
          </View>
        </View>
      ))}
    </View>
  )
}
