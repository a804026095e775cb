import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import type { Post } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, classes, EmptyState, Pressable, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { stateOf } from './state-of'
import './index.scss'

/** One's own post: how it stands as a word, what it says, and where it was hidden why, with the way to object. */
function OwnPost({ post }: { post: Post }) {
  const { id, text, kind, createdAt, likes, comments, can, state } = post
  const { word, tone, note } = stateOf(post)
  const counts = t('account.postCounts', { likes, comments })
  return (
    <Card>
      <Pressable onPress={() => void open('feed/post', { id })}>
        <View className='own-post__head'>
          <Tag tone={tone} text={word} />
          <View className='own-post__second'>{`${t(`feed.kinds.${kind}`)} · ${sayPast(createdAt)}`}</View>
        </View>
        <View className='own-post__text'>{typeset(text)}</View>
        {state === 'shown' ? <View className='own-post__second'>{counts}</View> : null}
      </Pressable>
      {note === null ? null : (
        <View className={classes('own-post__reason', tone === 'wait' && 'own-post__reason--wait')}>
          {typeset(note)}
        </View>
      )}
      {state === 'hidden' ? (
        <View className='own-post__act'>
          <Button
            size='small'
            kind='secondary'
            text={t(can.appeal ? 'moderation.appeal' : 'moderation.why')}
            onPress={() => void open('moderation/appeal', { postId: id })}
          />
        </View>
      ) : null}
    </Card>
  )
}

const List = observer(function List() {
  const { myPosts } = useStores()
  const { list, posts } = myPosts
  if (list.isFirstLoad) return <Skeleton kind='card' count={3} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (posts.length === 0)
    return (
      <EmptyState
        icon='chat'
        title={t('account.noPosts')}
        text={t('account.noPostsText')}
        action={{ text: t('feed.emptyAction'), onPress: () => void open('feed/compose') }}
      />
    )
  return (
    <>
      {posts.map((post) => (
        <OwnPost key={post.id} post={post} />
      ))}
      {list.isLoadingMore ? <Skeleton kind='card' label={t('common.loading')} /> : null}
      {list.nextCursor === null ? <Words tone='second' text={t('feed.end')} /> : null}
    </>
  )
})

/** What I posted, also what waits for its check and what was hidden. */
function MyPosts() {
  const { myPosts, session } = useStores()
  const { list } = myPosts
  useDidShow(() => {
    if (session.isSignedIn) void list.refresh()
  })
  usePullDownRefresh(() => void list.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void list.loadMore())
  return <Screen title={t('account.posts')}>{session.isSignedIn ? <List /> : <NotYet />}</Screen>
}

export default observer(MyPosts)
