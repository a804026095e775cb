import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { firstWords, typeset } from '@/i18n/typeset'
import { routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, Cell, Confirm, EmptyState, Progress, Section, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { type BuildingGroup, byBuilding } from './by-building'
import './index.scss'

const shareOf = (part: number, whole: number) => (whole > 0 ? part / whole : 0)

/** The figures, doors before people: a door counts once one of its people has confirmed. */
const Figures = observer(function Figures() {
  const { notice: store } = useStores()
  const { counts, notice } = store
  if (!counts) return <Skeleton kind='card' label={t('common.loading')} />
  const { households, householdsReached, residents, read } = counts
  return (
    <Card title={typeset(notice?.value?.title ?? '')}>
      <Progress
        label={t('notices.receipts.households')}
        text={t('notices.receipts.householdsText', { reached: householdsReached, count: households })}
        value={shareOf(householdsReached, households)}
      />
      <View className='receipts__line'>
        <View>{t('notices.receipts.residents')}</View>
        <View className='receipts__figure'>{t('notices.receipts.residentsText', { read, count: residents })}</View>
      </View>
      <Words tone='second' text={t('notices.receipts.explain')} />
    </Card>
  )
})

interface GroupProps {
  group: BuildingGroup
  /** More of this building may come with the next page. */
  isOpenEnded: boolean
}

function Group({ group, isOpenEnded }: GroupProps) {
  const { building, people, doors } = group
  const title = t(isOpenEnded ? 'notices.receipts.buildingMore' : 'notices.receipts.building', {
    building: building.name,
    count: people,
  })
  return (
    <Card flush title={title}>
      {doors.map(({ household, names }) => (
        <Cell
          key={household.id}
          title={t('notices.receipts.door', { number: household.number })}
          value={names.join(t('notices.comma'))}
        />
      ))}
    </Card>
  )
}

/** Who was not reached, building by building. */
const Unread = observer(function Unread() {
  const { unread, counts } = useStores().notice
  if (!unread || unread.isFirstLoad) return <Skeleton kind='list' count={4} label={t('common.loading')} />
  if (counts?.residents === 0)
    return <EmptyState icon='group' title={t('notices.receipts.nobodyTitle')} text={t('notices.receipts.nobodyText')} />
  const doorsLeft = counts ? counts.households - counts.householdsReached : 0
  if (unread.isEmpty)
    // Everybody who is registered has confirmed: behind the doors that are left nobody is.
    return doorsLeft > 0 ? (
      <EmptyState icon='home' title={t('casework.doorsLeft', { count: doorsLeft })} text={t('casework.doorsEmpty')} />
    ) : (
      <EmptyState icon='check-circle' title={t('notices.receipts.allTitle')} text={t('notices.receipts.allText')} />
    )
  const groups = byBuilding(unread.items)
  const hasMore = unread.nextCursor !== null
  return (
    <Section title={t('notices.receipts.unread')}>
      <Words tone='second' text={t('notices.receipts.paper')} />
      {doorsLeft > 0 ? <Words tone='second' text={t('casework.doorsListed', { count: doorsLeft })} /> : null}
      {groups.map((group, index) => (
        <Group key={group.building.id} group={group} isOpenEnded={hasMore && index === groups.length - 1} />
      ))}
      {unread.isLoadingMore ? <Skeleton kind='list' label={t('notices.more')} /> : null}
      {hasMore && !unread.isLoadingMore ? (
        <Button block kind='text' text={t('frame.loadMore')} onPress={() => void unread.loadMore()} />
      ) : null}
    </Section>
  )
})

/** The one act here: a reminder, asked once, by name and number. */
const Remind = observer(function Remind() {
  const { notice: store, ui } = useStores()
  const [isAsking, setAsking] = useState(false)
  const count = store.counts ? store.counts.residents - store.counts.read : 0
  const handleRemind = async () => {
    const answer = await store.remind()
    if (answer === null) return
    setAsking(false)
    if ('trouble' in answer) ui.say(sayTrouble(answer.trouble))
    else if (answer.reminded === 0) ui.say(t('notices.receipts.remindedNone'))
    else ui.say(t('notices.receipts.reminded', { count: answer.reminded }))
  }
  return (
    <>
      <Button block text={t('notices.receipts.remind')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        busy={store.isReminding}
        title={t('notices.receipts.remindTitle', { count, title: firstWords(store.notice?.value?.title ?? '') })}
        text={t('notices.receipts.remindText')}
        confirmText={t('notices.receipts.remindYes')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleRemind()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** Whom a notice reached. Opened with the notice's `id`; for those who may write it. */
const ReceiptsScreen = observer(function ReceiptsScreen() {
  const { notice: store, session, ui } = useStores()
  const [{ id = '' }] = useState(routeParams)
  useEffect(() => void store.openReceipts(id), [store, id])
  usePullDownRefresh(async () => {
    await store.openReceipts(id)
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.unread?.loadMore())
  const { counts, unread, notice } = store
  const isHere = store.noticeId === id
  const mayRemind = isHere && notice?.value?.can.remind && counts !== null && counts.read < counts.residents
  return (
    <Screen key={ui.language} title={t('notices.receipts.title')} footer={mayRemind ? <Remind /> : undefined}>
      {!session.isSignedIn ? (
        <NotYet />
      ) : isHere && unread?.isBroken ? (
        <TroubleState trouble={unread.trouble} onRetry={() => void store.openReceipts(id)} />
      ) : (
        <>
          <Figures />
          <Unread />
        </>
      )}
    </Screen>
  )
})

export default ReceiptsScreen
