import { Textarea } from '@tarojs/components'
import { spoken } from '../a11y'
import { Field } from '../Field'
import { countOf } from './count'
import type { TextAreaProps } from './types'

export function TextArea(props: TextAreaProps) {
  const { label, value, placeholder, maxLength, hint, error, disabled, onChange } = props
  return (
    <Field label={label} hint={hint} error={error} count={countOf(value, maxLength)}>
      <Textarea
        className='linli-field__input linli-field__input--area'
        placeholderClass='linli-field__placeholder'
        value={value}
        placeholder={placeholder}
        maxlength={maxLength}
        disabled={disabled}
        autoHeight
        showCount={false}
        onInput={(event) => onChange(event.detail.value)}
        {...spoken({ label: label ?? placeholder })}
      />
    </Field>
  )
}
