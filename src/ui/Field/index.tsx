import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../a11y'
import { classes } from '../classes'
import './index.scss'

export interface FieldProps {
  label?: string
  hint?: string
  error?: string | null
  /** "12/500", where a text has a limit. */
  count?: string
  children: ReactNode
}

/** The frame of whatever is typed into: its name above; below it what is wrong, or else a hint. */
export function Field({ label, hint, error, count, children }: FieldProps) {
  return (
    <View className={classes('linli-field', error && 'linli-field--wrong')}>
      {label ? <View className='linli-field__label'>{label}</View> : null}
      <View className='linli-field__box'>{children}</View>
      {error || hint || count ? (
        <View className='linli-field__foot'>
          <View
            className={error ? 'linli-field__error' : 'linli-field__hint'}
            {...(error ? spoken({ role: 'alert' }) : {})}
          >
            {error || hint}
          </View>
          {count ? <View className='linli-field__hint'>{count}</View> : null}
        </View>
      ) : null}
    </View>
  )
}
