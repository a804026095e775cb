import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import type { Notification } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { open, openTab } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, Cell, EmptyState, Icon, type IconName, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'

const icons: Record<Notification['subject']['kind'], IconName> = {
  person: 'person',
  membership: 'home',
  post: 'comment',
  notice: 'bell',
  report: 'shield',
  need: 'handshake',
  match: 'handshake',
  gift: 'gift',
  booking: 'tools',
  care_circle: 'home',
  appeal: 'camera',
  hand_over: 'group',
  care_task: 'home',
  alert: 'warning',
  topic: 'chat',
  account: 'coin',
  redemption: 'gift',
  activity: 'handshake',
  shift: 'time',
  call_up: 'bell',
  poll: 'ballot',
}

/** Where a line leads: staff to their desk, everybody else to the thing itself. */
function openSubject({ kind, subject }: Notification, openCase: (reportId: string) => void): void {
  if (kind === 'membership_requested') void open('membership/request', { id: subject.id })
  else if (kind === 'report_received' || kind === 'appeal_of_hidden_received')
    void (subject.kind === 'report' ? open('moderation/case', { id: subject.id }) : openTab('desk/desk'))
  else if (subject.kind === 'appeal') void open('appeals/detail', { id: subject.id })
  else if (subject.kind === 'alert') void open('alerts/detail', { id: subject.id })
  else if (subject.kind === 'care_task') void open('casework/care-task', { id: subject.id })
  else if (subject.kind === 'topic') void open('deliberation/topic', { id: subject.id })
  else if (subject.kind === 'hand_over') void open('casework/hand-over')
  else if (subject.kind === 'person') void open('account/profile')
  else if (subject.kind === 'membership') void open('membership/waiting')
  else if (subject.kind === 'notice') void open('notices/detail', { id: subject.id })
  else if (subject.kind === 'activity') void open('volunteering/activity', { id: subject.id })
  else if (subject.kind === 'shift') void open('volunteering/shift', { id: subject.id })
  else if (subject.kind === 'call_up') void open('volunteering/call', { id: subject.id })
  // Also of a hidden comment: the post shows it to its author, with the reason and the way to appeal.
  else if (subject.kind === 'post') void open('feed/post', { id: subject.id })
  else if (subject.kind === 'need') void open('mutual-aid/need', { id: subject.id })
  else if (subject.kind === 'match') void open('mutual-aid/match', { id: subject.id })
  else if (subject.kind === 'booking') void open('mutual-aid/bookings')
  else if (subject.kind === 'gift') void open('mutual-aid/gifts')
  else if (subject.kind === 'care_circle') void open('mutual-aid/circle', { id: subject.id })
  else if (subject.kind === 'account') void open('points/account')
  else if (subject.kind === 'redemption') void open('points/redemption', { id: subject.id })
  else if (subject.kind === 'poll') void open('voting/poll', { id: subject.id })
  else openCase(subject.id)
}

interface LineProps {
  line: Notification
  /** What it speaks of was deleted: its words are not for quoting any more. */
  isGone: boolean
  onOpen: (line: Notification) => void
}

function Line({ line, isGone, onOpen }: LineProps) {
  return (
    <Cell
      leading={<Icon name={icons[line.subject.kind]} />}
      title={line.title}
      note={isGone ? t('inbox.gone') : typeset(line.text)}
      when={sayPast(line.createdAt)}
      trailing={line.readAt === null ? <Tag tone='brand' text={t('inbox.unread')} /> : undefined}
      onPress={() => onOpen(line)}
    />
  )
}

function Inbox() {
  const { inbox, myPosts, posts, session, ui } = useStores()
  const { list } = inbox

  useDidShow(() => {
    if (session.isSignedIn) void list.refresh()
  })
  usePullDownRefresh(() => void list.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void list.loadMore())

  const handleOpen = (line: Notification) => {
    if (line.readAt === null) void inbox.markRead([line.id])
    openSubject(line, (reportId) => void handleCase(reportId))
  }
  // The author of what was decided on has no case file: their post shows the outcome, and where it is deleted there is none.
  const handleCase = async (reportId: string) => {
    const post = await myPosts.findByCase(reportId)
    if (post) await open('feed/post', { id: post.id })
    else if (myPosts.list.state === 'ready') ui.say(t('inbox.goneNow'))
    else await open('account/posts')
  }
  const handleMarkAll = async () => {
    await inbox.markRead()
    ui.say(t('inbox.marked'))
  }

  return <Screen title={t('inbox.title')}>{session.isSignedIn ? content() : <NotYet />}</Screen>

  function content() {
    if (list.isFirstLoad) return <Skeleton kind='list' count={5} label={t('common.loading')} />
    if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
    if (list.items.length === 0)
      return (
        <EmptyState
          icon='inbox'
          title={t('inbox.empty')}
          text={t('inbox.emptyText')}
          action={{ text: t('inbox.toHome'), onPress: () => void openTab('home/home') }}
        />
      )
    return (
      <>
        <KeptNote keptAt={list.keptAt} />
        {inbox.unread > 0 ? (
          <Button
            kind='text'
            size='small'
            icon='check'
            text={t('inbox.markAll')}
            onPress={() => void handleMarkAll()}
          />
        ) : null}
        <Card flush>
          {list.items.map((line) => (
            <Line key={line.id} line={line} isGone={posts.isGone(line.subject.id)} onOpen={handleOpen} />
          ))}
        </Card>
        {list.isLoadingMore ? <Skeleton kind='list' label={t('common.loading')} /> : null}
      </>
    )
  }
}

export default observer(Inbox)
