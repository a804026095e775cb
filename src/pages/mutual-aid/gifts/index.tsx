import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { Gift } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { giftsStore } from '@/stores/gifts-store'
import { Button, Card, EmptyState, Section, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import { ShareCard } from './share-card'
import '../mutual-aid.scss'

const FIGURES = ['given', 'passedOn', 'waiting', 'left'] as const

const Figures = ({ gift }: { gift: Gift }) => (
  <View className='aid__figures'>
    {FIGURES.map((key) => (
      <View key={key}>
        <View className='aid__figure'>{gift[key]}</View>
        <View className='aid__second'>{t(`aid.gifts.${key}`)}</View>
      </View>
    ))}
  </View>
)

const Shares = observer(function Shares() {
  const { shares } = useStore(giftsStore)
  if (!shares || shares.isFirstLoad) return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (shares.isBroken) return <TroubleState trouble={shares.trouble} onRetry={() => void shares.refresh()} />
  if (shares.isEmpty) return <Words tone='second' text={t('aid.gifts.noShares')} />
  return (
    <>
      {shares.items.map((share) => (
        <ShareCard key={share.id} share={share} isMine={false} />
      ))}
    </>
  )
})

/** Given, passed on, waiting; for whoever minds it also the list. */
const GiftCard = observer(function GiftCard({ gift }: { gift: Gift }) {
  const { ui } = useStores()
  const store = useStore(giftsStore)
  const aid = useStore(aidStore)
  const { id, giver, category, purpose, state, can } = gift
  const isOpen = store.giftId === id
  const handleAllot = async () => {
    if (await store.act(gift, 'allot')) ui.say(t('aid.gifts.allotted'))
  }
  const handleEnd = async () => {
    if (await store.act(gift, 'end')) ui.say(t('aid.gifts.ended'))
  }
  return (
    <>
      <Card title={`${aid.nameOf(category)} · ${t('aid.gifts.by', { name: giver.displayName })}`}>
        <Words text={purpose} />
        <Figures gift={gift} />
        {state === 'ended' ? <Tag tone='neutral' text={t('aid.gifts.ended')} /> : null}
        <View className='aid__acts'>
          {can.end ? (
            <AskOnce
              size='small'
              text={t('aid.gifts.end')}
              title={t('aid.gifts.endAsk', { purpose })}
              note={t('aid.gifts.endText')}
              busy={store.sender.isBusy}
              onConfirm={handleEnd}
            />
          ) : null}
          {can.seeShares ? (
            <Button
              size='small'
              kind='secondary'
              text={t('aid.gifts.shares')}
              onPress={() => (isOpen ? store.closeShares() : void store.openShares(id))}
            />
          ) : null}
          {can.allot ? (
            <Button
              size='small'
              text={t('aid.gifts.allot')}
              disabled={store.sender.isBusy}
              onPress={() => void handleAllot()}
            />
          ) : null}
        </View>
      </Card>
      {isOpen ? <Shares /> : null}
    </>
  )
})

const List = observer(function List() {
  const { gifts, mine, sender } = useStore(giftsStore)
  if (!gifts || gifts.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (gifts.isBroken) return <TroubleState trouble={gifts.trouble} onRetry={() => void gifts.refresh()} />
  return (
    <>
      {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      {mine.items.length > 0 ? (
        <Section title={t('aid.gifts.forMe')}>
          {mine.items.map((share) => (
            <ShareCard key={share.id} share={share} isMine />
          ))}
        </Section>
      ) : null}
      {gifts.isEmpty ? <EmptyState icon='gift' title={t('aid.gifts.empty')} text={t('aid.gifts.emptyText')} /> : null}
      {gifts.items.map((gift) => (
        <GiftCard key={gift.id} gift={gift} />
      ))}
    </>
  )
})

/** What was given to the community, and where it went. */
function Gifts() {
  const { session, ui } = useStores()
  const store = useStore(giftsStore)
  const aid = useStore(aidStore)
  const placeId = session.grid?.id ?? null
  const load = () => {
    void aid.loadCategories()
    if (placeId !== null) void store.open(placeId)
  }
  useEffect(load, [store, aid, placeId])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.gifts?.loadMore())
  const footer = <Button block icon='gift' text={t('aid.gifts.give')} onPress={() => void open('mutual-aid/give')} />
  return (
    <Screen key={ui.language} title={t('aid.gifts.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? <NotYet /> : <List />}
    </Screen>
  )
}

export default observer(Gifts)
