import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { replace } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { callNeighbourStore } from '@/stores/call-neighbour-store'
import { Button } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { VoiceNote } from '../../frame/VoiceNote'
import { Words } from '../../frame/Words'

/** The elder's own button: one sentence spoken, and the nearest neighbours are asked at once. */
export const Call = observer(function Call() {
  const { session, ui } = useStores()
  const store = useStore(callNeighbourStore)
  const placeId = session.grid?.id ?? null
  useEffect(store.open, [store])
  const handleCall = async () => {
    if (placeId === null) return
    const words = t(store.voice.doneId === null ? 'voice.call.words' : 'voice.call.wordsVoice')
    const { outcome, id } = await store.submit(placeId, words)
    const said = sayOutcome(outcome, t('voice.call.sent'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    await (outcome === 'sent' ? replace('mutual-aid/need', { id }) : replace('mutual-aid/needs'))
  }
  const footer = (
    <Button
      block
      // One main act at a time: first it is said, then it is sent.
      kind={store.voice.doneId === null ? 'secondary' : 'primary'}
      icon='call'
      text={t('voice.call.send')}
      disabled={!store.canSend}
      loading={store.isSending}
      onPress={() => void handleCall()}
    />
  )
  return (
    <Screen key={ui.language} title={t('voice.call.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          <Words tone='lead' text={t('voice.call.lead')} />
          <VoiceNote isMain tray={store.voice} note={t('voice.whoHearsNeed')} />
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          <Words text={t('voice.call.danger')} />
        </>
      )}
    </Screen>
  )
})
