import type { ConfirmProps } from './types'
import './index.scss'

// A variant must be named, or TDesign falls back to bare words for both.
const LOOK = { variant: 'base', size: 'large', shape: 'round' } as const

/** Asks once, in words that name the thing; the button bears the verb. */
export function Confirm(props: ConfirmProps) {
  const { open, title, text = '', confirmText, cancelText, danger = false, busy = false, onConfirm, onCancel } = props
  return (
    <t-dialog
      t-class-confirm='linli-native-dialog-button'
      t-class-cancel='linli-native-dialog-button'
      visible={open}
      title={title}
      content={text}
      buttonLayout='vertical'
      confirmBtn={{ ...LOOK, content: confirmText, theme: danger ? 'danger' : 'primary', loading: busy }}
      cancelBtn={{ ...LOOK, content: cancelText, theme: 'light', disabled: busy }}
      closeOnOverlayClick={false}
      onConfirm={() => onConfirm()}
      onCancel={() => onCancel()}
    />
  )
}
