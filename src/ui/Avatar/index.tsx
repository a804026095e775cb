import { Image, View } from '@tarojs/components'
import { spoken } from '../a11y'
import { classes } from '../classes'
import type { AvatarProps } from './types'
import './index.scss'

/** Array.from keeps a character outside the basic plane whole. */
const initialOf = (name: string) => Array.from(name.trim())[0] ?? ''

export function Avatar({ name, src, size = 'usual' }: AvatarProps) {
  return (
    <View className={classes('linli-avatar', `linli-avatar--${size}`)} {...spoken({ hidden: true })}>
      {src ? <Image className='linli-avatar__picture' src={src} mode='aspectFill' lazyLoad /> : initialOf(name)}
    </View>
  )
}
