import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { Icon } from '../Icon'
import './index.scss'

export interface OfflineBarProps {
  /** "网络断了，内容已存好，连上后自动发送" */
  text: string
}

export function OfflineBar({ text }: OfflineBarProps) {
  return (
    <View className='linli-offline' {...spoken({ role: 'status' })}>
      <Icon name='offline' size='small' />
      <View>{text}</View>
    </View>
  )
}
