import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Post } from '@/contract'
import { t } from '@/i18n'
import { back, openTab, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Card, EmptyState, Skeleton } from '@/ui'
import { ModerationNote } from '../../frame/ModerationNote'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { PostCard } from '../post-card'
import { type Subject, SubjectActions } from '../subject-actions'
import { CommentBox } from './comment-box'
import { Comments } from './comments'
import './index.scss'

/** Only what concerns the author: why a post is hidden, reviewed or warned about. */
const AuthorNote = ({ post }: { post: Post }) =>
  post.state === 'pending' || post.moderation ? (
    <Card>
      <ModerationNote post={post} />
    </Card>
  ) : null

/** In place of a post that is not here: still coming, gone, or not for this reader. */
const Missing = observer(function Missing() {
  const { post, session } = useStores()
  const trouble = post.loading?.trouble ?? null
  if (trouble?.code === 'not_found' || trouble?.code === 'not_allowed')
    return (
      <EmptyState
        icon='info'
        title={t('post.goneTitle')}
        text={t('post.goneText')}
        action={{ text: t('post.backHome'), onPress: () => void openTab('home/home') }}
      />
    )
  if (!post.loading?.isBroken) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (!session.isSignedIn) return <NotYet />
  return <TroubleState trouble={trouble} onRetry={() => void post.refresh()} />
})

function useLike() {
  const { post, ui } = useStores()
  return async () => {
    const trouble = await post.toggleLike()
    if (trouble) ui.say(trouble.detail || t('post.refused'))
  }
}

/** One post with its comments. Opened with `id`. */
const PostScreen = observer(function PostScreen() {
  const { post: store, ui } = useStores()
  const [{ id = '' }] = useState(routeParams)
  const [subject, setSubject] = useState<Subject | null>(null)
  const handleLike = useLike()
  useEffect(() => void store.open(id), [store, id])
  useShownAgain(() => void store.open(id))
  usePullDownRefresh(async () => {
    await store.refresh()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.comments?.loadMore())

  const post = store.postId === id && !isGone(store.loading?.trouble?.code) ? store.post : null
  const name = post?.author.displayName ?? ''
  return (
    <Screen
      key={ui.language}
      title={post ? t('post.by', { name }) : t('post.title')}
      footer={post?.can.comment ? <CommentBox name={name} /> : undefined}
    >
      {post ? (
        <>
          <PostCard
            whole
            post={post}
            onLike={() => void handleLike()}
            onComment={() => store.setReplyTo(null)}
            onMore={() => setSubject({ kind: 'post', thing: post })}
          />
          <AuthorNote post={post} />
          <Comments
            count={post.comments}
            canReply={post.can.comment}
            onMore={(comment) => setSubject({ kind: 'comment', thing: comment })}
          />
        </>
      ) : (
        <Missing />
      )}
      <SubjectActions subject={subject} onClose={() => setSubject(null)} onDeleted={() => void back()} />
    </Screen>
  )
})

const isGone = (code: string | undefined): boolean => code === 'not_found'

export default PostScreen
