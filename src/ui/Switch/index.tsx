import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Pressable } from '../Pressable'
import type { SwitchProps } from './types'
import './index.scss'

/** A row with a switch at its end; the whole row is the target. */
export function Switch({ label, note, on, disabled, onChange }: SwitchProps) {
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
      <View className={classes('linli-switch__track', on && 'linli-switch__track--on')}>
        <View className='linli-switch__knob' />
      </View>
    </Pressable>
  )
}
