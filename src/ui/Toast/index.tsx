import { View } from '@tarojs/components'
import { createContext, useEffect } from 'react'
import { spoken } from '../a11y'
import { Pressable } from '../Pressable'
import './index.scss'

export interface ToastProps {
  /** What happened, and what comes next. Null shows nothing. */
  message: string | null
  /** Undo, where it can be undone. */
  action?: { text: string; onPress: () => void }
  /** Longer with an action: it takes time to decide. */
  durationMs?: number
  onHide: () => void
}

/** Given by the app; every Page shows it, so that a message outlives the screen that caused it. */
export const ToastContext = createContext<ToastProps | null>(null)

export function Toast({ message, action, durationMs = action ? 6000 : 3000, onHide }: ToastProps) {
  useEffect(() => {
    if (message === null) return
    const timer = setTimeout(onHide, durationMs)
    return () => clearTimeout(timer)
  }, [message, durationMs, onHide])

  if (message === null) return null
  return (
    <View className='linli-toast' {...spoken({ role: 'status' })}>
      <View className='linli-toast__box'>
        <View className='linli-toast__message'>{message}</View>
        {action ? (
          <Pressable className='linli-toast__action' onPress={action.onPress}>
            {action.text}
          </Pressable>
        ) : null}
      </View>
    </View>
  )
}
