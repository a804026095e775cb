import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { pointsStore } from '@/stores/points-store'
import { Button, Card, Cell, EmptyState, Icon, Section, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { EntryLine } from '../entry-line'
import '../points.scss'

const Balance = observer(function Balance() {
  const points = useStore(pointsStore)
  const { account } = points
  if (!account || account.isFirstLoad) return <Skeleton kind='card' label={t('common.loading')} />
  const mine = account.value
  if (!mine) return <TroubleState trouble={account.trouble} onRetry={() => void account.load()} />
  const hours = mine.earnedThisWeek.find(({ rule }) => rule === 'volunteer_hours')
  return (
    <Card>
      <View className='points__second'>{t('points.balance', { place: mine.place.name })}</View>
      <View className='points__balance'>{mine.balance}</View>
      {hours ? (
        <View className='points__second'>
          {hours.weeklyCap === null
            ? t('points.earnedUncapped', { points: hours.points })
            : t('points.earned', { points: hours.points, cap: hours.weeklyCap })}
        </View>
      ) : null}
      <KeptNote keptAt={account.keptAt} />
    </Card>
  )
})

/** Where one goes from here; staff to what they do for others. */
const Ways = observer(function Ways() {
  const { session } = useStores()
  const { isStaff } = session
  return (
    <Card flush>
      {session.memberships.length > 0 ? (
        <Cell
          leading={<Icon name='gift' />}
          title={t('points.toRedemptions')}
          onPress={() => void open('points/redemptions')}
        />
      ) : null}
      <Cell
        leading={<Icon name='document' />}
        title={t('points.toLedger')}
        note={t('points.toLedgerNote')}
        onPress={() => void open('points/ledger')}
      />
      {isStaff ? (
        <Cell
          leading={<Icon name='send' />}
          title={t('points.toGive')}
          note={t('points.toGiveNote')}
          onPress={() => void open('points/give')}
        />
      ) : null}
      {isStaff ? (
        <Cell
          leading={<Icon name='shop' />}
          title={t('points.toCounter')}
          note={t('points.toCounterNote')}
          onPress={() => void open('points/counter')}
        />
      ) : null}
    </Card>
  )
})

const Entries = observer(function Entries() {
  const points = useStore(pointsStore)
  const { transfers, account } = points
  const accountId = account?.value?.accountId
  if (!transfers || accountId === undefined) return null
  if (transfers.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (transfers.isBroken) return <TroubleState trouble={transfers.trouble} onRetry={() => void transfers.refresh()} />
  if (transfers.isEmpty)
    return <EmptyState icon='coin' title={t('points.noEntries')} text={t('points.noEntriesText')} />
  return (
    <Section title={t('points.entries')}>
      <Card flush>
        {transfers.items.map((transfer) => (
          <EntryLine
            key={transfer.id}
            transfer={transfer}
            accountId={accountId}
            onPress={() => void open('points/entry', { id: transfer.id })}
          />
        ))}
      </Card>
      {transfers.isLoadingMore ? <Skeleton kind='list' label={t('common.loading')} /> : null}
      {transfers.nextCursor === null ? <Words tone='second' text={t('points.end')} /> : null}
    </Section>
  )
})

/** What I have, and every entry of it. Somebody who works here and lives elsewhere has no points, and sees the ways alone. */
function Account() {
  const { session, ui } = useStores()
  const points = useStore(pointsStore)
  const placeId = session.grid?.id ?? null
  const livesHere = session.grid?.membership != null
  const load = () => void (placeId !== null && livesHere && points.open(placeId))
  useEffect(load, [points, placeId, livesHere])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void points.transfers?.loadMore())
  const footer = <Button block icon='gift' text={t('points.toRewards')} onPress={() => void open('points/rewards')} />
  return (
    <Screen key={ui.language} title={t('points.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          {livesHere ? <Balance /> : null}
          <Ways />
          {livesHere ? <Entries /> : null}
        </>
      )}
    </Screen>
  )
}

export default observer(Account)
