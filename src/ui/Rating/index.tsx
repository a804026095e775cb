import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import { classes } from '../classes'
import { Icon } from '../Icon'
import { Pressable } from '../Pressable'
import './index.scss'

export interface RatingProps {
  /** 0 to 5; 0 is not yet rated. */
  value: number
  /** Read out for each star: 3 → "3 星，一般". */
  labelOf: (stars: number) => string
  /** Without it, the stars only show. */
  onChange?: (stars: number) => void
}

const STARS = [1, 2, 3, 4, 5]

export function Rating({ value, labelOf, onChange }: RatingProps) {
  return (
    <View className='linli-rating' {...(onChange ? {} : spoken({ role: 'img', label: labelOf(value) }))}>
      {STARS.map((stars) => (
        <Pressable
          key={stars}
          className={classes(
            'linli-rating__star',
            stars <= value && 'linli-rating__star--on',
            onChange && 'linli-rating__star--target',
          )}
          role='radio'
          checked={stars === value}
          label={labelOf(stars)}
          onPress={onChange ? () => onChange(stars) : undefined}
        >
          <Icon name={stars <= value ? 'star-filled' : 'star'} size={onChange ? 'entry' : 'small'} />
        </Pressable>
      ))}
    </View>
  )
}
