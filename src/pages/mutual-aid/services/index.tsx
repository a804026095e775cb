import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { HomeService } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { servicesStore } from '@/stores/services-store'
import { Button, Card, EmptyState, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import { sayHours } from '../hours'
import { sayPrice } from '../price'
import '../mutual-aid.scss'

const KEEPERS = ['secretary', 'partner']

const ServiceCard = observer(function ServiceCard({ service }: { service: HomeService }) {
  const { ui } = useStores()
  const store = useStore(servicesStore)
  const handleEnd = async () => {
    if (await store.end(service)) ui.say(t('aid.enterService.ended'))
  }
  const { id, title, about, price, area, certificate, provider, stars, ratings, weekly, can } = service
  return (
    <Card title={title}>
      <View className='aid__figure'>{sayPrice(price)}</View>
      <Words text={about} />
      <Words tone='second' text={t('aid.services.by', { name: provider })} />
      <Words tone='second' text={t('aid.services.area', { area })} />
      <Words tone='second' text={t('aid.services.hours', { hours: sayHours(weekly) })} />
      <Words tone='second' text={t('aid.services.certificate', { text: certificate })} />
      <Words
        tone='second'
        text={stars === null ? t('aid.services.unrated') : t('aid.services.rated', { stars, count: ratings })}
      />
      <View className='aid__acts'>
        {can.end ? (
          <AskOnce
            size='small'
            text={t('aid.enterService.end')}
            title={t('aid.enterService.endAsk', { title })}
            note={t('aid.enterService.endText')}
            busy={store.sender.isBusy}
            onConfirm={handleEnd}
          />
        ) : null}
        {can.seeBookings ? (
          <Button
            size='small'
            kind='secondary'
            text={t('aid.services.seeBookings')}
            onPress={() => void open('mutual-aid/bookings', { service: id })}
          />
        ) : null}
        {can.book ? (
          <Button
            size='small'
            text={t('aid.services.book')}
            label={t('aid.services.bookOf', { title })}
            onPress={() => void open('mutual-aid/book', { id })}
          />
        ) : null}
      </View>
    </Card>
  )
})

const List = observer(function List() {
  const { services, sender } = useStore(servicesStore)
  if (!services || services.isFirstLoad) return <Skeleton kind='card' count={3} label={t('common.loading')} />
  if (services.isBroken) return <TroubleState trouble={services.trouble} onRetry={() => void services.refresh()} />
  if (services.isEmpty)
    return <EmptyState icon='tools' title={t('aid.services.empty')} text={t('aid.services.emptyText')} />
  return (
    <>
      {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      {services.items.map((service) => (
        <ServiceCard key={service.id} service={service} />
      ))}
    </>
  )
})

/** Home services with price, area, certificate and rating. */
function Services() {
  const { session, ui } = useStores()
  const store = useStore(servicesStore)
  const placeId = session.grid?.id ?? null
  const load = () => {
    if (placeId !== null) void store.open(placeId)
  }
  useEffect(load, [store, placeId])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.services?.loadMore())
  const isKeeper = session.roles.some(({ role }) => KEEPERS.includes(role))
  const mine = (
    <Button
      block
      kind={isKeeper ? 'text' : 'secondary'}
      text={t('aid.services.mine')}
      onPress={() => void open('mutual-aid/bookings')}
    />
  )
  const enter = (
    <Button block icon='add' text={t('aid.enterService.title')} onPress={() => void open('mutual-aid/enter-service')} />
  )
  return (
    <Screen
      key={ui.language}
      title={t('aid.services.title')}
      footer={placeId === null ? undefined : isKeeper ? enter : mine}
    >
      {placeId === null ? <NotYet /> : <List />}
      {placeId !== null && isKeeper ? mine : null}
    </Screen>
  )
}

export default observer(Services)
