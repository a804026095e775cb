import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { Badge } from '../Badge'
import { classes } from '../classes'
import { Icon } from '../Icon'
import type { IconName } from '../Icon/names'
import { Pressable } from '../Pressable'
import './index.scss'

export interface TabItem<Key extends string = string> {
  key: Key
  icon: IconName
  text: string
  badge?: number
}

export interface TabBarProps<Key extends string = string> {
  items: ReadonlyArray<TabItem<Key>>
  current: Key
  onSelect: (key: Key) => void
}

/** Drawn by the page on every end: so elder mode scales it, and staff get their fifth. Hand it to Page as `tabBar`. */
export function TabBar<Key extends string>({ items, current, onSelect }: TabBarProps<Key>) {
  useDidShow(() => {
    // Alipay always brings its own bar; it can only be hidden once a tab page shows.
    if (process.env.TARO_ENV === 'alipay') void Taro.hideTabBar?.({ animation: false })
  })
  return (
    <View className='linli-tabs'>
      {items.map(({ key, icon, text, badge = 0 }) => (
        <Pressable
          key={key}
          className={classes('linli-tabs__tab', key === current && 'linli-tabs__tab--on')}
          role='tab'
          label={text}
          selected={key === current}
          onPress={() => key !== current && onSelect(key)}
        >
          <Icon name={icon} />
          <View className='linli-tabs__text'>{text}</View>
          {badge > 0 ? (
            <View className='linli-tabs__badge'>
              <Badge count={badge} />
            </View>
          ) : null}
        </Pressable>
      ))}
    </View>
  )
}
