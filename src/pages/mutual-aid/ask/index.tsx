import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AidKind, Urgency } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { replace, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { composeNeedStore, HELP_LANGUAGES } from '@/stores/compose-need-store'
import { Button, Card, Choice, Section, Switch, TextArea, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { VoiceNote } from '../../frame/VoiceNote'
import { Words } from '../../frame/Words'
import { Call } from './call'

const KINDS: readonly AidKind[] = ['help', 'item']
const ANY_LANGUAGE = 'any'
const URGENCIES: readonly Urgency[] = ['now', 'today', 'normal']

/** What is needed, of which kind. */
const What = observer(function What() {
  const store = useStore(composeNeedStore)
  const aid = useStore(aidStore)
  const { kind, category, text, quantity } = store.draft
  const known = (aid.categories.value ?? []).filter((one) => one.kind === kind)
  return (
    <>
      <TextArea
        label={t('aid.compose.text')}
        placeholder={t('aid.compose.textPlaceholder')}
        value={text}
        maxLength={LIMITS.needText}
        onChange={(changed) => store.change({ text: changed })}
      />
      <VoiceNote tray={store.voice} note={t('voice.whoHearsNeed')} />
      <Section title={t('aid.compose.kind')}>
        <Card>
          <Choice
            label={t('aid.compose.kind')}
            value={kind}
            options={KINDS.map((key) => ({ key, text: t(`aid.compose.${key}`) }))}
            onChange={(key) => store.change({ kind: key, category: null })}
          />
        </Card>
      </Section>
      <Section title={t('aid.compose.category')}>
        <Card>
          <Choice
            label={t('aid.compose.category')}
            value={category}
            options={known.map(({ id, name }) => ({ key: id, text: name }))}
            onChange={(key) => store.change({ category: key })}
          />
        </Card>
      </Section>
      {kind === 'item' ? (
        <TextField
          label={t('aid.compose.quantity')}
          kind='number'
          value={quantity}
          maxLength={5}
          onChange={(changed) => store.change({ quantity: changed })}
        />
      ) : null}
    </>
  )
})

/** When, for whom, and who may read it. */
const How = observer(function How() {
  const store = useStore(composeNeedStore)
  const { urgency, from, onBehalfOf, phone, isForVolunteers, language } = store.draft
  return (
    <>
      <Section title={t('aid.compose.urgency')}>
        <Card>
          <Choice
            label={t('aid.compose.urgency')}
            value={urgency}
            options={URGENCIES.map((key) => ({
              key,
              text: t(`aid.urgencies.${key}`),
              note: t(`aid.compose.${key}Note`),
            }))}
            onChange={(key) => store.change({ urgency: key })}
          />
        </Card>
        {urgency === 'normal' ? (
          <MomentField value={from} onChange={(changed) => store.change({ from: changed })} />
        ) : null}
      </Section>
      <TextField
        label={t('aid.compose.onBehalfOf')}
        hint={t('aid.compose.onBehalfOfHint')}
        value={onBehalfOf}
        maxLength={LIMITS.displayName}
        onChange={(changed) => store.change({ onBehalfOf: changed })}
      />
      <TextField
        label={t('aid.compose.phone')}
        hint={t('aid.compose.phoneHint')}
        kind='phone'
        value={phone}
        maxLength={20}
        onChange={(changed) => store.change({ phone: changed })}
      />
      <Section title={t('aid.compose.language')}>
        <Card>
          <Choice
            label={t('aid.compose.language')}
            value={language ?? ANY_LANGUAGE}
            options={[
              { key: ANY_LANGUAGE, text: t('aid.compose.anyLanguage') },
              ...HELP_LANGUAGES.map((key) => ({ key, text: t(`aid.offer.language.${key}`) })),
            ]}
            onChange={(key) => store.change({ language: key === ANY_LANGUAGE ? null : key })}
          />
        </Card>
      </Section>
      <Switch
        label={t('aid.compose.volunteers')}
        on={isForVolunteers}
        onChange={(on) => store.change({ isForVolunteers: on })}
      />
    </>
  )
})

/** Asking neighbours for help: a sentence, a kind, a time. */
const Form = observer(function Form() {
  const { session, ui } = useStores()
  const store = useStore(composeNeedStore)
  const aid = useStore(aidStore)
  const placeId = session.grid?.id ?? null
  useEffect(() => {
    store.open()
    void aid.loadCategories()
  }, [store, aid])
  const handleSend = async () => {
    if (placeId === null) return
    const { id } = store.draft
    const outcome = await store.submit(placeId)
    const said = sayOutcome(outcome, t('aid.compose.sent'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    await (outcome === 'sent' ? replace('mutual-aid/need', { id }) : replace('mutual-aid/needs'))
  }
  const footer = (
    <Button
      block
      text={t('aid.compose.send')}
      disabled={!store.canSend}
      loading={store.isSending}
      onPress={() => void handleSend()}
    />
  )
  return (
    <Screen key={ui.language} title={t('aid.compose.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          <What />
          <How />
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          {store.canSend ? null : <Words tone='second' text={t('aid.compose.missing')} />}
        </>
      )}
    </Screen>
  )
})

/** Asking neighbours for help. Opened with `call` where a voice is enough. */
function Ask() {
  const [{ call }] = useState<{ call?: string }>(routeParams)
  return call ? <Call /> : <Form />
}

export default observer(Ask)
