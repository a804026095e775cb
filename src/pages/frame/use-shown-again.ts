import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'

/** Runs when the page is shown again: another screen may have changed what it shows. Not the first time. */
export function useShownAgain(handleShow: () => void): void {
  const wasShown = useRef(false)
  useDidShow(() => {
    if (wasShown.current) handleShow()
    wasShown.current = true
  })
}
