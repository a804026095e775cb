import { Icon } from '../Icon'
import type { IconName } from '../Icon/names'
import { Pressable } from '../Pressable'
import './index.scss'

export interface FloatingButtonProps {
  icon: IconName
  label: string
  onPress: () => void
}

/** The round button at the thumb; hand it to Page as `floating`. */
export function FloatingButton({ icon, label, onPress }: FloatingButtonProps) {
  return (
    <Pressable className='linli-floating' label={label} onPress={onPress}>
      <Icon name={icon} size='entry' />
    </Pressable>
  )
}
