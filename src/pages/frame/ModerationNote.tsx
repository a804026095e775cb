import { View } from '@tarojs/components'
import type { Comment, Post } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { Button, Tag } from '@/ui'
import { Words } from './Words'
import './moderation-note.scss'

type Subject = Pick<Post, 'id' | 'state' | 'moderation'> & { can: { appeal: boolean } }

export type ModerationNoteProps = { post: Subject } | { comment: Subject & Pick<Comment, 'postId'> }

/** What the author of a post or comment is told of its state. Nobody else ever gets `moderation` from the server. */
export function ModerationNote(props: ModerationNoteProps) {
  const { state, moderation, can } = 'post' in props ? props.post : props.comment
  if (state === 'pending') return <Tag tone='wait' text={t('moderation.pending')} />
  if (!moderation) return null
  const words = wordsFor(moderation.state)
  if (words === null) return null
  const params =
    'post' in props ? { postId: props.post.id } : { postId: props.comment.postId, commentId: props.comment.id }
  return (
    <View className='linli-moderation-note'>
      <Tag tone={moderation.state === 'restored' ? 'brand' : 'alert'} text={words} />
      {moderation.state === 'restored' ? null : <Words text={t('moderation.reason', { reason: moderation.reason })} />}
      {state === 'hidden' ? (
        <Button
          size='small'
          kind='secondary'
          text={can.appeal ? t('moderation.appeal') : t('moderation.why')}
          onPress={() => void open('moderation/appeal', params)}
        />
      ) : null}
    </View>
  )
}

function wordsFor(state: string): string | null {
  if (state === 'hidden') return t('moderation.hidden')
  if (state === 'hidden_finally') return t('moderation.hiddenFinally')
  if (state === 'appealed') return t('moderation.appealed')
  if (state === 'warned') return t('moderation.warned')
  return null
}
