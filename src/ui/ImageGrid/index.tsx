import { Image, View } from '@tarojs/components'
import { classes } from '../classes'
import { Pressable } from '../Pressable'
import { preview } from './preview'
import './index.scss'

export interface ImageGridProps {
  images: ReadonlyArray<{ thumb: string; full: string }>
  /** Read out for each: (1, 3) → "图片 1，共 3 张". */
  labelOf: (position: number, count: number) => string
}

/** One to nine pictures of fixed ratio, so that nothing jumps when they arrive; a tap shows them whole. */
export function ImageGrid({ images, labelOf }: ImageGridProps) {
  const shown = images.slice(0, 9)
  const urls = shown.map(({ full }) => full)
  if (shown.length === 0) return null
  return (
    <View className={classes('linli-images', shown.length === 1 && 'linli-images--single')}>
      {shown.map(({ thumb, full }, index) => (
        <Pressable
          key={full}
          own
          className='linli-images__cell'
          label={labelOf(index + 1, shown.length)}
          onPress={() => void preview(full, urls)}
        >
          <Image className='linli-images__picture' src={thumb} mode='aspectFill' lazyLoad />
        </Pressable>
      ))}
    </View>
  )
}
