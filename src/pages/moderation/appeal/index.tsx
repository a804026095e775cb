import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, EmptyState, Skeleton, TextArea } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** Why one's own post or comment was hidden, and the way to object. Opened with `postId` and perhaps `commentId`. */
function Appeal() {
  const { post: postStore, moderation, ui } = useStores()
  const [params] = useState(routeParams)
  const [text, setText] = useState('')
  const { postId = '', commentId } = params
  const comment = commentId ? postStore.comments?.items.find(({ id }) => id === commentId) : undefined
  const own = commentId ? comment : postStore.post?.id === postId ? postStore.post : undefined

  useEffect(() => {
    moderation.clearTrouble()
    void postStore.open(postId)
  }, [moderation, postStore, postId])

  const handleSubmit = async () => {
    if (!own?.moderation) return
    const outcome = await moderation.appeal(own.moderation.reportId, text)
    const said = sayOutcome(outcome, t('moderation.appealSent'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    void postStore.refresh()
    await back()
  }

  if (!own?.moderation) return <Missing />
  const { reason, appealText } = own.moderation
  return (
    <Screen
      title={t('moderation.whyTitle')}
      footer={
        own.can.appeal ? (
          <Button
            block
            text={t('moderation.appealSubmit')}
            disabled={text.trim() === ''}
            loading={moderation.isBusy}
            onPress={() => void handleSubmit()}
          />
        ) : undefined
      }
    >
      <Card title={t('moderation.whyTitle')}>
        <Words text={t('moderation.reason', { reason })} />
        <Words below tone='second' text={t('moderation.whoHid')} />
      </Card>
      <Card title={t('moderation.yours')}>
        <Words text={own.text} />
      </Card>
      {appealText ? (
        <Card title={t('moderation.appealed')}>
          <Words text={t('moderation.yourAppeal', { text: appealText })} />
        </Card>
      ) : null}
      {own.can.appeal ? (
        <TextArea
          label={t('moderation.appealText')}
          value={text}
          placeholder={t('moderation.appealPlaceholder')}
          hint={t('moderation.appealNext')}
          maxLength={LIMITS.reasonText}
          onChange={setText}
        />
      ) : null}
      {moderation.trouble ? <Words tone='alert' text={sayTrouble(moderation.trouble)} /> : null}
    </Screen>
  )
}

const Missing = observer(function Missing() {
  const { post } = useStores()
  const isReading = post.loading?.state === 'loading' || post.comments?.state === 'loading'
  const trouble = post.loading?.trouble ?? null
  return (
    <Screen title={t('moderation.whyTitle')}>
      {isReading ? (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      ) : trouble && trouble.code !== 'not_found' ? (
        <TroubleState trouble={trouble} onRetry={() => void post.refresh()} />
      ) : (
        <EmptyState
          icon='info'
          title={t('moderation.gone')}
          text={t('moderation.goneText')}
          action={{ text: t('moderation.back'), onPress: () => void back() }}
        />
      )}
    </Screen>
  )
})

export default observer(Appeal)
