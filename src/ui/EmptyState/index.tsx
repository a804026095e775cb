import { View } from '@tarojs/components'
import { Button } from '../Button'
import { Icon } from '../Icon'
import type { IconName } from '../Icon/names'
import './index.scss'

export interface EmptyStateProps {
  icon?: IconName
  title: string
  /** What could be here. */
  text?: string
  /** The first step. */
  action?: { text: string; onPress: () => void }
}

export function EmptyState({ icon = 'document', title, text, action }: EmptyStateProps) {
  return (
    <View className='linli-empty'>
      <View className='linli-empty__icon'>
        <Icon name={icon} size='entry' />
      </View>
      <View className='linli-empty__title'>{title}</View>
      {text ? <View className='linli-empty__text'>{text}</View> : null}
      {action ? (
        <View className='linli-empty__action'>
          <Button kind='secondary' text={action.text} onPress={action.onPress} />
        </View>
      ) : null}
    </View>
  )
}
