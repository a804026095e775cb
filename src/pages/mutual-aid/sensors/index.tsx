import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { SensorConsent } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { useStore, useStores } from '@/stores'
import { sensorsStore } from '@/stores/sensors-store'
import { Button, Card, Choice, Skeleton, Tag, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { doorOf } from '../../membership/words'
import { AskOnce } from '../ask-once'

type Channel = SensorConsent['channel']

const channels = ['door_sensor', 'smoke_sensor'] as const satisfies readonly Channel[]
const DEVICE_MAX = 64
/** What stands under the bar code of a device; as the contract has it. */
const DEVICE = /^[0-9A-Za-z._:-]{1,64}$/

/** One that holds, or one that was withdrawn. */
const Given = observer(function Given({ consent }: { consent: SensorConsent }) {
  const { session, ui } = useStores()
  const store = useStore(sensorsStore)
  const { channel, deviceId, givenAt, withdrawnAt, can } = consent
  const home = session.memberships.find(({ household }) => household.id === consent.householdId)
  const name = t(`aid.sensors.channels.${channel}`)
  const handleWithdraw = async () => {
    if (await store.withdraw(consent)) ui.say(t('aid.sensors.withdrawn'))
  }
  return (
    <Card title={name} tone={withdrawnAt === null ? 'own' : 'plain'}>
      <Tag
        tone={withdrawnAt === null ? 'brand' : 'neutral'}
        text={t(withdrawnAt === null ? 'aid.sensors.on' : 'aid.sensors.off')}
      />
      {home ? <Words text={doorOf(home)} /> : null}
      <Words tone='second' text={t('aid.sensors.device', { device: deviceId })} />
      <Words
        tone='second'
        text={
          withdrawnAt === null
            ? t('aid.sensors.givenAt', { when: sayPast(givenAt) })
            : t('aid.sensors.withdrawnAt', { when: sayPast(withdrawnAt) })
        }
      />
      {can.withdraw ? (
        <AskOnce
          text={t('aid.sensors.withdraw')}
          title={t('aid.sensors.withdrawAsk', { name })}
          note={t('aid.sensors.withdrawText')}
          busy={store.sender.isBusy}
          onConfirm={handleWithdraw}
        />
      ) : null}
    </Card>
  )
})

const List = observer(function List() {
  const { consents } = useStore(sensorsStore)
  if (consents.isFirstLoad) return <Skeleton kind='card' label={t('common.loading')} />
  if (consents.isBroken) return <TroubleState trouble={consents.trouble} onRetry={() => void consents.refresh()} />
  return (
    <>
      {consents.items.map((consent) => (
        <Given key={consent.id} consent={consent} />
      ))}
    </>
  )
})

/** What one says yes to, in the plainest words: before the yes, and not behind it. */
function Asked() {
  return (
    <Card title={t('aid.sensors.asked')}>
      <Words text={t('aid.sensors.whatItSees')} />
      <Words below text={t('aid.sensors.whoComes')} />
      <Words below text={t('aid.sensors.isFree')} />
    </Card>
  )
}

interface FormProps {
  channel: Channel
  device: string
  householdId: string | undefined
  onChannel: (channel: Channel) => void
  onDevice: (device: string) => void
  onHousehold: (id: string) => void
}

/** Which sensor, at which door. */
const Form = observer(function Form(props: FormProps) {
  const { channel, device, householdId, onChannel, onDevice, onHousehold } = props
  const { session } = useStores()
  const { sender } = useStore(sensorsStore)
  const homes = session.memberships.filter(({ state }) => state === 'verified')
  const isOdd = device !== '' && !DEVICE.test(device)
  return (
    <Card title={t('aid.sensors.add')}>
      <Stack>
        <Choice
          label={t('aid.sensors.which')}
          value={channel}
          options={channels.map((key) => ({
            key,
            text: t(`aid.sensors.channels.${key}`),
            note: t(`aid.sensors.channelNotes.${key}`),
          }))}
          onChange={onChannel}
        />
        {homes.length > 1 ? (
          <Choice
            label={t('aid.sensors.home')}
            value={householdId ?? null}
            options={homes.map((home) => ({ key: home.household.id, text: doorOf(home) }))}
            onChange={onHousehold}
          />
        ) : null}
        <TextField
          label={t('aid.sensors.deviceLabel')}
          placeholder={t('aid.sensors.devicePlaceholder')}
          hint={t('aid.sensors.deviceHint')}
          value={device}
          maxLength={DEVICE_MAX}
          error={isOdd ? t('aid.sensors.deviceBad') : null}
          onChange={onDevice}
        />
        {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      </Stack>
    </Card>
  )
})

/** An elder says yes to a sensor at their own door, sees what they said yes to, and takes it back as easily. */
const SensorsScreen = observer(function SensorsScreen() {
  const { session, ui } = useStores()
  const store = useStore(sensorsStore)
  const [channel, setChannel] = useState<Channel>('door_sensor')
  const [typed, setDevice] = useState('')
  const [chosenId, setHousehold] = useState<string | null>(null)
  const { isSignedIn, standing } = session
  useEffect(() => {
    store.sender.clear()
    if (isSignedIn) void store.consents.refresh()
  }, [store, isSignedIn])
  usePullDownRefresh(async () => {
    await store.consents.refresh()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.consents.loadMore())
  const householdId = chosenId ?? session.memberships.find(({ state }) => state === 'verified')?.household.id
  const deviceId = typed.trim()
  const handleGive = async () => {
    if (householdId === undefined || !(await store.give({ householdId, channel, deviceId }))) return
    setDevice('')
    ui.say(t('aid.sensors.given'))
  }
  const give = (
    <Button
      block
      text={t('aid.sensors.give')}
      disabled={householdId === undefined || !DEVICE.test(deviceId)}
      loading={store.sender.isBusy}
      onPress={() => void handleGive()}
    />
  )
  return (
    <Screen key={ui.language} title={t('aid.sensors.title')} footer={standing === 'member' ? give : undefined}>
      {standing === 'member' ? (
        <>
          <Asked />
          <List />
          <Form
            channel={channel}
            device={typed}
            householdId={householdId}
            onChannel={setChannel}
            onDevice={setDevice}
            onHousehold={setHousehold}
          />
        </>
      ) : (
        <NotYet />
      )}
    </Screen>
  )
})

export default SensorsScreen
