import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { Offer } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { Button, Card, EmptyState, Skeleton, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import '../mutual-aid.scss'

const OfferCard = observer(function OfferCard({ offer }: { offer: Offer }) {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const { categories, radiusMetres, perWeek, quantity, given, state, can } = offer
  const handle = async (action: 'pause' | 'resume' | 'end') => {
    if (await aid.changeOffer(offer, action)) ui.say(t('aid.offers.changed'))
  }
  return (
    <Card title={categories.map((category) => aid.nameOf(category)).join('、')}>
      <View className='aid__row'>
        <Tag tone={state === 'open' ? 'brand' : 'neutral'} text={t(`aid.offers.states.${state}`)} />
      </View>
      <Words tone='second' text={t('aid.offers.limits', { metres: radiusMetres, count: perWeek })} />
      {quantity === null ? null : <Words tone='second' text={t('aid.offers.left', { count: quantity - given })} />}
      <View className='aid__acts'>
        {can.end ? (
          <AskOnce
            size='small'
            text={t('aid.offers.end')}
            title={t('aid.offers.endAsk')}
            note={t('aid.offers.endText')}
            busy={aid.sender.isBusy}
            onConfirm={() => handle('end')}
          />
        ) : null}
        {can.pause ? (
          <Button size='small' kind='secondary' text={t('aid.offers.pause')} onPress={() => void handle('pause')} />
        ) : null}
        {can.resume ? (
          <Button size='small' text={t('aid.offers.resume')} onPress={() => void handle('resume')} />
        ) : null}
      </View>
    </Card>
  )
})

const List = observer(function List() {
  const { offers, sender } = useStore(aidStore)
  if (offers.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (offers.isBroken) return <TroubleState trouble={offers.trouble} onRetry={() => void offers.refresh()} />
  if (offers.isEmpty)
    return <EmptyState icon='handshake' title={t('aid.offers.empty')} text={t('aid.offers.emptyText')} />
  return (
    <>
      {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      {offers.items.map((offer) => (
        <OfferCard key={offer.id} offer={offer} />
      ))}
    </>
  )
})

/** What I can do, each to be paused in one tap. */
function Offers() {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const load = () => void aid.openOffers()
  useEffect(() => aid.sender.clear(), [aid])
  useEffect(load, [aid])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void aid.offers.loadMore())
  return (
    <Screen
      key={ui.language}
      title={t('aid.offers.title')}
      footer={<Button block text={t('aid.offers.add')} onPress={() => void open('mutual-aid/offer')} />}
    >
      <List />
    </Screen>
  )
}

export default observer(Offers)
