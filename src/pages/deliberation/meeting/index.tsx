import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Agenda, Topic } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { copyText } from '@/platform/clipboard'
import { open, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Cell, Skeleton, Tag, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayOutcome, sayTrouble, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { Host } from './host'
import { Present } from './present'

/** When and where, in the room and online; who comes. */
const When = observer(function When({ topic }: { topic: Topic }) {
  const { ui } = useStores()
  const { meeting, mine } = topic
  if (!meeting) return <Words text={t('deliberation.meeting.none')} />
  const handleCopy = async () => {
    if (meeting.onlineUrl && (await copyText(meeting.onlineUrl))) ui.say(t('deliberation.meeting.copied'))
  }
  return (
    <Card title={typeset(topic.title)}>
      <Words text={t('deliberation.meeting.when', { when: sayMoment(meeting.at) })} />
      <Words text={t('deliberation.meeting.where', { address: meeting.address })} />
      {meeting.facilitator ? (
        <Words text={t('deliberation.meeting.facilitator', { name: meeting.facilitator.displayName })} />
      ) : null}
      <Words
        tone='second'
        text={t('deliberation.meeting.counts', { coming: meeting.confirmed, attended: meeting.attended })}
      />
      {mine.attended ? <Tag tone='brand' text={t('deliberation.meeting.attended')} /> : null}
      {!mine.attended && mine.confirmed ? <Tag tone='brand' text={t('deliberation.meeting.coming')} /> : null}
      {meeting.onlineUrl ? (
        <Button
          kind='secondary'
          icon='copy'
          text={t('deliberation.meeting.copyLink')}
          onPress={() => void handleCopy()}
        />
      ) : null}
    </Card>
  )
})

/** The code from the screen in the room. */
const Attend = observer(function Attend() {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const [code, setCode] = useState('')
  const handleAttend = async () => {
    if (await store.act({ action: 'attend', code })) ui.say(t('deliberation.meeting.attendedDone'))
  }
  return (
    <Card title={t('deliberation.meeting.attendTitle')}>
      <Stack>
        <TextField
          kind='number'
          label={t('deliberation.meeting.code')}
          placeholder={t('deliberation.meeting.codePlaceholder')}
          value={code}
          maxLength={6}
          onChange={setCode}
        />
        <Button
          block
          kind='secondary'
          text={t('deliberation.meeting.attend')}
          disabled={code.length < 6}
          loading={store.isBusy}
          onPress={() => void handleAttend()}
        />
      </Stack>
    </Card>
  )
})

function AgendaCard({ agenda }: { agenda: Agenda }) {
  return (
    <Card flush title={t('deliberation.meeting.agenda', { count: agenda.minutes })}>
      {agenda.items.map((item, index) => (
        <Cell
          key={item.statementId ?? `${item.why}${index}`}
          title={item.text === '' ? t(`deliberation.agenda.${item.why}`) : typeset(item.text)}
          note={item.text === '' ? undefined : t(`deliberation.agenda.${item.why}`)}
          value={t('deliberation.meeting.minutes', { count: item.minutes })}
        />
      ))}
    </Card>
  )
}

const Foot = observer(function Foot({ topic }: { topic: Topic }) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const handle = async (verb: 'confirm' | 'decline') => {
    const outcome = verb === 'confirm' ? await store.confirm(null) : await store.decline()
    const done = t(verb === 'confirm' ? 'deliberation.meeting.confirmed' : 'deliberation.meeting.declined')
    const said = sayOutcome(outcome, done, ui.isOnline)
    if (said !== null) ui.say(said)
  }
  return (
    <>
      {topic.can.confirm ? (
        <Button
          block
          text={t('deliberation.acts.confirm')}
          loading={store.isBusy}
          onPress={() => void handle('confirm')}
        />
      ) : null}
      {topic.can.decline ? (
        <Button
          block
          kind='text'
          text={t('deliberation.acts.decline')}
          disabled={store.isBusy}
          onPress={() => void handle('decline')}
        />
      ) : null}
    </>
  )
})

/** A meeting in a room and online at once. Opened with the topic's `id`. */
const MeetingScreen = observer(function MeetingScreen() {
  const { session, ui } = useStores()
  const store = useStore(topicStore)
  const [{ id = '' }] = useState(routeParams)
  const { isSignedIn } = session
  const read = async () => {
    if (!isSignedIn) return
    await store.open(id)
    await store.openAgenda()
  }
  useEffect(() => void read(), [store, id, isSignedIn])
  useShownAgain(() => void read())
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  const topic = store.topicId === id ? store.topic : null
  const agenda = store.agenda?.value ?? null
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.meeting.title')}
      footer={topic && (topic.can.confirm || topic.can.decline) ? <Foot topic={topic} /> : undefined}
    >
      {topic ? <When topic={topic} /> : null}
      {topic === null && store.loading?.isBroken ? (
        <TroubleState trouble={store.loading.trouble} onRetry={() => void read()} />
      ) : null}
      {topic === null && !store.loading?.isBroken ? (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      ) : null}
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
      {topic?.can.attend ? <Attend /> : null}
      {agenda && topic?.meeting ? <AgendaCard agenda={agenda} /> : null}
      {topic?.can.attest ? <Host agenda={agenda} /> : null}
      {topic?.can.writeMinutes ? (
        <Button
          block
          kind='secondary'
          icon='edit'
          text={t('deliberation.meeting.write')}
          onPress={() => void open('deliberation/minutes', { id })}
        />
      ) : null}
      {topic?.can.attest ? <Present topic={topic} /> : null}
    </Screen>
  )
})

export default MeetingScreen
