import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Role } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { choosePoint, hasMap } from '@/platform/map-point'
import { back } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composeAlertStore } from '@/stores/compose-alert-store'
import { Button, Choice, Confirm, EmptyState, Section, Skeleton, TextArea, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { Screen } from '../../frame/Screen'
import { TrayPictures } from '../../frame/TrayPictures'
import { sayOutcome, sayTroubleOr, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** The grid officer, the community, and the street with its police desk. The server has the last word. */
const RAISERS: readonly Role[] = ['grid_officer', 'secretary', 'street_staff']

const Form = observer(function Form() {
  const store = useStore(composeAlertStore)
  const { draft, trouble } = store
  const handlePoint = async () => {
    const point = await choosePoint()
    if (point) store.change({ point })
  }
  return (
    <>
      <Words tone='second' text={t('alerts.raise.intro')} />
      <Section title={t('alerts.raise.photoLabel')}>
        <TrayPictures tray={store.tray} addText={t('alerts.raise.photo')} />
      </Section>
      <TextField
        label={t('alerts.raise.name')}
        placeholder={t('alerts.raise.namePlaceholder')}
        value={draft.name}
        maxLength={LIMITS.displayName}
        onChange={(name) => store.change({ name })}
      />
      <TextArea
        label={t('alerts.raise.description')}
        placeholder={t('alerts.raise.descriptionPlaceholder')}
        value={draft.description}
        maxLength={LIMITS.alertText}
        onChange={(description) => store.change({ description })}
      />
      <TextField
        label={t('alerts.raise.lastPlace')}
        placeholder={t('alerts.raise.lastPlacePlaceholder')}
        value={draft.lastPlace}
        maxLength={LIMITS.noticeTitle}
        onChange={(lastPlace) => store.change({ lastPlace })}
      />
      {hasMap ? (
        <Button
          block
          kind='secondary'
          icon='location'
          text={
            draft.point
              ? t('alerts.raise.pointSet', { name: draft.point.name || draft.lastPlace })
              : t('alerts.raise.point')
          }
          onPress={() => void handlePoint()}
        />
      ) : null}
      <Section title={t('alerts.raise.lastSeenAt')}>
        <MomentField past value={draft.lastSeenAt} onChange={(lastSeenAt) => store.change({ lastSeenAt })} />
      </Section>
      {trouble ? <Words tone='alert' text={sayTroubleOr(trouble, t('alerts.raise.refused'))} /> : null}
    </>
  )
})

/** The one act: asked once, with the name and whom it reaches. */
const Send = observer(function Send({ place }: { place: { id: string; name: string } }) {
  const { ui } = useStores()
  const store = useStore(composeAlertStore)
  const [isAsking, setAsking] = useState(false)
  const handleSend = async () => {
    const said = sayOutcome(await store.submit(place.id), t('alerts.raise.sent'), ui.isOnline)
    setAsking(false)
    if (said === null) return
    ui.say(said)
    await back()
  }
  return (
    <>
      <Button
        block
        kind='danger'
        text={t('alerts.raise.submit')}
        disabled={!store.canSend}
        onPress={() => setAsking(true)}
      />
      <Confirm
        open={isAsking}
        danger
        busy={store.isSending}
        title={t('alerts.raise.confirmTitle', { place: place.name, name: store.draft.name.trim() })}
        text={t('alerts.raise.confirmText')}
        confirmText={t('alerts.raise.submit')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleSend()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** Somebody is missing: written in a minute, told to everybody at once. */
const RaiseScreen = observer(function RaiseScreen() {
  const { session, ui } = useStores()
  const store = useStore(composeAlertStore)
  const [placeId, setPlace] = useState<string | null>(null)
  const places = store.reach?.value ?? []
  const place = places.find(({ id }) => id === placeId) ?? places[0]
  const mayRaise = session.roles.some(({ role }) => RAISERS.includes(role))
  useEffect(() => {
    store.open()
    if (mayRaise) void store.findReach(session.roles)
  }, [store, mayRaise])
  const isUnknown = session.isSignedIn && session.me.value === null
  const isReading = isUnknown || (mayRaise && (store.reach === null || store.reach.isFirstLoad))
  if (!mayRaise || !place)
    return (
      <Screen title={t('alerts.raise.title')}>
        {isReading ? (
          <Skeleton kind='card' label={t('common.loading')} />
        ) : mayRaise && store.reach?.isBroken ? (
          <TroubleState trouble={store.reach.trouble} onRetry={() => void store.findReach(session.roles)} />
        ) : (
          <EmptyState
            icon='warning'
            title={t('alerts.raise.notAllowedTitle')}
            text={t('alerts.raise.notAllowedText')}
          />
        )}
      </Screen>
    )
  return (
    <Screen key={ui.language} title={t('alerts.raise.title')} footer={<Send place={place} />}>
      <Form />
      {places.length > 1 ? (
        <Section title={t('alerts.raise.where')}>
          <Choice
            label={t('alerts.raise.where')}
            value={place.id}
            onChange={setPlace}
            options={places.map(({ id, name }) => ({ key: id, text: name }))}
          />
        </Section>
      ) : null}
      {store.canSend ? null : <Words tone='second' text={t('alerts.raise.missing')} />}
    </Screen>
  )
})

export default RaiseScreen
