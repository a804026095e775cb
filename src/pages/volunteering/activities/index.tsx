import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { Activity } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Button, Card, Cell, EmptyState, Icon, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { organisedPlace } from '../organised-place'
import { ShiftLine } from '../shift-line'

function ActivityCard({ activity }: { activity: Activity }) {
  const { id, title, category, place, state, shifts } = activity
  return (
    <Card flush>
      <Cell
        title={title}
        note={`${category} · ${place.name}`}
        trailing={state === 'open' ? undefined : <Tag tone='wait' text={t(`volunteering.states.${state}`)} />}
        onPress={() => void open('volunteering/activity', { id })}
      />
      {shifts.map((shift) => (
        <ShiftLine
          key={shift.id}
          shift={shift}
          withoutTitle
          onPress={() => void open('volunteering/shift', { id: shift.id })}
        />
      ))}
    </Card>
  )
}

const List = observer(function List() {
  const volunteering = useStore(volunteeringStore)
  const { activities, placeId } = volunteering
  if (!activities || activities.isFirstLoad) return <Skeleton kind='card' count={3} label={t('common.loading')} />
  if (activities.isBroken)
    return (
      <TroubleState
        trouble={activities.trouble}
        onRetry={() => void (placeId !== null && volunteering.openActivities(placeId))}
      />
    )
  if (activities.isEmpty)
    return <EmptyState icon='flag' title={t('volunteering.emptyTitle')} text={t('volunteering.emptyText')} />
  return (
    <>
      <KeptNote keptAt={activities.state === 'offline' ? activities.keptAt : null} />
      {activities.items.map((activity) => (
        <ActivityCard key={activity.id} activity={activity} />
      ))}
      {activities.nextCursor === null ? <Words tone='second' text={t('volunteering.end')} /> : null}
    </>
  )
})

/** What one can lend a hand with around here; the way to one's own shifts and hours stands on top. */
const ActivitiesScreen = observer(function ActivitiesScreen() {
  const { session, ui } = useStores()
  const volunteering = useStore(volunteeringStore)
  const gridId = session.grid?.id
  const read = async () => {
    if (gridId !== undefined) await volunteering.openActivities(gridId)
  }
  useEffect(() => void read(), [gridId, volunteering])
  useShownAgain(() => void read())
  usePullDownRefresh(() => void read().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void volunteering.activities?.loadMore())
  const mayStart = organisedPlace(session.me.value) !== null
  return (
    <Screen
      key={ui.language}
      title={t('volunteering.title')}
      footer={
        mayStart ? (
          <Button block text={t('volunteering.start')} onPress={() => void open('volunteering/compose')} />
        ) : undefined
      }
    >
      {session.standing === 'member' ? (
        <>
          <Card flush>
            <Cell
              leading={<Icon name='calendar' />}
              title={t('volunteering.mine')}
              onPress={() => void open('volunteering/shifts')}
            />
            <Cell
              leading={<Icon name='certificate' />}
              title={t('volunteering.record')}
              onPress={() => void open('volunteering/record')}
            />
          </Card>
          <List />
        </>
      ) : (
        <NotYet />
      )}
    </Screen>
  )
})

export default ActivitiesScreen
