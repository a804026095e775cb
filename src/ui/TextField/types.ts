export interface TextFieldProps {
  label?: string
  value: string
  placeholder?: string
  /** 'nickname' offers the WeChat nickname there, and is plain text elsewhere. */
  kind?: 'text' | 'number' | 'phone' | 'nickname' | 'search'
  /** The cursor stands in it from the beginning. */
  focus?: boolean
  maxLength?: number
  hint?: string
  error?: string | null
  disabled?: boolean
  onChange: (value: string) => void
  /** WeChat may clear a nickname it refuses, and says so only on leaving the field. */
  onLeave?: (value: string) => void
  onSubmit?: (value: string) => void
}
