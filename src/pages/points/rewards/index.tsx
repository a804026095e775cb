import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Reward } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { pointsStore } from '@/stores/points-store'
import { rewardsStore } from '@/stores/rewards-store'
import { Button, Card, Confirm, EmptyState, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import '../points.scss'

interface RewardCardProps {
  reward: Reward
  /** Null for whoever has no account here. */
  balance: number | null
  onRedeem: () => void
  onClose: () => void
}

function RewardCard({ reward, balance, onRedeem, onClose }: RewardCardProps) {
  const { title, points, stock, pickup, state, can } = reward
  const missing = balance === null ? 0 : Math.max(points - balance, 0)
  return (
    <Card title={typeset(title)}>
      <View className='points__row'>
        <View className='points__figure'>{t('points.rewards.price', { points })}</View>
        {state === 'closed' ? (
          <Tag tone='neutral' text={t('points.rewards.closed')} />
        ) : stock > 0 ? (
          <View className='points__second'>{t('points.rewards.left', { stock })}</View>
        ) : (
          <Tag tone='wait' text={t('points.rewards.none')} />
        )}
      </View>
      {pickup === null ? null : <Words tone='second' text={pickup} />}
      {can.redeem || can.close || can.reopen ? (
        <View className='points__acts'>
          {can.close || can.reopen ? (
            <Button
              size='small'
              kind='text'
              text={t(can.close ? 'points.rewards.close' : 'points.rewards.reopen')}
              onPress={onClose}
            />
          ) : null}
          {can.redeem && missing > 0 ? (
            <View className='points__second'>{t('points.rewards.short', { count: missing })}</View>
          ) : null}
          {can.redeem && missing === 0 ? (
            <Button size='small' text={t('points.rewards.redeem')} onPress={onRedeem} />
          ) : null}
        </View>
      ) : null}
    </Card>
  )
}

type Asked = { act: 'redeem' | 'close'; reward: Reward } | null

/** Asks once, in words that name the thing, and does it. */
const Ask = observer(function Ask({ asked, onDone }: { asked: Asked; onDone: () => void }) {
  const { ui } = useStores()
  const rewards = useStore(rewardsStore)
  if (asked === null) return null
  const { act, reward } = asked
  const { title, points } = reward
  const handleConfirm = async () => {
    if (act === 'close') {
      if (await rewards.change(reward, 'close')) ui.say(t('points.rewards.changed'))
      return onDone()
    }
    const redemption = await rewards.redeem(reward)
    onDone()
    if (redemption === null) return
    ui.say(t('points.rewards.done'))
    await open('points/redemption', { id: redemption.id })
  }
  return (
    <Confirm
      open
      busy={rewards.isBusy}
      title={act === 'close' ? t('points.rewards.closeAsk', { title }) : t('points.rewards.ask', { points, title })}
      text={t(act === 'close' ? 'points.rewards.closeText' : 'points.rewards.askText')}
      confirmText={t(act === 'close' ? 'points.rewards.close' : 'points.rewards.redeem')}
      cancelText={t('common.cancel')}
      danger={act === 'close'}
      onConfirm={() => void handleConfirm()}
      onCancel={onDone}
    />
  )
})

const List = observer(function List() {
  const { ui } = useStores()
  const rewards = useStore(rewardsStore)
  const points = useStore(pointsStore)
  const [asked, setAsked] = useState<Asked>(null)
  const list = rewards.rewards
  if (!list || list.isFirstLoad) return <Skeleton kind='card' count={3} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.isEmpty)
    return <EmptyState icon='gift' title={t('points.rewards.empty')} text={t('points.rewards.emptyText')} />
  const handleReopen = async (reward: Reward) => {
    if (await rewards.change(reward, 'reopen')) ui.say(t('points.rewards.changed'))
  }
  return (
    <>
      <KeptNote keptAt={list.keptAt} />
      {rewards.trouble ? <Words tone='alert' text={sayTrouble(rewards.trouble)} /> : null}
      {list.items.map((reward) => (
        <RewardCard
          key={reward.id}
          reward={reward}
          balance={points.balance}
          onRedeem={() => setAsked({ act: 'redeem', reward })}
          onClose={() => (reward.can.reopen ? void handleReopen(reward) : setAsked({ act: 'close', reward }))}
        />
      ))}
      <Ask asked={asked} onDone={() => setAsked(null)} />
    </>
  )
})

/** What there is for points. */
function Rewards() {
  const { session, ui } = useStores()
  const rewards = useStore(rewardsStore)
  const points = useStore(pointsStore)
  const { grid } = session
  const placeId = grid?.id ?? null
  const livesHere = grid?.membership != null
  const load = () => {
    if (placeId === null) return
    void rewards.open(placeId)
    if (livesHere) void points.open(placeId)
  }
  useEffect(() => rewards.clearTrouble(), [rewards])
  useEffect(load, [rewards, points, placeId, livesHere])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void rewards.rewards?.loadMore())
  const mayShelve = session.place.value?.can.publishNotice ?? false
  const footer = (
    <Button block icon='add' text={t('points.rewards.shelve')} onPress={() => void open('points/shelve')} />
  )
  return (
    <Screen key={ui.language} title={t('points.rewards.title')} footer={mayShelve ? footer : undefined}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          {points.balance !== null && livesHere ? (
            <Words tone='lead' text={t('points.rewards.have', { count: points.balance })} />
          ) : null}
          <List />
        </>
      )}
    </Screen>
  )
}

export default observer(Rewards)
