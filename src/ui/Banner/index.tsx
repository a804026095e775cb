import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { classes } from '../classes'
import { Pressable } from '../Pressable'
import './index.scss'

export interface BannerProps {
  /** Begins with the word that says what it is ("紧急 · …"): colour alone says nothing. */
  title: string
  text?: string
  tone?: 'alert' | 'wait' | 'brand'
  /** "知道了", for what must be seen before it goes. */
  action?: { text: string; onPress: () => void }
  onPress?: () => void
}

/** What may not be missed, full width and tinted. */
export function Banner({ title, text, tone = 'alert', action, onPress }: BannerProps) {
  return (
    <View className={classes('linli-banner', `linli-banner--${tone}`)} {...spoken({ role: 'alert' })}>
      <Pressable onPress={onPress}>
        <View className='linli-banner__title'>{title}</View>
        {text ? <View className='linli-banner__text'>{text}</View> : null}
      </Pressable>
      {action ? (
        <Pressable className='linli-banner__action' onPress={action.onPress}>
          {action.text}
        </Pressable>
      ) : null}
    </View>
  )
}
