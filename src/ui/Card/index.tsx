import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../a11y'
import { classes } from '../classes'
import { Pressable } from '../Pressable'
import './index.scss'

export interface CardProps {
  title?: string
  /** 'own' for what belongs to the reader. */
  tone?: 'plain' | 'own'
  /** Without inner margin, for a list of cells that bring their own. */
  flush?: boolean
  label?: string
  onPress?: () => void
  children?: ReactNode
}

export function Card({ title, tone = 'plain', flush, label, onPress, children }: CardProps) {
  return (
    <Pressable
      className={classes('linli-card', tone === 'own' && 'linli-card--own', flush && 'linli-card--flush')}
      label={label}
      onPress={onPress}
    >
      {title ? (
        <View className='linli-card__title' {...spoken({ role: 'heading' })}>
          {title}
        </View>
      ) : null}
      {children}
    </Pressable>
  )
}
