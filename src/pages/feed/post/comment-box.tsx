import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { firstWords } from '@/i18n/typeset'
import { useStores } from '@/stores'
import { Button, IconButton, TextField } from '@/ui'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** At the thumb: what one answers, and to whom. The words stay where they are until they were taken. */
export const CommentBox = observer(function CommentBox({ name }: { name: string }) {
  const { post, ui } = useStores()
  const { replyTo, text, trouble } = post
  const handleSend = async () => {
    if (!post.canSend) return
    const said = sayOutcome(await post.sendComment(), t('post.sent'), ui.isOnline)
    if (said !== null) ui.say(said)
  }
  return (
    <View className='comment-box'>
      {replyTo ? (
        <View className='comment-box__reply'>
          <View className='comment-box__to'>
            {t('post.replyingTo', { name: replyTo.author.displayName, text: firstWords(replyTo.text) })}
          </View>
          <IconButton icon='close' label={t('post.stopReply')} onPress={() => post.setReplyTo(null)} />
        </View>
      ) : null}
      {trouble ? <Words tone='alert' text={sayTrouble(trouble)} /> : null}
      <View className='comment-box__row'>
        <View className='comment-box__field'>
          <TextField
            value={text}
            placeholder={
              replyTo ? t('post.replyTo', { name: replyTo.author.displayName }) : t('post.writeFor', { name })
            }
            maxLength={LIMITS.commentText}
            onChange={post.setText}
            onSubmit={() => void handleSend()}
          />
        </View>
        <Button
          size='small'
          text={t('post.send')}
          disabled={!post.canSend}
          loading={post.isSending}
          onPress={() => void handleSend()}
        />
      </View>
    </View>
  )
})
