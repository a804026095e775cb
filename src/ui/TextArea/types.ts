export interface TextAreaProps {
  label?: string
  value: string
  placeholder?: string
  /** In characters, and shown as "12/500". */
  maxLength: number
  hint?: string
  error?: string | null
  disabled?: boolean
  onChange: (value: string) => void
}
