import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Icon } from '../Icon'
import type { ButtonProps } from './types'
import './index.scss'

const THEMES = { primary: 'primary', secondary: 'default', danger: 'danger', text: 'primary' } as const
const VARIANTS = { primary: 'base', secondary: 'outline', danger: 'base', text: 'text' } as const

export function Button(props: ButtonProps) {
  const { text, kind = 'primary', size = 'large', icon, block = false, loading = false, disabled = false } = props
  const { label = '', id = '', openType, onOpenResult, onPress } = props
  return (
    <t-button
      id={id}
      t-class={classes('linli-native-button', `linli-native-button--${kind}`, `linli-native-button--${size}`)}
      theme={THEMES[kind]}
      variant={VARIANTS[kind]}
      size={size === 'large' ? 'large' : 'medium'}
      shape='round'
      block={block}
      disabled={disabled}
      openType={loading ? undefined : openType}
      ariaLabel={label || text}
      onTap={() => !loading && onPress?.()}
      onChooseavatar={(event) => onOpenResult?.(event.detail)}
      onAgreeprivacyauthorization={(event) => onOpenResult?.(event.detail)}
      onGetphonenumber={(event) => onOpenResult?.(event.detail)}
    >
      <View className='linli-native-button__content'>
        {loading ? <View className='linli-button__turning' /> : null}
        {icon && !loading ? <Icon name={icon} size='small' /> : null}
        <View>{text}</View>
      </View>
    </t-button>
  )
}
