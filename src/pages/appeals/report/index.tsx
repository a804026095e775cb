import { View } from '@tarojs/components'
import { useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composeAppealStore } from '@/stores/compose-appeal-store'
import { Button, Confirm, Skeleton, TextArea } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TrayPictures } from '../../frame/TrayPictures'
import { sayTroubleOr } from '../../frame/trouble'
import { VoiceNote } from '../../frame/VoiceNote'
import { Words } from '../../frame/Words'
import { Choices } from './choices'
import { PhotoOffer, usePhotoFacts } from './photo-offer'
import { Similar } from './similar'
import { useSubmit } from './use-submit'
import './index.scss'

/** The draft of last time was found: it can be thrown away, which is asked once. */
const Draft = observer(function Draft() {
  const { ui } = useStores()
  const store = useStore(composeAppealStore)
  const [isAsking, setAsking] = useState(false)
  const handleClear = () => {
    store.discard()
    setAsking(false)
    ui.say(t('appeals.report.cleared'))
  }
  if (store.isEmpty) return null
  return (
    <View className='report__draft'>
      <Words tone='second' text={t('appeals.report.draftFound')} />
      <Button kind='text' size='small' text={t('appeals.report.clear')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        danger
        title={t('appeals.report.clearTitle')}
        text={t('appeals.report.clearText')}
        confirmText={t('appeals.report.clear')}
        cancelText={t('common.cancel')}
        onConfirm={handleClear}
        onCancel={() => setAsking(false)}
      />
    </View>
  )
})

/** A photo, a sentence; all else has an answer already and can be changed. */
const Form = observer(function Form({ hasDraft, onJoined }: { hasDraft: boolean; onJoined: () => void }) {
  const store = useStore(composeAppealStore)
  const { draft, isTooLong, trouble } = store
  const { facts, look, drop } = usePhotoFacts()
  return (
    <>
      {hasDraft ? <Draft /> : null}
      <TrayPictures tray={store.tray} addText={t('appeals.report.photo')} onPicked={(picked) => void look(picked)} />
      <PhotoOffer facts={facts} onTaken={drop} />
      <TextArea
        label={t('appeals.report.textLabel')}
        value={draft.text}
        placeholder={t('appeals.report.placeholder')}
        maxLength={LIMITS.appealText}
        hint={store.tray.pictures.length > 0 ? t('appeals.report.photoNote') : undefined}
        error={isTooLong ? t('appeals.report.tooLong', { max: LIMITS.appealText }) : null}
        onChange={store.setText}
      />
      <VoiceNote tray={store.voice} note={t('voice.whoHears')} />
      {trouble ? <Words tone='alert' text={sayTroubleOr(trouble, t('appeals.report.refused'))} /> : null}
      <Similar onJoined={onJoined} />
      <Choices />
    </>
  )
})

/** 随手拍. */
const ReportScreen = observer(function ReportScreen() {
  const { session, ui } = useStores()
  const store = useStore(composeAppealStore)
  const [hasDraft, setDraft] = useState(false)
  const { isDone, handleSubmit } = useSubmit()
  const { grid } = session
  useEffect(() => {
    if (!grid) return
    store.open(grid)
    setDraft(!store.isEmpty)
  }, [grid?.id, store])
  useUnload(() => {
    if (!isDone.current && !store.isEmpty) ui.say(t('appeals.report.draftKept'))
  })

  if (!grid) {
    const isUnknown = session.isSignedIn && session.me.value === null
    return (
      <Screen title={t('appeals.report.title')}>
        {isUnknown ? <Skeleton kind='card' label={t('common.loading')} /> : <NotYet />}
      </Screen>
    )
  }
  const handleJoined = () => {
    isDone.current = true
  }
  return (
    <Screen
      key={ui.language}
      title={t('appeals.report.title')}
      onBack={() => void back()}
      footer={
        <Button
          block
          text={t('appeals.report.submit')}
          disabled={!store.canSend}
          loading={store.isSending}
          onPress={() => void handleSubmit()}
        />
      }
    >
      <Form hasDraft={hasDraft} onJoined={handleJoined} />
    </Screen>
  )
})

export default ReportScreen
