import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Icon } from '../Icon'
import { Pressable } from '../Pressable'
import type { ButtonProps } from './types'
import './index.scss'

export function Button(props: ButtonProps) {
  const { text, kind = 'primary', size = 'large', icon, block, loading, disabled, label, onPress } = props
  return (
    <Pressable
      className={classes(
        'linli-button',
        `linli-button--${kind}`,
        `linli-button--${size}`,
        block && 'linli-button--block',
        disabled && 'linli-button--disabled',
      )}
      label={label}
      disabled={disabled || loading}
      onPress={onPress}
    >
      {loading ? <View className='linli-button__turning' /> : null}
      {icon && !loading ? <Icon name={icon} size='small' /> : null}
      <View>{text}</View>
    </Pressable>
  )
}
