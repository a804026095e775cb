import { View } from '@tarojs/components'
import { Badge } from '../Badge'
import { classes } from '../classes'
import { Icon } from '../Icon'
import type { IconName } from '../Icon/names'
import { Pressable } from '../Pressable'
import './index.scss'

export interface IconButtonProps {
  icon: IconName
  /** What it does, in words: nobody sees it, a screen reader says it. */
  label: string
  /** A small word beside the icon, where there is room. */
  text?: string
  tone?: 'text' | 'second' | 'brand' | 'alert'
  badge?: number
  disabled?: boolean
  onPress: () => void
}

export function IconButton({ icon, label, text, tone = 'second', badge, disabled, onPress }: IconButtonProps) {
  return (
    <Pressable
      own
      className={classes('linli-icon-button', `linli-icon-button--${tone}`, text && 'linli-icon-button--worded')}
      label={label}
      disabled={disabled}
      onPress={onPress}
    >
      <Icon name={icon} />
      {text ? <View className='linli-icon-button__text'>{text}</View> : null}
      {badge ? (
        <View className='linli-icon-button__badge'>
          <Badge count={badge} />
        </View>
      ) : null}
    </Pressable>
  )
}
