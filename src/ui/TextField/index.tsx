import { Input } from '@tarojs/components'
import { spoken } from '../a11y'
import { Field } from '../Field'
import type { TextFieldProps } from './types'

const TYPES = { text: 'text', number: 'digit', phone: 'number', nickname: 'text', search: 'text' } as const

export function TextField(props: TextFieldProps) {
  const { label, value, placeholder, kind = 'text', maxLength = 140, hint, error, disabled } = props
  const { focus = false, onChange, onLeave, onSubmit } = props
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        className='linli-field__input'
        placeholderClass='linli-field__placeholder'
        type={TYPES[kind]}
        value={value}
        placeholder={placeholder}
        maxlength={maxLength}
        disabled={disabled}
        focus={focus}
        confirmType={kind === 'search' ? 'search' : 'done'}
        onInput={(event) => onChange(event.detail.value)}
        onBlur={(event) => onLeave?.(event.detail.value)}
        onConfirm={(event) => onSubmit?.(event.detail.value)}
        {...spoken({ label: label ?? placeholder })}
      />
    </Field>
  )
}
