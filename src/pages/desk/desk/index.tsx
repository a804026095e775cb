import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { firstWords } from '@/i18n/typeset'
import { open, openTab } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Avatar, Button, Card, Cell, EmptyState, FilterChips, Icon, Skeleton, Tag } from '@/ui'
import { MainTabs } from '../../frame/MainTabs'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { doorOf } from '../../membership/words'

type Part = 'membership' | 'report'

const Memberships = observer(function Memberships() {
  const { desk } = useStores()
  const { memberships } = desk
  if (memberships.isFirstLoad) return <Skeleton kind='list' count={4} label={t('common.loading')} />
  if (memberships.isBroken) return <TroubleState trouble={memberships.trouble} onRetry={() => void desk.refresh()} />
  if (memberships.isEmpty)
    return <EmptyState icon='check-circle' title={t('desk.noMemberships')} text={t('desk.noMembershipsText')} />
  return (
    <Card flush>
      {memberships.items.map(({ membership, waitingSince }) => (
        <Cell
          key={membership.id}
          leading={<Avatar name={membership.displayName} />}
          title={`${membership.displayName} · ${t(`membership.${membership.relation}`)}`}
          note={doorOf(membership)}
          when={t('desk.waitingSince', { when: sayPast(waitingSince) })}
          onPress={() => void open('membership/request', { id: membership.id })}
        />
      ))}
    </Card>
  )
})

const Reports = observer(function Reports() {
  const { desk } = useStores()
  const { reports } = desk
  if (reports.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (reports.isBroken) return <TroubleState trouble={reports.trouble} onRetry={() => void desk.refresh()} />
  if (reports.isEmpty)
    return <EmptyState icon='check-circle' title={t('desk.noReports')} text={t('desk.noReportsText')} />
  return (
    <Card flush>
      {reports.items.map(({ report, waitingSince }) => (
        <Cell
          key={report.id}
          leading={
            report.state === 'appealed' ? (
              <Tag tone='wait' text={t('desk.appealed')} />
            ) : (
              <Tag tone='alert' text={t('desk.open')} />
            )
          }
          title={firstWords(report.subject.text, 40)}
          note={`${report.grid.name} · ${t('desk.reports', { count: report.reports })}`}
          when={sayPast(waitingSince)}
          onPress={() => void open('moderation/case', { id: report.id })}
        />
      ))}
    </Card>
  )
})

function Desk() {
  const { desk, session } = useStores()
  const [part, setPart] = useState<Part>('membership')

  // On a cold start the roles are known only a moment after the screen is shown.
  useEffect(() => {
    if (session.isStaff) void desk.refresh()
  }, [desk, session.isStaff])
  useDidShow(() => {
    if (session.isStaff && desk.counts.state !== 'idle') void desk.refresh()
  })
  usePullDownRefresh(() => void desk.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void (part === 'membership' ? desk.memberships : desk.reports).loadMore())

  const counts = desk.counts.value
  const named = (name: string, count: number | undefined) => (count ? t('desk.tabCount', { name, count }) : name)

  return (
    <Screen title={t('desk.title')} tabBar={<MainTabs current='desk/desk' />} footer={footer()}>
      {session.isStaff ? (
        <>
          <FilterChips
            label={t('desk.waitingFor')}
            value={part}
            onChange={setPart}
            items={[
              { key: 'membership', text: named(t('desk.membershipsTab'), counts?.membership) },
              { key: 'report', text: named(t('desk.reportsTab'), counts?.report) },
            ]}
          />
          {part === 'membership' ? <Memberships /> : <Reports />}
          {session.gridsInCharge.length > 0 ? (
            <Card flush>
              <Cell
                leading={<Icon name='call' />}
                title={t('volunteering.callOut')}
                note={t('volunteering.callOutNote')}
                onPress={() => void open('volunteering/call-out')}
              />
            </Card>
          ) : null}
          {session.grid ? <Words tone='second' text={t('desk.looking', { grid: session.grid.name })} /> : null}
        </>
      ) : (
        <EmptyState
          icon='desk'
          title={t('desk.notStaff')}
          text={t('desk.notStaffText')}
          action={{ text: t('desk.toServices'), onPress: () => void openTab('services/services') }}
        />
      )}
    </Screen>
  )

  function footer() {
    if (!session.place.value?.can.publishNotice) return undefined
    return <Button block icon='edit' text={t('desk.writeNotice')} onPress={() => void open('notices/compose')} />
  }
}

export default observer(Desk)
