import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { Notice } from '@/contract'
import { t } from '@/i18n'
import { open, openTab } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Card, classes, EntryGrid, Icon, Pressable, Skeleton, Tag, useAppearance } from '@/ui'
import { NoticeLine } from '../../notices/notice-line'
import { Phrases } from '../../notices/notice-line/phrases'
import { namedNotices, type WaitingLine, waitingLines } from './waiting'

const NOTICES_MAX = 3
/** Large text needs the room for what comes below. */
const ELDER_NOTICES_MAX = 2

/** In the card where there is no notice to show: why, and where it could not be read, the way to try again. */
const NoNotices = observer(function NoNotices() {
  const { top } = useStores().notices
  if (!top?.isBroken) return <View className='home-waiting home-card__none'>{t('notices.emptyTitle')}</View>
  const isOffline = top.state === 'offline'
  return (
    <Pressable className='home-waiting' onPress={() => void top.load()}>
      <View className='home-waiting__text'>{t(isOffline ? 'notices.offlineTitle' : 'notices.failedTitle')}</View>
      <View className='home-card__all'>{t('common.retry')}</View>
    </Pressable>
  )
})

/** The newest few, and the way to all. Large text shows them without who and when. */
export const NoticesCard = observer(function NoticesCard() {
  const { notices } = useStores()
  const { elder } = useAppearance()
  const named = namedNotices(notices.top?.value ?? [])
  const others = notices.onHome.filter((notice) => !named.includes(notice))
  const shown = others.slice(0, elder ? ELDER_NOTICES_MAX : NOTICES_MAX)
  const handleOpen = ({ id }: Notice) => void open('notices/detail', { id })
  if (!notices.top || notices.top.isFirstLoad) return <Skeleton kind='card' label={t('common.loading')} />
  return (
    <Card flush>
      <View className={classes('home-card__head', shown.length > 0 && 'home-card__head--above')}>
        <View className='home-card__title'>{t('home.notices')}</View>
        <Pressable className='home-card__all' onPress={() => void open('notices/list')}>
          {t('home.allNotices')}
          <Icon name='forward' size='small' />
        </Pressable>
      </View>
      {shown.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} short={elder} onPress={() => handleOpen(notice)} />
      ))}
      {notices.top?.value?.length ? null : <NoNotices />}
    </Card>
  )
})

const handleWaiting = ({ key, id }: WaitingLine) => {
  if (key === 'notices') void open('notices/list')
  else if (key === 'notice') void open('notices/detail', { id: id ?? undefined })
  else if (key === 'shift') void open('volunteering/shift', { id: id ?? undefined })
  else if (key === 'rate') void (id === null ? open('appeals/list') : open('appeals/detail', { id }))
  else if (key === 'hidden') void open('feed/post', { id: id ?? undefined })
  else void openTab('desk/desk')
}

/** At most three lines, and no card at all where nothing waits. */
export const WaitingCard = observer(function WaitingCard() {
  const { notices, feed, myPosts, myShifts, appeals, desk, session } = useStores()
  const lines = waitingLines({
    notices: notices.top?.value ?? [],
    posts: [...feed.posts, ...myPosts.appealable],
    toRate: appeals.toRate,
    desk: session.isStaff ? desk.counts.value : null,
    shifts: myShifts.coming.items,
  })
  if (lines.length === 0) return null
  return (
    <Card flush title={t('home.waiting.title')}>
      {lines.map((line) => (
        <Pressable key={`${line.key}${line.id ?? ''}`} className='home-waiting' onPress={() => handleWaiting(line)}>
          <View className='home-waiting__body'>
            <Tag tone={line.tone} text={line.tag} />
            <View className='home-waiting__text'>
              <Phrases text={line.text} />
            </View>
          </View>
          <Icon name='forward' size='small' className='home-waiting__arrow' />
        </Pressable>
      ))}
    </Card>
  )
})

const entries = [
  { key: 'appeal', icon: 'camera', screen: 'appeals/report' },
  { key: 'need', icon: 'handshake', screen: 'mutual-aid/needs' },
  { key: 'volunteer', icon: 'flag', screen: 'volunteering/activities' },
  { key: 'deliberate', icon: 'chat', screen: 'deliberation/list' },
  { key: 'vote', icon: 'ballot', screen: 'voting/polls' },
  { key: 'points', icon: 'coin', screen: 'points/account' },
] as const

export function Entries() {
  const handleSelect = (name: string) => {
    const entry = entries.find(({ key }) => key === name)
    if (entry) void open(entry.screen)
  }
  return (
    <Card>
      <EntryGrid
        items={entries.map(({ key, icon }) => ({ key, icon, text: t(`home.entries.${key}`) }))}
        onSelect={handleSelect}
      />
    </Card>
  )
}
