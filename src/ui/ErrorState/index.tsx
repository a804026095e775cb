import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { Button } from '../Button'
import { Icon } from '../Icon'
import '../EmptyState/index.scss'

export interface ErrorStateProps {
  /** What happened. */
  title: string
  /** Whether anything was lost, and what to do now. */
  text: string
  retryText: string
  offline?: boolean
  onRetry: () => void
}

export function ErrorState({ title, text, retryText, offline, onRetry }: ErrorStateProps) {
  return (
    <View className='linli-empty' {...spoken({ role: 'alert' })}>
      <View className='linli-empty__icon linli-empty__icon--alert'>
        <Icon name={offline ? 'offline' : 'error'} size='entry' />
      </View>
      <View className='linli-empty__title'>{title}</View>
      <View className='linli-empty__text'>{text}</View>
      <View className='linli-empty__action'>
        <Button kind='secondary' icon='refresh' text={retryText} onPress={onRetry} />
      </View>
    </View>
  )
}
