import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { classes } from '../classes'
import { Icon } from '../Icon'
import { Pressable } from '../Pressable'
import './index.scss'

export interface ChoiceOption<Key extends string = string> {
  key: Key
  text: string
  note?: string
  disabled?: boolean
}

interface ListProps<Key extends string> {
  /** What is being chosen, for a screen reader. */
  label: string
  options: ReadonlyArray<ChoiceOption<Key>>
  disabled?: boolean
}

export interface ChoiceProps<Key extends string = string> extends ListProps<Key> {
  value: Key | null
  onChange: (key: Key) => void
}

export interface MultiChoiceProps<Key extends string = string> extends ListProps<Key> {
  values: ReadonlyArray<Key>
  /** Once this many are chosen, the others rest. */
  max?: number
  onChange: (keys: Key[]) => void
}

interface RowProps {
  option: ChoiceOption
  role: 'radio' | 'checkbox'
  on: boolean
  disabled?: boolean
  onPress: () => void
}

function Row({ option, role, on, disabled, onPress }: RowProps) {
  const resting = disabled || option.disabled
  return (
    <Pressable
      className={classes('linli-choice__row', on && 'linli-choice__row--on', resting && 'linli-choice__row--resting')}
      role={role}
      checked={on}
      disabled={resting}
      onPress={onPress}
    >
      <View className={classes('linli-choice__mark', `linli-choice__mark--${role}`)}>
        {on ? <Icon name='check' size='small' /> : null}
      </View>
      <View className='linli-choice__body'>
        <View>{option.text}</View>
        {option.note ? <View className='linli-choice__note'>{option.note}</View> : null}
      </View>
    </Pressable>
  )
}

/** One of several, each a row that the thumb cannot miss. */
export function Choice<Key extends string>({ label, options, value, disabled, onChange }: ChoiceProps<Key>) {
  return (
    <View className='linli-choice' {...spoken({ label })}>
      {options.map((option) => (
        <Row
          key={option.key}
          option={option}
          role='radio'
          on={option.key === value}
          disabled={disabled}
          onPress={() => onChange(option.key)}
        />
      ))}
    </View>
  )
}

/** Some of several. */
export function MultiChoice<Key extends string>(props: MultiChoiceProps<Key>) {
  const { label, options, values, max = options.length, disabled, onChange } = props
  const handlePress = (key: Key) =>
    onChange(values.includes(key) ? values.filter((other) => other !== key) : [...values, key])
  return (
    <View className='linli-choice' {...spoken({ label })}>
      {options.map((option) => {
        const on = values.includes(option.key)
        return (
          <Row
            key={option.key}
            option={option}
            role='checkbox'
            on={on}
            disabled={disabled || (!on && values.length >= max)}
            onPress={() => handlePress(option.key)}
          />
        )
      })}
    </View>
  )
}
