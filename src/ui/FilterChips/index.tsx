import { ScrollView, View } from '@tarojs/components'
import { spoken } from '../a11y'
import { classes } from '../classes'
import { Pressable } from '../Pressable'
import './index.scss'

export interface FilterChipsProps<Key extends string = string> {
  items: ReadonlyArray<{ key: Key; text: string }>
  value: Key
  /** What is being filtered, for a screen reader. */
  label?: string
  onChange: (key: Key) => void
}

export function FilterChips<Key extends string>({ items, value, label, onChange }: FilterChipsProps<Key>) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className='linli-chips'>
      <View className='linli-chips__row' {...spoken({ label })}>
        {items.map(({ key, text }) => (
          <Pressable
            key={key}
            className='linli-chips__target'
            role='tab'
            selected={key === value}
            onPress={() => onChange(key)}
          >
            <View className={classes('linli-chips__chip', key === value && 'linli-chips__chip--on')}>{text}</View>
          </Pressable>
        ))}
      </View>
    </ScrollView>
  )
}
