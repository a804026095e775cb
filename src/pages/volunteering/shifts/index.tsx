import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Card, EmptyState, FilterChips, Skeleton } from '@/ui'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { ShiftLine } from '../shift-line'

/** My diary as a volunteer: what is to come, and what was. */
const MyShiftsScreen = observer(function MyShiftsScreen() {
  const { ui } = useStores()
  const store = useStore(volunteeringStore)
  const [when, setWhen] = useState<'coming' | 'past'>('coming')
  useEffect(() => void store.openMine(), [store])
  useShownAgain(() => void store.openMine())
  usePullDownRefresh(() => void store.openMine().finally(() => Taro.stopPullDownRefresh()))
  const list = store[when]
  useReachBottom(() => void list.loadMore())
  return (
    <Screen key={ui.language} title={t('volunteering.mine')}>
      <FilterChips
        label={t('volunteering.mine')}
        value={when}
        onChange={setWhen}
        items={(['coming', 'past'] as const).map((key) => ({ key, text: t(`volunteering.${key}`) }))}
      />
      <KeptNote keptAt={list.state === 'offline' ? list.keptAt : null} />
      {list.isFirstLoad ? <Skeleton kind='list' count={3} label={t('common.loading')} /> : null}
      {list.isBroken ? <TroubleState trouble={list.trouble} onRetry={() => void store.openMine()} /> : null}
      {list.isEmpty ? (
        <EmptyState
          icon='calendar'
          title={t('volunteering.mineEmpty')}
          text={t('volunteering.mineEmptyText')}
          action={{ text: t('volunteering.lookAround'), onPress: () => void open('volunteering/activities') }}
        />
      ) : null}
      {list.items.length > 0 ? (
        <Card flush>
          {list.items.map((shift) => (
            <ShiftLine key={shift.id} shift={shift} onPress={() => void open('volunteering/shift', { id: shift.id })} />
          ))}
        </Card>
      ) : null}
    </Screen>
  )
})

export default MyShiftsScreen
