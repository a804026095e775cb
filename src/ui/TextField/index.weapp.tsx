import { Field } from '../Field'
import type { TextFieldProps } from './types'

const TYPES = { text: 'text', number: 'digit', phone: 'number', nickname: 'nickname', search: 'text' } as const

export function TextField(props: TextFieldProps) {
  const { label, value, placeholder = '', kind = 'text', maxLength = 140, hint, error, disabled = false } = props
  const { focus = false, onChange, onLeave, onSubmit } = props
  return (
    <Field label={label} hint={hint} error={error}>
      <t-input
        t-class='linli-native-input'
        t-class-input='linli-field__input linli-native-text'
        placeholderClass='linli-field__placeholder'
        borderless
        type={TYPES[kind]}
        value={value}
        placeholder={placeholder}
        maxlength={maxLength}
        disabled={disabled}
        focus={focus}
        confirmType={kind === 'search' ? 'search' : 'done'}
        onChange={(event) => onChange(event.detail.value)}
        onBlur={(event) => onLeave?.(event.detail.value)}
        onEnter={(event) => onSubmit?.(event.detail.value)}
      />
    </Field>
  )
}
