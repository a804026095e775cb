import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Post, PostKind } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { open } from '@/platform/navigate'
import { type PendingWrite, useStores } from '@/stores'
import { Button, Card, Confirm, EmptyState, ErrorState, FilterChips, Pressable, Skeleton, Tag } from '@/ui'
import { PostCard } from '../../feed/post-card'
import { type Subject, SubjectActions } from '../../feed/subject-actions'

const kinds = ['all', 'talk', 'give', 'lost_found', 'recommend'] as const satisfies ReadonlyArray<PostKind | 'all'>

const SKELETONS = 3

/** What the reader wrote without a network: in its place, and marked as not yet sent. */
function Waiting({ write }: { write: PendingWrite }) {
  const { pending } = useStores()
  const [isAsking, setAsking] = useState(false)
  return (
    <Card tone='own'>
      <View className='home-feed__waiting'>
        <Tag tone='wait' text={t('feed.waitingTag')} />
        <View className='home-feed__second'>{t('feed.waiting')}</View>
      </View>
      <View className='home-feed__text'>{write.title}</View>
      <Button kind='text' size='small' text={t('feed.drop')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        danger
        title={t('feed.dropTitle')}
        text={t('feed.dropText')}
        confirmText={t('feed.drop')}
        cancelText={t('feed.dropKeep')}
        onConfirm={() => pending.discard(write.id)}
        onCancel={() => setAsking(false)}
      />
    </Card>
  )
}

const Empty = observer(function Empty() {
  const { feed } = useStores()
  const { kind } = feed
  const compose = () => void open('feed/compose', { kind: kind ?? undefined })
  return (
    <EmptyState
      icon='chat'
      title={kind ? t(`feed.emptyOthers.${kind}`) : t('feed.emptyTitle')}
      text={kind ? t(`compose.kindHints.${kind}`) : t('feed.emptyText')}
      action={{ text: t('feed.emptyAction'), onPress: compose }}
    />
  )
})

/** What stands below the last post: more to come, a way to try again, or the end. */
const Foot = observer(function Foot() {
  const { feed } = useStores()
  const { list } = feed
  if (!list || list.items.length === 0) return null
  if (list.isLoadingMore) return <Skeleton kind='card' label={t('feed.more')} />
  if (list.moreTrouble)
    return (
      <Pressable className='home-feed__foot home-feed__foot--again' onPress={() => void feed.loadMore()}>
        {t('feed.moreFailed')}
      </Pressable>
    )
  return list.nextCursor === null ? <View className='home-feed__foot'>{t('feed.end')}</View> : null
})

const Posts = observer(function Posts({ onMore }: { onMore: (post: Post) => void }) {
  const { feed, ui } = useStores()
  const handleOpen = (post: Post) => void open('feed/post', { id: post.id })
  const handleLike = async (post: Post) => {
    const trouble = await feed.toggleLike(post)
    if (trouble) ui.say(trouble.detail || t('post.refused'))
  }
  return (
    <>
      {feed.posts.map((post) => (
        <PostCard
          key={post.id}
          post={post}
          onOpen={() => handleOpen(post)}
          onLike={() => void handleLike(post)}
          onComment={() => handleOpen(post)}
          onMore={() => onMore(post)}
        />
      ))}
    </>
  )
})

/** What the list has to say when it has nothing to show. */
const Instead = observer(function Instead() {
  const { feed } = useStores()
  const { list } = feed
  if (!list || list.isFirstLoad) return <Skeleton kind='card' count={SKELETONS} label={t('common.loading')} />
  if (list.isEmpty && feed.waiting.length === 0) return <Empty />
  if (!list.isBroken) return null
  const isOffline = list.state === 'offline'
  return (
    <ErrorState
      offline={isOffline}
      title={t(isOffline ? 'feed.offlineTitle' : 'feed.failedTitle')}
      text={isOffline ? t('feed.offlineText') : list.trouble?.detail || t('feed.failedText')}
      retryText={t('common.retry')}
      onRetry={() => void feed.refresh()}
    />
  )
})

/** What neighbours say: by kind, newest first, what is not yet sent on top. */
export const FeedPart = observer(function FeedPart() {
  const { feed } = useStores()
  const [subject, setSubject] = useState<Subject | null>(null)
  const { kind, list } = feed
  return (
    <>
      <FilterChips
        label={t('feed.filter')}
        items={kinds.map((key) => ({ key, text: t(`feed.kinds.${key}`) }))}
        value={kind ?? 'all'}
        onChange={(key) => void feed.choose(key === 'all' ? null : key)}
      />
      {list?.keptAt && list.state === 'offline' ? (
        <View className='home-feed__second'>{t('feed.kept', { when: sayPast(list.keptAt) })}</View>
      ) : null}
      {feed.waiting.map((write) => (
        <Waiting key={write.id} write={write} />
      ))}
      <Instead />
      <Posts onMore={(post) => setSubject({ kind: 'post', thing: post })} />
      <Foot />
      <SubjectActions subject={subject} onClose={() => setSubject(null)} />
    </>
  )
})
