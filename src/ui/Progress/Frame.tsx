import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../a11y'
import type { ProgressProps } from './types'
import './index.scss'

export const percentOf = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10

/** Words above, the bar, and the mark over it; the bar itself is each end's own. */
export function Frame({ value, mark, label, text, children }: ProgressProps & { children: ReactNode }) {
  const words = [label, text ?? `${percentOf(value)}%`].filter(Boolean).join(' ')
  return (
    <View className='linli-progress' {...spoken({ role: 'progressbar', label: words })}>
      {label || text ? (
        <View className='linli-progress__words'>
          <View>{label}</View>
          <View className='linli-progress__text'>{text}</View>
        </View>
      ) : null}
      <View className='linli-progress__bar'>
        {children}
        {mark === undefined ? null : <View className='linli-progress__mark' style={{ left: `${percentOf(mark)}%` }} />}
      </View>
    </View>
  )
}
