import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Frame, percentOf } from './Frame'
import type { ProgressProps } from './types'

export function Progress(props: ProgressProps) {
  const { value, mark, label, text, tone = 'brand' } = props
  return (
    <Frame value={value} mark={mark} label={label} text={text}>
      <View className='linli-progress__track'>
        <View
          className={classes('linli-progress__fill', `linli-progress__fill--${tone}`)}
          style={{ width: `${percentOf(value)}%` }}
        />
      </View>
    </Frame>
  )
}
