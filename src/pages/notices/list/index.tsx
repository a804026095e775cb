import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, EmptyState, ErrorState, Pressable, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { NoticeLine } from '../notice-line'

const SKELETONS = 4

const Failed = observer(function Failed() {
  const { notices } = useStores()
  const { all, placeId } = notices
  const isOffline = all?.state === 'offline'
  const handleRetry = () => void (placeId !== null && notices.openAll(placeId))
  return (
    <ErrorState
      offline={isOffline}
      title={t(isOffline ? 'notices.offlineTitle' : 'notices.failedTitle')}
      text={isOffline ? t('notices.offlineText') : all?.trouble?.detail || t('notices.failedText')}
      retryText={t('common.retry')}
      onRetry={handleRetry}
    />
  )
})

const Foot = observer(function Foot() {
  const { notices } = useStores()
  const { all } = notices
  if (!all || all.items.length === 0) return null
  if (all.isLoadingMore) return <Skeleton kind='list' label={t('notices.more')} />
  if (all.moreTrouble)
    return (
      <Pressable className='notices__foot' onPress={() => void notices.loadMore()}>
        {t('feed.moreFailed')}
      </Pressable>
    )
  return null
})

const List = observer(function List() {
  const { notices } = useStores()
  const { all } = notices
  if (!all || all.isFirstLoad) return <Skeleton kind='list' count={SKELETONS} label={t('common.loading')} />
  if (all.isBroken) return <Failed />
  if (all.isEmpty) return <EmptyState icon='bell' title={t('notices.emptyTitle')} text={t('notices.emptyText')} />
  return (
    <>
      <KeptNote keptAt={all.state === 'offline' ? all.keptAt : null} />
      <Card flush>
        {all.items.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onPress={() => void open('notices/detail', { id: notice.id })} />
        ))}
      </Card>
      <Foot />
      {all.nextCursor === null ? <Words tone='second' text={t('notices.end')} /> : null}
    </>
  )
})

/** All that the community says to this grid, newest first; for those who may, the way to say more. */
const NoticesScreen = observer(function NoticesScreen() {
  const { session, notices, ui } = useStores()
  const gridId = session.grid?.id
  useEffect(() => void (gridId !== undefined && notices.openAll(gridId)), [gridId, notices])
  usePullDownRefresh(async () => {
    if (gridId !== undefined) await notices.openAll(gridId)
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void notices.loadMore())

  const mayWrite = session.place.value?.can.publishNotice ?? false
  const isUnknown = session.isSignedIn && session.me.value === null
  return (
    <Screen
      key={ui.language}
      title={t('notices.title')}
      footer={
        mayWrite ? <Button block text={t('notices.write')} onPress={() => void open('notices/compose')} /> : undefined
      }
    >
      {session.standing === 'member' || isUnknown ? <List /> : <NotYet />}
    </Screen>
  )
})

export default NoticesScreen
