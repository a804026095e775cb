import { View } from '@tarojs/components'
import { spoken } from '../a11y'
import type { SkeletonProps } from './types'
import './index.scss'

const Lines = () => (
  <View className='linli-skeleton__lines'>
    <View className='linli-skeleton__line linli-skeleton__line--half' />
    <View className='linli-skeleton__line' />
  </View>
)

const ListItem = () => (
  <View className='linli-skeleton__item'>
    <View className='linli-skeleton__dot' />
    <Lines />
  </View>
)

const CardItem = () => (
  <View className='linli-skeleton__card'>
    <ListItem />
    <View className='linli-skeleton__line' />
    <View className='linli-skeleton__line linli-skeleton__line--half' />
  </View>
)

const KINDS = { line: Lines, card: CardItem, list: ListItem }

/** The shape of what is coming, shown at once. */
export function Skeleton({ kind, count = 1, label }: SkeletonProps) {
  const Item = KINDS[kind]
  return (
    <View className='linli-skeleton' {...spoken({ role: 'status', label })}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items are all alike and never move
        <Item key={index} />
      ))}
    </View>
  )
}
