import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './words.scss'

/** Parts of a card, one below the other, a finger's breadth apart. */
export function Stack({ children }: { children: ReactNode }) {
  return <View className='linli-stack'>{children}</View>
}
