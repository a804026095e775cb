import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AppealLine as Line } from '@/contract'
import { t } from '@/i18n'
import { open, routeParams } from '@/platform/navigate'
import { type PagedList, type PendingWrite, useStores } from '@/stores'
import { Button, Card, Cell, EmptyState, FilterChips, Icon, Pressable, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { AppealLine } from '../appeal-line'
import { categories } from '../categories'
import './index.scss'

type Scope = 'mine' | 'grid'

const SKELETONS = 4

/** Reported without a network: in its place, and marked as not yet sent. */
function Waiting({ write }: { write: PendingWrite }) {
  return (
    <Card tone='own'>
      <View className='cases__waiting'>
        <Tag tone='wait' text={t('appeals.list.waiting')} />
        <Words tone='second' text={t('appeals.list.waitingNote')} />
      </View>
      <Words text={write.title} />
    </Card>
  )
}

const Empty = ({ scope }: { scope: Scope }) => (
  <EmptyState
    icon='camera'
    title={t(scope === 'mine' ? 'appeals.list.emptyTitle' : 'appeals.list.emptyGridTitle')}
    text={t(scope === 'mine' ? 'appeals.list.emptyText' : 'appeals.list.emptyGridText')}
  />
)

interface LinesProps {
  list: PagedList<Line> | null
  scope: Scope
  /** Something stands above already. */
  hasMore: boolean
}

const Lines = observer(function Lines({ list, scope, hasMore }: LinesProps) {
  if (!list || list.isFirstLoad) return <Skeleton kind='list' count={SKELETONS} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.items.length === 0) return hasMore ? null : <Empty scope={scope} />
  return (
    <>
      <KeptNote keptAt={list.state === 'offline' ? list.keptAt : null} />
      <Card flush>
        {list.items.map((appeal) => (
          <AppealLine
            key={appeal.id}
            appeal={appeal}
            marksOwn={scope === 'grid'}
            onPress={() => void open('appeals/detail', { id: appeal.id })}
          />
        ))}
      </Card>
      {list.isLoadingMore ? <Skeleton kind='list' label={t('common.loading')} /> : null}
      {list.moreTrouble ? (
        <Pressable className='cases__again' onPress={() => void list.loadMore()}>
          {t('feed.moreFailed')}
        </Pressable>
      ) : null}
      {list.nextCursor === null ? <Words tone='second' text={t('appeals.list.end')} /> : null}
    </>
  )
})

/** What neighbours reported here, by kind. */
const InGrid = observer(function InGrid({ gridId }: { gridId: string }) {
  const { appeals } = useStores()
  const { category } = appeals
  return (
    <>
      <FilterChips
        label={t('appeals.list.filter')}
        value={category ?? 'all'}
        onChange={(key) => void appeals.openPlace(gridId, key === 'all' ? null : key)}
        items={[
          { key: 'all' as const, text: t('appeals.list.all') },
          ...categories.map((key) => ({ key, text: t(`appeals.categories.${key}`) })),
        ]}
      />
      <Lines list={appeals.here} scope='grid' hasMore={false} />
    </>
  )
})

const Mine = observer(function Mine() {
  const { appeals } = useStores()
  return (
    <>
      {appeals.waiting.map((write) => (
        <Waiting key={write.id} write={write} />
      ))}
      <Lines list={appeals.mine} scope='mine' hasMore={appeals.waiting.length > 0} />
    </>
  )
})

/** Cases: mine and those I joined, or all that neighbours may see. Opened perhaps with `scope`. */
const CasesScreen = observer(function CasesScreen() {
  const { appeals, session, ui } = useStores()
  const [scope, setScope] = useState<Scope>(() => (routeParams().scope === 'grid' ? 'grid' : 'mine'))
  const gridId = session.grid?.id
  const isMember = session.standing === 'member'
  const read = async () => {
    if (gridId === undefined) return
    await (scope === 'mine' ? appeals.mine.refresh() : appeals.openPlace(gridId, appeals.category))
  }
  useEffect(() => void read(), [gridId, scope])
  useShownAgain(() => void read())
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void (scope === 'mine' ? appeals.mine : appeals.here)?.loadMore())

  const isUnknown = session.isSignedIn && session.me.value === null
  if (!isMember && !isUnknown)
    return (
      <Screen title={t('appeals.list.title')}>
        <NotYet />
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('appeals.list.title')}
      footer={
        <Button block icon='camera' text={t('appeals.list.action')} onPress={() => void open('appeals/report')} />
      }
    >
      <FilterChips
        label={t('appeals.list.scope')}
        value={scope}
        onChange={setScope}
        items={[
          { key: 'mine', text: t('appeals.list.mine') },
          { key: 'grid', text: t('appeals.list.grid') },
        ]}
      />
      {scope === 'mine' || gridId === undefined ? <Mine /> : <InGrid gridId={gridId} />}
      {gridId === undefined ? null : (
        <Card flush>
          <Cell
            leading={<Icon name='list' />}
            title={t('appeals.list.placePage')}
            onPress={() => void open('insights/place', { id: gridId })}
          />
        </Card>
      )}
    </Screen>
  )
})

export default CasesScreen
