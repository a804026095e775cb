import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { useStores } from '@/stores'
import { Card, Cell, EmptyState, Icon, Pressable, Skeleton } from '@/ui'
import { TroubleState } from '../../frame/trouble'
import './tree.scss'

/** What the children of a place are called, by what the place is. */
const nextText = {
  city: 'membership.chooseDistrict',
  district: 'membership.chooseStreet',
  street: 'membership.chooseCommunity',
  community: 'membership.chooseGrid',
  grid: 'membership.chooseBuilding',
} as const

const Crumbs = observer(function Crumbs({ onStartOver }: { onStartOver: () => void }) {
  const { join } = useStores()
  return (
    <View className='linli-crumbs'>
      <View className='linli-crumbs__step'>
        <Pressable className='linli-crumbs__crumb' onPress={onStartOver}>
          {t('membership.startOver')}
        </Pressable>
        {join.path.length > 0 ? <Icon name='forward' size='small' /> : null}
      </View>
      {join.path.map((place, index) => (
        <View key={place.id} className='linli-crumbs__step'>
          <Pressable
            className='linli-crumbs__crumb'
            selected={index === join.path.length - 1}
            onPress={() => void join.backTo(place.id)}
          >
            {place.name}
          </Pressable>
          {index < join.path.length - 1 ? <Icon name='forward' size='small' /> : null}
        </View>
      ))}
    </View>
  )
})

/** From the city down to the building, one step at a time; every step back is one tap. */
export const Tree = observer(function Tree({ onStartOver }: { onStartOver: () => void }) {
  const { join } = useStores()
  return (
    <>
      <Crumbs onStartOver={onStartOver} />
      {join.building ? null : <Below />}
    </>
  )
})

const Below = observer(function Below() {
  const { join } = useStores()
  const { here, children } = join
  const key = here && here.kind in nextText ? nextText[here.kind as keyof typeof nextText] : 'membership.chooseHere'
  if (join.isLoading) return <Skeleton kind='list' count={5} label={t('common.loading')} />
  if (join.trouble) return <TroubleState trouble={join.trouble} onRetry={() => void join.retry()} />
  if (children.length === 0)
    return <EmptyState icon='location' title={t('membership.noneBelow')} text={t('membership.noneBelowText')} />
  return (
    <Card title={t(key)} flush>
      {children.map((place) => (
        <Cell key={place.id} title={place.name} onPress={() => void join.choosePlace(place)} />
      ))}
    </Card>
  )
})
