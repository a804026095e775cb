import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { classes } from '../classes'
import type { IconName } from './names'
import './index.scss'
import './icons.scss'

export interface IconProps {
  name: IconName
  size?: 'small' | 'usual' | 'entry'
  className?: string
  /** Only where no word stands beside it. */
  label?: string
}

/** A drawing in the colour of the text around it: the shape is a mask, the ink is currentColor. */
export function Icon({ name, size = 'usual', className, label }: IconProps) {
  return (
    <View
      className={classes('linli-icon', `linli-icon--${name}`, `linli-icon--size-${size}`, className)}
      {...(label ? spoken({ role: 'img', label }) : spoken({ hidden: true }))}
    />
  )
}
