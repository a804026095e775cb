import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { Post } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { Avatar, Card, classes, IconButton, ImageGrid, Pressable, Tag, useAppearance } from '@/ui'
import { isLongText } from './lines'
import './index.scss'

interface PostCardProps {
  post: Post
  /** On the post's own screen: all of the text and every picture. */
  whole?: boolean
  onOpen?: () => void
  onLike: () => void
  onComment: () => void
  onMore: () => void
}

/** Large text leaves room for one row of pictures in a list; the post's own screen has them all. */
const ELDER_PICTURES_MAX = 3

const labelOf = (position: number, count: number) => t('common.picture', { position, count })

function Head({ post }: { post: Post }) {
  const { author, building, createdAt, kind, state } = post
  const { elder } = useAppearance()
  const second = [building, sayPast(createdAt)].filter(Boolean).join(' · ')
  return (
    <View className='post-card__head'>
      <Avatar name={author.displayName} src={author.avatarUrl} />
      <View className='post-card__who'>
        <View className='post-card__name'>{author.displayName}</View>
        <View className='post-card__second'>{second}</View>
      </View>
      {state === 'hidden' ? <Tag tone='alert' text={t('post.hiddenTag')} /> : null}
      {state === 'pending' ? <Tag tone='wait' text={t('post.pendingTag')} /> : null}
      {state === 'shown' && kind !== 'talk' && !elder ? <Tag tone='neutral' text={t(`feed.kinds.${kind}`)} /> : null}
    </View>
  )
}

function Foot({ post, onLike, onComment, onMore }: PostCardProps) {
  const { liked, likes, comments, can, author } = post
  const hasMore = can.delete || can.report
  return (
    <View className='post-card__foot'>
      <IconButton
        icon={liked ? 'like-filled' : 'like'}
        tone={liked ? 'brand' : 'second'}
        text={likes > 0 ? String(likes) : t('post.like')}
        label={t(liked ? 'post.unlikeLabel' : 'post.likeLabel', { count: likes })}
        disabled={!can.like && !liked}
        onPress={onLike}
      />
      <IconButton
        icon='comment'
        text={comments > 0 ? String(comments) : t('post.comment')}
        label={t('post.commentLabel', { count: comments })}
        onPress={onComment}
      />
      <View className='post-card__gap' />
      {hasMore ? (
        <IconButton icon='more' label={t('post.moreOf', { name: author.displayName })} onPress={onMore} />
      ) : null}
    </View>
  )
}

/** What a neighbour said: who, from which building, when; the words and pictures; what one can answer. */
export const PostCard = observer(function PostCard(props: PostCardProps) {
  const { post, whole, onOpen } = props
  const { elder } = useAppearance()
  const isCut = !whole && isLongText(post.text, elder)
  const pictures = post.images.map(({ urls }) => urls)
  const shown = elder && !whole ? pictures.slice(0, ELDER_PICTURES_MAX) : pictures
  return (
    <Card>
      <Pressable onPress={onOpen}>
        <Head post={post} />
        <View className={classes('post-card__text', !whole && 'post-card__text--cut')}>{typeset(post.text)}</View>
        {isCut ? <View className='post-card__full'>{t('post.fullText')}</View> : null}
      </Pressable>
      {shown.length > 0 ? (
        <View className='post-card__pictures'>
          <ImageGrid images={shown} labelOf={labelOf} />
        </View>
      ) : null}
      <Foot {...props} />
    </Card>
  )
})
