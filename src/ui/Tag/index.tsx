import { View } from '@tarojs/components'
import { classes } from '../classes'
import type { TagProps } from './types'
import './index.scss'

/** A state as a word in a tint. */
export function Tag({ text, tone = 'neutral' }: TagProps) {
  return <View className={classes('linli-tag', `linli-tag--${tone}`)}>{text}</View>
}
