import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../a11y'
import { Icon } from '../Icon'
import { Pressable } from '../Pressable'
import './index.scss'

export interface SectionProps {
  title: string
  action?: { text: string; onPress: () => void }
  children?: ReactNode
}

/** A titled part of a screen; what it holds is set 12 apart. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <View className='linli-section'>
      <View className='linli-section__head'>
        <View className='linli-section__title' {...spoken({ role: 'heading' })}>
          {title}
        </View>
        {action ? (
          <Pressable className='linli-section__action' onPress={action.onPress}>
            {action.text}
            <Icon name='forward' size='small' />
          </Pressable>
        ) : null}
      </View>
      {children}
    </View>
  )
}
