import { Image, View } from '@tarojs/components'
import { spoken } from '../a11y'
import { useAppearance } from '../appearance'
import './index.scss'
import { type Look, lookOf } from './look'
import { addressOf, type Drawing } from './svg'

export { type Bar, drawBars } from './bars'
export { drawParts, type Part } from './parts'
export { drawRing } from './ring'

export interface ChartProps {
  draw: (look: Look) => Drawing
  /** All of its figures in words: read out in the picture's place. */
  label: string
}

/**
 * A chart as a picture (SVG), which every end shows alike; its words grow in elder mode and its colours follow the dark. It is not on the face of
 * ui, because what draws it would then come with the home page.
 */
export function Chart({ draw, label }: ChartProps) {
  const drawing = draw(lookOf(useAppearance()))
  return (
    <View className='linli-chart' {...spoken({ role: 'img', label })}>
      <View className='linli-chart__room' style={{ paddingBottom: `${(drawing.height / drawing.width) * 100}%` }} />
      <Image className='linli-chart__picture' src={addressOf(drawing)} mode='scaleToFill' />
    </View>
  )
}
