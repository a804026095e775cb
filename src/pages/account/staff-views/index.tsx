import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import type { StaffView } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { useStore, useStores } from '@/stores'
import { staffViewsStore } from '@/stores/staff-views-store'
import { Card, Cell, EmptyState, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** Who it was and in which office; then in what, and when last. */
function View({ view }: { view: StaffView }) {
  const { kind, viewerName, role, place, times, lastAt } = view
  const what = t(`account.staffViewKinds.${kind}`)
  const office = t('casework.officeOf', { place: place.name, role: t(`casework.roles.${role}`) })
  return (
    <Cell
      title={t('account.staffViewBy', { name: viewerName, office })}
      note={times === 1 ? t('account.staffViewOnce', { what }) : t('account.staffViewMore', { what, count: times })}
      when={sayMoment(lastAt)}
    />
  )
}

const List = observer(function List() {
  const { list } = useStore(staffViewsStore)
  if (list.isFirstLoad) return <Skeleton kind='list' count={5} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.isEmpty)
    return <EmptyState icon='shield' title={t('account.staffViewsEmpty')} text={t('account.staffViewsEmptyText')} />
  return (
    <>
      <Card flush>
        {list.items.map((view) => (
          <View key={view.id} view={view} />
        ))}
      </Card>
      {list.isLoadingMore ? <Skeleton kind='list' label={t('common.loading')} /> : null}
      {list.nextCursor === null ? <Words tone='second' text={t('account.staffViewsEnd')} /> : null}
    </>
  )
})

/** Who of the staff looked at my name or data: the other side of their desk. */
function StaffViews() {
  const { session } = useStores()
  const { list } = useStore(staffViewsStore)

  useDidShow(() => {
    if (session.isSignedIn) void list.refresh()
  })
  usePullDownRefresh(() => void list.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void list.loadMore())

  return (
    <Screen title={t('account.staffViewsTitle')}>
      {session.isSignedIn ? (
        <>
          <Words text={t('account.staffViewsIntro')} />
          <List />
        </>
      ) : (
        <NotYet />
      )}
    </Screen>
  )
}

export default observer(StaffViews)
