export interface Spoken {
  role?:
    | 'button'
    | 'tab'
    | 'radio'
    | 'checkbox'
    | 'switch'
    | 'img'
    | 'alert'
    | 'status'
    | 'progressbar'
    | 'heading'
    | 'link'
    | 'dialog'
  label?: string
  hidden?: boolean
  checked?: boolean
  selected?: boolean
  disabled?: boolean
}

const flag = (value: boolean | undefined) => (value === undefined ? undefined : String(value))

/**
 * The attributes a screen reader hears, to be spread on a Taro component. WeChat calls the role "aria-role"; its
 * templates know these attributes from config/plugins/aria.ts.
 */
export function spoken({ role, label, hidden, checked, selected, disabled }: Spoken): Record<string, unknown> {
  const attributes: Record<string, unknown> = {
    [process.env.TARO_ENV === 'weapp' ? 'aria-role' : 'role']: role,
    'aria-label': label,
    'aria-hidden': flag(hidden),
    'aria-checked': flag(checked),
    'aria-selected': flag(selected),
    'aria-disabled': flag(disabled || undefined),
  }
  for (const name of Object.keys(attributes)) if (attributes[name] === undefined) delete attributes[name]
  return attributes
}
