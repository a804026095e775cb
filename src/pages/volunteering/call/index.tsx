import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { CallUp } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { callUpStore } from '@/stores/call-up-store'
import { Banner, Button, Card, Cell, Choice, Confirm, Section, Skeleton, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'

const SPANS = ['5', '10', '20', '30'] as const

/** "我来，10 分钟到", or not this time: both help whoever waits. */
const Answer = observer(function Answer({ callUp }: { callUp: CallUp }) {
  const { ui } = useStores()
  const store = useStore(callUpStore)
  const [minutes, setMinutes] = useState<(typeof SPANS)[number]>('10')
  if (!callUp.can.answer) return null
  const answer = async (isComing: boolean) => {
    const act = isComing ? { action: 'coming' as const, minutes: Number(minutes) } : { action: 'cannot' as const }
    if (await store.answer(act)) ui.say(t(isComing ? 'volunteering.comingTold' : 'volunteering.cannotTold'))
  }
  return (
    <Stack>
      <Choice
        label={t('volunteering.howSoon')}
        value={minutes}
        options={SPANS.map((key) => ({ key, text: t('volunteering.minutesAway', { count: Number(key) }) }))}
        onChange={setMinutes}
      />
      <Button block text={t('volunteering.iCome')} loading={store.isBusy} onPress={() => void answer(true)} />
      <Button block kind='text' text={t('volunteering.cannot')} onPress={() => void answer(false)} />
    </Stack>
  )
})

const Mine = ({ callUp }: { callUp: CallUp }) => {
  const { mine } = callUp
  if (mine?.answer == null) return null
  const text =
    mine.answer === 'coming' ? t('volunteering.youCome', { count: mine.minutes ?? 0 }) : t('volunteering.youCannot')
  return <Banner tone='wait' title={text} />
}

/** For whoever called: who comes, soonest first, no nearer than the building. */
const People = ({ callUp }: { callUp: CallUp }) => (
  <Section title={t('volunteering.whoComes', { coming: callUp.coming, called: callUp.called })}>
    <Card flush>
      {callUp.people.map(({ person, building, answer, minutes, answeredAt }) => (
        <Cell
          key={person.id}
          title={person.displayName}
          note={building?.name}
          when={answeredAt ? sayPast(answeredAt) : undefined}
          trailing={
            <Tag
              tone={answer === 'coming' ? 'brand' : answer === 'cannot' ? 'neutral' : 'wait'}
              text={
                answer === 'coming'
                  ? t('volunteering.minutesAway', { count: minutes ?? 0 })
                  : t(answer === 'cannot' ? 'volunteering.cannotCome' : 'volunteering.noAnswer')
              }
            />
          }
        />
      ))}
    </Card>
  </Section>
)

const End = observer(function End({ callUp }: { callUp: CallUp }) {
  const { ui } = useStores()
  const store = useStore(callUpStore)
  const [isAsking, setAsking] = useState(false)
  if (!callUp.can.end) return null
  const handleEnd = async () => {
    setAsking(false)
    if (await store.answer({ action: 'end' })) ui.say(t('volunteering.callEnded'))
  }
  return (
    <>
      <Button block kind='secondary' text={t('volunteering.endCall')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        title={t('volunteering.endCallTitle')}
        text={t('volunteering.endCallText')}
        confirmText={t('volunteering.endCall')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleEnd()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** An emergency, for whoever was called and for whoever calls. Opened with `id`. */
const CallScreen = observer(function CallScreen() {
  const { ui } = useStores()
  const store = useStore(callUpStore)
  const [{ id = '' }] = useState(routeParams)
  useEffect(() => void store.open(id), [store, id])
  useShownAgain(() => void store.open(id))
  usePullDownRefresh(() => void store.open(id).finally(() => Taro.stopPullDownRefresh()))
  const callUp = store.callUp?.value?.id === id ? store.callUp.value : null
  return (
    <Screen key={ui.language} title={t('volunteering.callTitle')}>
      {callUp ? (
        <>
          <Card>
            <Words tone='lead' text={callUp.place.name} />
            <Words text={callUp.text} />
            <Words tone='second' text={sayPast(callUp.createdAt)} />
            {callUp.state === 'ended' ? <Tag tone='neutral' text={t('volunteering.callIsOver')} /> : null}
          </Card>
          <Mine callUp={callUp} />
          <Answer callUp={callUp} />
          {callUp.can.seePeople ? <People callUp={callUp} /> : null}
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          <End callUp={callUp} />
        </>
      ) : store.callUp?.isBroken ? (
        <TroubleState trouble={store.callUp.trouble} onRetry={() => void store.open(id)} />
      ) : (
        <Skeleton kind='card' label={t('common.loading')} />
      )}
    </Screen>
  )
})

export default CallScreen
