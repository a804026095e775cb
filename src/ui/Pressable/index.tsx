import { type ITouchEvent, View } from '@tarojs/components'
import type { KeyboardEvent, ReactNode } from 'react'
import { type Spoken, spoken } from '../a11y'
import { classes } from '../classes'
import './index.scss'

export interface PressableProps extends Omit<Spoken, 'hidden'> {
  className?: string
  /** Set where a press must not also press what lies around it. */
  own?: boolean
  onPress?: () => void
  children?: ReactNode
}

/** On h5 what looks like a button answers the keyboard like one. */
const keyboard = (onPress?: () => void) =>
  process.env.TARO_ENV === 'h5' && onPress
    ? {
        tabIndex: 0,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return
          event.preventDefault()
          onPress()
        },
      }
    : {}

/**
 * Only what can be pressed listens: Taro holds the tap of a native button back until the tap of a listening parent comes, and TDesign's
 * button lets none through.
 */
const listening = (press?: () => void, own?: boolean) =>
  press || own
    ? {
        onClick: (event: ITouchEvent) => {
          if (own) event.stopPropagation()
          press?.()
        },
      }
    : {}

/** Whatever can be pressed: a role, a name, a pressed look, the keyboard. */
export function Pressable({ className, own, onPress, children, role = 'button', ...rest }: PressableProps) {
  const press = rest.disabled ? undefined : onPress
  return (
    <View
      className={classes('linli-pressable', className)}
      hoverClass={press ? 'linli-pressable--down' : 'none'}
      hoverStayTime={80}
      hoverStopPropagation={own}
      {...listening(press, own)}
      {...keyboard(press)}
      {...(onPress ? spoken({ role, ...rest }) : {})}
    >
      {children}
    </View>
  )
}
