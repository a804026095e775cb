import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { Pressable } from '../Pressable'
import type { SwitchProps } from './types'
import './index.scss'

/** A row with a switch at its end; the whole row is the target, the native switch only shows the state. */
export function Switch({ label, note, on, disabled = false, onChange }: SwitchProps) {
  return (
    <Pressable
      className='linli-switch'
      role='switch'
      label={label}
      checked={on}
      disabled={disabled}
      onPress={() => onChange(!on)}
    >
      <View className='linli-switch__body'>
        <View>{label}</View>
        {note ? <View className='linli-switch__note'>{note}</View> : null}
      </View>
      <View className='linli-switch__native' {...spoken({ hidden: true })}>
        <t-switch value={on} disabled={disabled} size='large' />
      </View>
    </Pressable>
  )
}
