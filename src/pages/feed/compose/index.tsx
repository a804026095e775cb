import { View } from '@tarojs/components'
import { useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { PostKind } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composeStore } from '@/stores/compose-store'
import { Button, Confirm, FilterChips, Skeleton, TextArea } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TrayPictures } from '../../frame/TrayPictures'
import { sayTroubleOr } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { useSubmit } from './use-submit'
import './index.scss'

const kinds = ['talk', 'give', 'lost_found', 'recommend'] as const satisfies readonly PostKind[]

const kindOf = (word: string | undefined): PostKind | undefined => kinds.find((kind) => kind === word)

/** The draft of last time was found: it can be thrown away, which is asked once. */
const Draft = observer(function Draft() {
  const { ui } = useStores()
  const compose = useStore(composeStore)
  const [isAsking, setAsking] = useState(false)
  const handleClear = () => {
    compose.discard()
    setAsking(false)
    ui.say(t('compose.cleared'))
  }
  if (compose.isEmpty) return null
  return (
    <View className='compose__draft'>
      <View className='compose__second'>{t('compose.draftFound')}</View>
      <Button kind='text' size='small' text={t('compose.clear')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        danger
        title={t('compose.clearTitle')}
        text={t('compose.clearText')}
        confirmText={t('compose.clear')}
        cancelText={t('common.cancel')}
        onConfirm={handleClear}
        onCancel={() => setAsking(false)}
      />
    </View>
  )
})

/** What is written, of which kind, with which pictures. */
const Form = observer(function Form({ hasDraft }: { hasDraft: boolean }) {
  const { session } = useStores()
  const compose = useStore(composeStore)
  const { kind, text, trouble, isTooLong } = compose
  return (
    <>
      {hasDraft ? <Draft /> : null}
      <FilterChips
        label={t('compose.kindLabel')}
        items={kinds.map((key) => ({ key, text: t(`feed.kinds.${key}`) }))}
        value={kind}
        onChange={compose.setKind}
      />
      <View className='compose__second'>{t(`compose.kindHints.${kind}`)}</View>
      <TextArea
        value={text}
        placeholder={t(`compose.placeholders.${kind}`)}
        maxLength={LIMITS.postText}
        hint={t('compose.audience', { grid: session.grid?.name ?? '' })}
        error={isTooLong ? t('compose.tooLong', { max: LIMITS.postText }) : null}
        onChange={compose.setText}
      />
      <TrayPictures tray={compose.tray} />
      {trouble ? <Words tone='alert' text={sayTroubleOr(trouble, t('compose.refused'))} /> : null}
    </>
  )
})

/** Writing a post. Opened with perhaps `kind` and `text`, which an empty draft begins with. */
const ComposeScreen = observer(function ComposeScreen() {
  const { session, ui } = useStores()
  const compose = useStore(composeStore)
  const [params] = useState(routeParams)
  const [hasDraft, setDraft] = useState(false)
  const { isDone, handleSubmit } = useSubmit()
  const gridId = session.grid?.id
  useEffect(() => {
    if (gridId === undefined) return
    compose.open(gridId, { kind: kindOf(params.kind), text: params.text })
    setDraft(!compose.isEmpty && compose.text !== params.text)
  }, [gridId, compose, params])
  useUnload(() => {
    if (!isDone.current && !compose.isEmpty) ui.say(t('compose.draftKept'))
  })

  const isUnknown = session.isSignedIn && session.me.value === null
  if (gridId === undefined)
    return (
      <Screen title={t('compose.title')}>
        {isUnknown ? <Skeleton kind='card' label={t('common.loading')} /> : <NotYet />}
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('compose.title')}
      onBack={() => void back()}
      footer={
        <Button
          block
          text={t('compose.send')}
          disabled={!compose.canSend}
          loading={compose.isSending}
          onPress={() => void handleSubmit()}
        />
      }
    >
      <Form hasDraft={hasDraft} />
    </Screen>
  )
})

export default ComposeScreen
