import { Field } from '../Field'
import { countOf } from './count'
import type { TextAreaProps } from './types'

export function TextArea(props: TextAreaProps) {
  const { label, value, placeholder = '', maxLength, hint, error, disabled = false, onChange } = props
  return (
    <Field label={label} hint={hint} error={error} count={countOf(value, maxLength)}>
      <t-textarea
        t-class='linli-native-input'
        t-class-textarea='linli-field__input linli-native-area'
        placeholderClass='linli-field__placeholder'
        value={value}
        placeholder={placeholder}
        maxlength={maxLength}
        disabled={disabled}
        autosize
        onChange={(event) => onChange(event.detail.value)}
      />
    </Field>
  )
}
