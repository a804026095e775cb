// Native TDesign components in JSX: their properties from the package's own types, their events as we use them.
import type { ReactNode } from 'react'
import type { TdButtonProps } from 'tdesign-miniprogram/miniprogram_dist/button/type'
import type { TdDialogProps } from 'tdesign-miniprogram/miniprogram_dist/dialog/type'
import type { TdInputProps } from 'tdesign-miniprogram/miniprogram_dist/input/type'
import type { TdProgressProps } from 'tdesign-miniprogram/miniprogram_dist/progress/type'
import type { TdSwitchProps } from 'tdesign-miniprogram/miniprogram_dist/switch/type'
import type { TdTagProps } from 'tdesign-miniprogram/miniprogram_dist/tag/type'
import type { TdTextareaProps } from 'tdesign-miniprogram/miniprogram_dist/textarea/type'

type Values<Props> = {
  [Name in keyof Props]?: NonNullable<Props[Name]> extends { value?: infer Value } ? Value : never
}

type Listener<Detail = Record<string, unknown>> = (event: { type: string; detail: Detail }) => void

type Native<Props, Events = unknown> = Omit<Values<Props>, keyof Events> &
  Events & { id?: string; key?: string | number; children?: ReactNode; 't-class'?: string }

interface ButtonEvents {
  ariaLabel?: string
  onTap?: Listener
  onChooseavatar?: Listener
  onAgreeprivacyauthorization?: Listener
  onGetphonenumber?: Listener
}

interface TextEvents {
  onChange?: Listener<{ value: string }>
  onBlur?: Listener<{ value: string }>
  onEnter?: Listener<{ value: string }>
  placeholderClass?: string
  't-class-input'?: string
  't-class-textarea'?: string
}

/** TDesign's type of a dialog's button is that of its declaration, not of its value. */
interface DialogButton {
  content: string
  theme: string
  size: string
  variant: string
  shape: string
  loading?: boolean
  disabled?: boolean
}

interface DialogEvents {
  confirmBtn?: DialogButton
  cancelBtn?: DialogButton
  onConfirm?: Listener
  onCancel?: Listener
  't-class-confirm'?: string
  't-class-cancel'?: string
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      't-button': Native<TdButtonProps, ButtonEvents>
      't-dialog': Native<TdDialogProps, DialogEvents>
      't-input': Native<TdInputProps, TextEvents>
      't-progress': Native<TdProgressProps>
      't-switch': Native<TdSwitchProps>
      't-tag': Native<TdTagProps>
      't-textarea': Native<TdTextareaProps, TextEvents>
    }
  }
}
