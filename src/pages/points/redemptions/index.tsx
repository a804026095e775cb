import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { rewardsStore } from '@/stores/rewards-store'
import { Card, EmptyState, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { RedemptionLine } from '../redemption-line'

const List = observer(function List() {
  const { mine } = useStore(rewardsStore)
  if (mine.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (mine.isBroken) return <TroubleState trouble={mine.trouble} onRetry={() => void mine.refresh()} />
  if (mine.isEmpty)
    return (
      <EmptyState
        icon='gift'
        title={t('points.redemptions.empty')}
        text={t('points.redemptions.emptyText')}
        action={{ text: t('points.toRewards'), onPress: () => void open('points/rewards') }}
      />
    )
  return (
    <>
      <Card flush>
        {mine.items.map((redemption) => (
          <RedemptionLine
            key={redemption.id}
            redemption={redemption}
            onPress={() => void open('points/redemption', { id: redemption.id })}
          />
        ))}
      </Card>
      {mine.isLoadingMore ? <Skeleton kind='list' label={t('common.loading')} /> : null}
    </>
  )
})

/** What I redeemed, and how it stands. */
function Redemptions() {
  const { session, ui } = useStores()
  const rewards = useStore(rewardsStore)
  useDidShow(() => void (session.isSignedIn && rewards.mine.refresh()))
  usePullDownRefresh(() => void rewards.mine.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void rewards.mine.loadMore())
  return (
    <Screen key={ui.language} title={t('points.redemptions.title')}>
      {session.isSignedIn ? <List /> : <NotYet />}
    </Screen>
  )
}

export default observer(Redemptions)
