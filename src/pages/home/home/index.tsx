import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom, useShareAppMessage } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { shareCard } from '@/platform/share'
import { type RootStore, useStores } from '@/stores'
import { Button, Card, FloatingButton, Skeleton } from '@/ui'
import { MainTabs } from '../../frame/MainTabs'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { FeedPart } from './feed-part'
import { HomeBar } from './home-bar'
import { Entries, NoticesCard, WaitingCard } from './home-cards'
import { Missing, Urgent } from './urgent'
import { Welcome, WelcomeAction } from './welcome'
import './index.scss'

const SKELETONS = 3

/** What stands above the feed and changes while one is away. */
async function readAround({
  session,
  notices,
  appeals,
  alerts,
  desk,
  myPosts,
  myShifts,
  openPolls,
}: RootStore): Promise<void> {
  const { grid } = session
  if (!grid) return
  await Promise.all([
    notices.openTop(grid.id),
    alerts.openPlace(grid.community.id),
    appeals.mine.refresh(),
    myPosts.list.refresh(),
    myShifts.coming.refresh(),
    openPolls.open(grid.id),
    session.isStaff ? desk.counts.load() : null,
  ])
}

/** Reads the grid when it becomes known, and what changed whenever the page is shown again. The feed keeps its place. */
function useGrid(stores: RootStore) {
  const { session, feed } = stores
  const gridId = session.grid?.id
  useEffect(() => {
    if (gridId === undefined) return
    void feed.open(gridId)
    void readAround(stores)
  }, [gridId, session.isStaff, stores, feed])
  useShownAgain(() => void readAround(stores))
  usePullDownRefresh(async () => {
    await Promise.all([session.refresh(), feed.refresh(), readAround(stores)])
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void feed.loadMore())
}

/** The phone's own text is large: elder mode is offered once. */
const ElderOffer = observer(function ElderOffer() {
  const { ui } = useStores()
  const handleYes = () => {
    ui.setElder(true)
    ui.say(t('home.elderOn'))
  }
  if (!ui.offersElder) return null
  return (
    <Card tone='own' title={t('home.elderOffer')}>
      <View className='home-offer'>{t('home.elderOfferText')}</View>
      <Button block text={t('home.elderOfferYes')} onPress={handleYes} />
      <Button block kind='text' text={t('home.elderOfferNo')} onPress={ui.closeElderOffer} />
    </Card>
  )
})

const Grid = () => (
  <>
    <Missing />
    <Urgent />
    <NoticesCard />
    <WaitingCard />
    <Entries />
    <FeedPart />
  </>
)

/** The home of a grid; for somebody who is in none, the way into theirs. */
const Home = observer(function Home() {
  const stores = useStores()
  const { session, ui } = stores
  useGrid(stores)
  useShareAppMessage(() => {
    const { name = t('common.appName') } = session.grid ?? {}
    return shareCard(t('home.share', { grid: name }), 'membership/join', {
      code: session.place.value?.code ?? undefined,
    })
  })
  const isMember = session.standing === 'member'
  const isUnknown = session.isSignedIn && session.me.value === null
  const label = t('feed.compose')
  return (
    <Screen
      key={ui.language}
      // The bar below names the grid; and a title set late, once the grid is known, would land on a page opened meanwhile.
      title={t('common.appName')}
      header={<HomeBar />}
      tabBar={<MainTabs current='home/home' />}
      floating={
        isMember ? <FloatingButton icon='add' label={label} onPress={() => void open('feed/compose')} /> : undefined
      }
      footer={isMember || isUnknown ? undefined : <WelcomeAction />}
    >
      <ElderOffer />
      {isUnknown && session.me.isBroken ? (
        <TroubleState trouble={session.me.trouble} onRetry={() => void session.refresh()} />
      ) : null}
      {isUnknown && !session.me.isBroken ? (
        <Skeleton kind='card' count={SKELETONS} label={t('common.loading')} />
      ) : null}
      {isUnknown ? null : isMember ? <Grid /> : <Welcome />}
    </Screen>
  )
})

export default Home
