import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { DeskCounts, DeskItem } from '@/contract'
import { t } from '@/i18n'
import { open, openTab } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, EmptyState, FilterChips } from '@/ui'
import { MainTabs } from '../../frame/MainTabs'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { AidTools } from './aid-tools'
import { LISTS } from './lists'
import { Tools } from './tools'

type Part = DeskItem['kind']

const parts = ['membership', 'report', 'appeal', 'care_task', 'activity'] as const satisfies readonly Part[]

const names = {
  membership: 'desk.membershipsTab',
  report: 'desk.reportsTab',
  appeal: 'desk.appealsTab',
  care_task: 'desk.careTab',
  activity: 'desk.activitiesTab',
} as const

const named = (part: Part, counts: DeskCounts | null): string => {
  const count = counts?.[part] ?? 0
  return count > 0 ? t('desk.tabCount', { name: t(names[part]), count }) : t(names[part])
}

/** Where nobody has chosen yet, the first that holds something. */
const firstFull = (counts: DeskCounts | null): Part => parts.find((part) => (counts?.[part] ?? 0) > 0) ?? 'membership'

/** Several cases taken on with one tap. */
const BulkAccept = observer(function BulkAccept() {
  const { desk } = useStores()
  const { marked, acceptable, trouble } = desk
  if (acceptable.length < 2 && marked === null) return null
  const handleStart = () => {
    desk.clearTrouble()
    desk.setMarking(true)
  }
  if (marked === null)
    return <Button kind='text' size='small' icon='check' text={t('casework.bulk')} onPress={handleStart} />
  return (
    <>
      <Words tone='second' text={t('casework.bulkHint')} />
      {trouble ? <Words tone='alert' text={sayTrouble(trouble)} /> : null}
      <Button kind='text' size='small' text={t('casework.bulkCancel')} onPress={() => desk.setMarking(false)} />
    </>
  )
})

/** At the thumb: taking on what is marked, else writing a notice. */
const Foot = observer(function Foot({ part }: { part: Part }) {
  const { desk, ui } = useStores()
  const { marked } = desk
  const handleAccept = async () => {
    const result = await desk.acceptMarked()
    if (result === null) return
    const { accepted, refused } = result
    ui.say(
      refused > 0 ? t('casework.bulkSome', { count: accepted, refused }) : t('casework.bulkDone', { count: accepted }),
    )
  }
  if (part === 'appeal' && marked !== null)
    return (
      <Button
        block
        text={t('casework.bulkAccept', { count: marked.length })}
        disabled={marked.length === 0}
        loading={desk.isBusy}
        onPress={() => void handleAccept()}
      />
    )
  return <Button block icon='edit' text={t('desk.writeNotice')} onPress={() => void open('notices/compose')} />
})

/** What a partner has at hand. */
const PartnerDesk = () => (
  <Card flush title={t('casework.tools')}>
    <AidTools />
  </Card>
)

function Desk() {
  const { desk, session } = useStores()
  const [chosen, setChosen] = useState<Part | null>(null)
  const counts = desk.counts.value
  const part = chosen ?? firstFull(counts)

  // A partner gives and offers; nothing waits for it to be decided.
  const isPartnerAlone = session.isStaff && session.roles.every(({ role }) => role === 'partner')
  const decides = session.isStaff && !isPartnerAlone
  // On a cold start the roles are known only a moment after the screen is shown.
  useEffect(() => {
    if (decides) void desk.refresh()
  }, [desk, decides])
  useDidShow(() => {
    if (decides && desk.counts.state !== 'idle') void desk.refresh()
  })
  usePullDownRefresh(() => {
    if (decides) void desk.refresh().finally(() => Taro.stopPullDownRefresh())
    else Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void (decides && desk.listOf(part).loadMore()))

  const List = LISTS[part]
  const hasFoot = (part === 'appeal' && desk.marked !== null) || session.place.value?.can.publishNotice
  return (
    <Screen
      title={t('desk.title')}
      tabBar={<MainTabs current='desk/desk' />}
      footer={decides && hasFoot ? <Foot part={part} /> : undefined}
    >
      {isPartnerAlone ? <PartnerDesk /> : null}
      {decides ? (
        <>
          <FilterChips
            label={t('desk.waitingFor')}
            value={part}
            onChange={setChosen}
            items={parts.map((key) => ({ key, text: named(key, counts) }))}
          />
          {part === 'appeal' ? <BulkAccept /> : null}
          <List />
          <Tools />
          {session.grid ? <Words tone='second' text={t('desk.looking', { grid: session.grid.name })} /> : null}
        </>
      ) : null}
      {session.isStaff ? null : (
        <EmptyState
          icon='desk'
          title={t('desk.notStaff')}
          text={t('desk.notStaffText')}
          action={{ text: t('desk.toServices'), onPress: () => void openTab('services/services') }}
        />
      )}
    </Screen>
  )
}

export default observer(Desk)
