import { observer } from 'mobx-react-lite'
import type { ReactNode } from 'react'
import type { DeskItem } from '@/contract'
import { t } from '@/i18n'
import { sayMoment, sayPast } from '@/i18n/time'
import { firstWords } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { type PagedList, useStores } from '@/stores'
import { Avatar, Card, Cell, EmptyState, Icon, Skeleton, Tag } from '@/ui'
import { AppealLine } from '../../appeals/appeal-line'
import { TroubleState } from '../../frame/trouble'
import { doorOf } from '../../membership/words'

type Kind = DeskItem['kind']

const empties = {
  membership: { title: 'desk.noMemberships', text: 'desk.noMembershipsText' },
  report: { title: 'desk.noReports', text: 'desk.noReportsText' },
  appeal: { title: 'desk.noAppeals', text: 'desk.noAppealsText' },
  care_task: { title: 'desk.noCare', text: 'desk.noCareText' },
  activity: { title: 'desk.noActivities', text: 'desk.noActivitiesText' },
} as const

interface ListProps<Item extends { id: string }> {
  kind: Kind
  list: PagedList<Item>
  lineOf: (item: Item) => ReactNode
}

/** What any of the lists has to say before it has lines to show. */
const List = observer(function List<Item extends { id: string }>({ kind, list, lineOf }: ListProps<Item>) {
  const { desk } = useStores()
  if (list.isFirstLoad) return <Skeleton kind='list' count={4} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void desk.refresh()} />
  if (list.items.length === 0)
    return <EmptyState icon='check-circle' title={t(empties[kind].title)} text={t(empties[kind].text)} />
  return (
    <>
      <Card flush>{list.items.map(lineOf)}</Card>
      {list.isLoadingMore ? <Skeleton kind='list' label={t('common.loading')} /> : null}
    </>
  )
})

function Memberships() {
  const { desk } = useStores()
  return (
    <List
      kind='membership'
      list={desk.memberships}
      lineOf={({ membership, waitingSince }) => (
        <Cell
          key={membership.id}
          leading={<Avatar name={membership.displayName} />}
          title={`${membership.displayName} · ${t(`membership.${membership.relation}`)}`}
          note={`${doorOf(membership)} · ${t('desk.waitingSince', { when: sayPast(waitingSince) })}`}
          onPress={() => void open('membership/request', { id: membership.id })}
        />
      )}
    />
  )
}

function Reports() {
  const { desk } = useStores()
  return (
    <List
      kind='report'
      list={desk.reports}
      lineOf={({ report, waitingSince }) => (
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
          note={`${report.grid.name} · ${t('desk.reports', { count: report.reports })} · ${sayPast(waitingSince)}`}
          onPress={() => void open('moderation/case', { id: report.id })}
        />
      )}
    />
  )
}

/** Cases; while several are being marked, a tap marks instead of opening. */
const Appeals = observer(function Appeals() {
  const { desk } = useStores()
  const { marked, acceptable } = desk
  const mayMark = new Set(acceptable.map(({ id }) => id))
  return (
    <List
      kind='appeal'
      list={desk.appeals}
      lineOf={({ appeal }) => {
        const canMark = marked !== null && mayMark.has(appeal.id)
        const isMarked = marked?.includes(appeal.id) ?? false
        const handlePress = () =>
          canMark ? desk.toggleMark(appeal.id) : void open('appeals/detail', { id: appeal.id })
        return (
          <AppealLine
            key={appeal.id}
            appeal={appeal}
            onPress={handlePress}
            {...(canMark ? { checked: isMarked, trailing: <Icon name={isMarked ? 'check-circle' : 'add'} /> } : {})}
          />
        )
      }}
    />
  )
})

function CareTasks() {
  const { desk } = useStores()
  return (
    <List
      kind='care_task'
      list={desk.careTasks}
      lineOf={({ careTask, dueAt }) => (
        <Cell
          key={careTask.id}
          leading={
            <Tag
              tone={careTask.state === 'open' ? 'alert' : 'wait'}
              text={t(`casework.care.states.${careTask.state}`)}
            />
          }
          title={careTask.text}
          note={`${careTask.building.name} · ${t('casework.care.due', { when: sayMoment(dueAt) })}`}
          onPress={() => void open('casework/care-task', { id: careTask.id })}
        />
      )}
    />
  )
}

/** Activities of partners and micro-grid leaders, to approve or not. */
function Activities() {
  const { desk } = useStores()
  return (
    <List
      kind='activity'
      list={desk.activities}
      lineOf={({ activity, waitingSince }) => (
        <Cell
          key={activity.id}
          leading={<Tag tone='wait' text={activity.category} />}
          title={activity.title}
          note={`${activity.organiser.displayName} · ${activity.place.name} · ${t('desk.waitingSince', { when: sayPast(waitingSince) })}`}
          onPress={() => void open('volunteering/activity', { id: activity.id })}
        />
      )}
    />
  )
}

export const LISTS = {
  membership: Memberships,
  report: Reports,
  appeal: Appeals,
  care_task: CareTasks,
  activity: Activities,
} as const
