import Taro, { useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useRef, useState } from 'react'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { back } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composeNoticeStore } from '@/stores/compose-notice-store'
import { Button, Confirm, EmptyState, Skeleton } from '@/ui'
import { timesFault } from '../../frame/moments'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayOutcome } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { NoticeForm } from './form'
import { Preview, Publish } from './preview'

/** Sends it, says what became of it, and goes back. */
function usePublish() {
  const { ui } = useStores()
  const store = useStore(composeNoticeStore)
  const isDone = useRef(false)
  const handlePublish = async () => {
    const { publishAt } = store.draft
    const done =
      publishAt === null
        ? t('notices.compose.published')
        : t('notices.compose.scheduled', { when: sayMoment(publishAt) })
    const said = sayOutcome(await store.submit(), done, ui.isOnline)
    if (said === null) return
    isDone.current = true
    ui.say(said)
    await back()
  }
  return { isDone, handlePublish }
}

/** Throwing the draft away, which is asked once. */
const Clear = observer(function Clear() {
  const { ui } = useStores()
  const store = useStore(composeNoticeStore)
  const [isAsking, setAsking] = useState(false)
  const handleClear = () => {
    store.discard()
    setAsking(false)
    ui.say(t('compose.cleared'))
  }
  if (store.isEmpty) return null
  return (
    <>
      <Button block kind='text' text={t('notices.compose.clear')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        danger
        title={t('notices.compose.clearTitle')}
        text={t('notices.compose.clearText')}
        confirmText={t('notices.compose.clear')}
        cancelText={t('common.cancel')}
        onConfirm={handleClear}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** For whoever is here and may not write. */
const Barred = observer(function Barred() {
  const { session } = useStores()
  const isUnknown = session.isSignedIn && !session.hasSettledIn && session.me.trouble === null
  return (
    <Screen title={t('notices.compose.title')}>
      {isUnknown ? <Skeleton kind='card' count={2} label={t('common.loading')} /> : null}
      {!session.isSignedIn ? <NotYet /> : null}
      {session.isSignedIn && !isUnknown ? (
        <EmptyState
          icon='lock'
          title={t('notices.compose.noPlacesTitle')}
          text={t('notices.compose.noPlacesText')}
          action={{ text: t('common.back'), onPress: () => void back() }}
        />
      ) : null}
    </Screen>
  )
})

/** Writing a notice, then a look at it as residents will see it, then out with it. */
const ComposeNoticeScreen = observer(function ComposeNoticeScreen() {
  const { ui } = useStores()
  const store = useStore(composeNoticeStore)
  const [isPreview, setPreview] = useState(false)
  const { isDone, handlePublish } = usePublish()
  const canWrite = store.choices.length > 0
  useEffect(() => void (canWrite && store.open()), [store, canWrite])
  useUnload(() => {
    if (!isDone.current && !store.isEmpty) ui.say(t('notices.compose.draftKept'))
  })
  const turn = (preview: boolean) => {
    setPreview(preview)
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const { publishAt, expiresAt } = store.draft
  const canPreview = store.canSend && timesFault(publishAt, expiresAt, new Date()) === null

  if (!canWrite) return <Barred />
  if (isPreview)
    return (
      <Screen
        key={`${ui.language} preview`}
        title={t('notices.compose.previewTitle')}
        onBack={() => turn(false)}
        footer={<Publish onPublish={() => void handlePublish()} onEdit={() => turn(false)} />}
      >
        <Preview />
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('notices.compose.title')}
      footer={<Button block text={t('notices.compose.preview')} disabled={!canPreview} onPress={() => turn(true)} />}
    >
      <NoticeForm />
      {store.canSend || store.isEmpty ? null : <Words tone='second' text={t('notices.compose.missing')} />}
      <Clear />
    </Screen>
  )
})

export default ComposeNoticeScreen
