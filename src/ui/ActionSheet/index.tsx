import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { classes } from '../classes'
import { Icon } from '../Icon'
import type { IconName } from '../Icon/names'
import { Pressable } from '../Pressable'
import './index.scss'

export interface ActionSheetProps<Key extends string = string> {
  open: boolean
  title?: string
  items: ReadonlyArray<{ key: Key; text: string; note?: string; icon?: IconName; danger?: boolean; selected?: boolean }>
  cancelText: string
  onSelect: (key: Key) => void
  onCancel: () => void
}

/** What can be done with a thing, from the bottom, where the thumb is. */
export function ActionSheet<Key extends string>(props: ActionSheetProps<Key>) {
  const { open, title, items, cancelText, onSelect, onCancel } = props
  if (!open) return null
  return (
    <View className='linli-sheet'>
      <View className='linli-sheet__shade' catchMove onClick={onCancel} />
      <View className='linli-sheet__box' {...spoken({ role: 'dialog', label: title })}>
        {title ? <View className='linli-sheet__title'>{title}</View> : null}
        <View className='linli-sheet__items'>
          {items.map(({ key, text, note, icon, danger, selected }) => (
            <Pressable
              key={key}
              className={classes('linli-sheet__item', danger && 'linli-sheet__item--danger')}
              selected={selected}
              onPress={() => onSelect(key)}
            >
              {icon ? <Icon name={icon} /> : null}
              <View className='linli-sheet__body'>
                <View>{text}</View>
                {note ? <View className='linli-sheet__note'>{note}</View> : null}
              </View>
              {selected ? <Icon name='check' className='linli-sheet__check' /> : null}
            </Pressable>
          ))}
        </View>
        <Pressable className='linli-sheet__cancel' onPress={onCancel}>
          {cancelText}
        </Pressable>
      </View>
    </View>
  )
}
