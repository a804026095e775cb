import { View } from '@tarojs/components'
import { Badge } from '../Badge'
import { Icon } from '../Icon'
import type { IconName } from '../Icon/names'
import { Pressable } from '../Pressable'
import './index.scss'

export interface Entry<Key extends string = string> {
  key: Key
  icon: IconName
  text: string
  badge?: number
}

export interface EntryGridProps<Key extends string = string> {
  items: ReadonlyArray<Entry<Key>>
  onSelect: (key: Key) => void
}

/** Icon and word, three a row, two in elder mode. */
export function EntryGrid<Key extends string>({ items, onSelect }: EntryGridProps<Key>) {
  return (
    <View className='linli-entries'>
      {items.map(({ key, icon, text, badge = 0 }) => (
        <Pressable key={key} className='linli-entries__entry' label={text} onPress={() => onSelect(key)}>
          <View className='linli-entries__icon'>
            <Icon name={icon} size='entry' />
            {badge > 0 ? (
              <View className='linli-entries__badge'>
                <Badge count={badge} />
              </View>
            ) : null}
          </View>
          <View>{text}</View>
        </Pressable>
      ))}
    </View>
  )
}
