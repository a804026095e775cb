import { View } from '@tarojs/components'
import type { Comment } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { Avatar, IconButton, Pressable } from '@/ui'
import { ModerationNote } from '../../frame/ModerationNote'

interface CommentLineProps {
  comment: Comment
  /** Whose words it answers; null where it answers the post, or the answered one is gone. */
  answers: string | null
  /** Absent where one may not write here. */
  onReply?: () => void
  onMore: () => void
}

/** One comment; a press on its words answers it. */
export function CommentLine({ comment, answers, onReply, onMore }: CommentLineProps) {
  const { author, createdAt, text, can } = comment
  const name = author.displayName
  return (
    <View className='comment'>
      <Avatar name={name} src={author.avatarUrl} />
      <View className='comment__body'>
        <Pressable onPress={onReply}>
          <View className='comment__name'>{name}</View>
          <View className='comment__text'>
            {answers ? <View className='comment__answers'>{t('post.replyTo', { name: answers })}</View> : null}
            {typeset(text)}
          </View>
          <View className='comment__second'>
            {sayPast(createdAt)}
            {onReply ? <View className='comment__reply'>{t('post.reply')}</View> : null}
          </View>
        </Pressable>
        <ModerationNote comment={comment} />
      </View>
      {can.delete || can.report ? (
        <IconButton icon='more' label={t('post.moreOfComment', { name })} onPress={onMore} />
      ) : null}
    </View>
  )
}
