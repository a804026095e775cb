import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import './index.scss'

export interface BadgeProps {
  count: number
  /** Above it, "99+". */
  max?: number
  label?: string
}

/** A count of what is new; nothing at zero. */
export function Badge({ count, max = 99, label }: BadgeProps) {
  if (count <= 0) return null
  return (
    <View className='linli-badge' {...spoken({ label })}>
      {count > max ? `${max}+` : count}
    </View>
  )
}
