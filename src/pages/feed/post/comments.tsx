import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { Comment } from '@/contract'
import { t } from '@/i18n'
import { useStores } from '@/stores'
import { Card, Pressable, Skeleton, Tag } from '@/ui'
import { CommentLine } from './comment-line'

/** Not yet sent: in its place at the end, and marked so. */
const Waiting = observer(function Waiting() {
  const { post } = useStores()
  return (
    <>
      {post.waiting.map((write) => (
        <View key={write.id} className='comment'>
          <View className='comment__body'>
            <Tag tone='wait' text={t('post.waiting')} />
            <View className='comment__text'>{write.title}</View>
          </View>
        </View>
      ))}
    </>
  )
})

/** More of them, or why they did not come. */
const Foot = observer(function Foot() {
  const { post } = useStores()
  const { comments } = post
  if (!comments) return null
  if (comments.isFirstLoad || comments.isLoadingMore)
    return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (comments.isBroken)
    return (
      <Pressable className='comments__foot' onPress={() => void comments.refresh()}>
        {t('post.commentsFailed')}
      </Pressable>
    )
  if (comments.isEmpty && post.waiting.length === 0)
    return <View className='comments__none'>{t('post.noComments')}</View>
  if (comments.nextCursor === null) return null
  return (
    <Pressable className='comments__foot' onPress={() => void comments.loadMore()}>
      {t(comments.moreTrouble ? 'post.commentsFailed' : 'post.moreComments')}
    </Pressable>
  )
})

interface CommentsProps {
  count: number
  canReply: boolean
  onMore: (comment: Comment) => void
}

/** What neighbours answered, first to last. */
export const Comments = observer(function Comments({ count, canReply, onMore }: CommentsProps) {
  const { post } = useStores()
  const items = post.comments?.items ?? []
  const nameOf = (id: string | null) => items.find((comment) => comment.id === id)?.author.displayName ?? null
  return (
    <Card title={count > 0 ? t('post.commentsCount', { count }) : t('post.comments')}>
      {items.map((comment) => (
        <CommentLine
          key={comment.id}
          comment={comment}
          answers={nameOf(comment.replyToId)}
          onReply={canReply ? () => post.setReplyTo(comment) : undefined}
          onMore={() => onMore(comment)}
        />
      ))}
      <Waiting />
      <Foot />
    </Card>
  )
})
