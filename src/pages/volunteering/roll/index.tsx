import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Card, EmptyState, Section, Skeleton, spoken } from '@/ui'
import { QrCode } from '@/ui/QrCode'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { QR_PREFIX } from '../code-in'
import { Line } from './line'
import { bytesOfBase32, secondsLeft, totpAt } from './totp'
import { WalkIns } from './walk-in'
import './index.scss'

/** The phone's time, once a second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Big digits for whoever types, a QR for whoever scans; made on the phone, so that they change without a network too. */
const Code = observer(function Code() {
  const store = useStore(attendanceStore)
  const now = useNow()
  const key = store.key?.value
  if (!key)
    return store.key?.isBroken ? (
      <TroubleState trouble={store.key.trouble} onRetry={() => void store.key?.load()} />
    ) : (
      <Skeleton kind='card' label={t('common.loading')} />
    )
  const at = now + key.aheadMs
  const code = totpAt(bytesOfBase32(key.secret), at, key.periodSeconds, key.digits)
  const shown = `${code.slice(0, 3)} ${code.slice(3)}`
  return (
    <Card>
      <View className='roll-code' {...spoken({ label: t('volunteering.codeIs', { code: code.split('').join(' ') }) })}>
        {shown}
      </View>
      <View className='roll-left'>{t('volunteering.codeLeft', { count: secondsLeft(at, key.periodSeconds) })}</View>
      <QrCode text={`${QR_PREFIX}${code}`} label={t('volunteering.codeQr')} />
      {store.key?.state === 'offline' ? <Words tone='second' text={t('volunteering.codeOffline')} /> : null}
    </Card>
  )
})

const People = observer(function People() {
  const store = useStore(attendanceStore)
  const { roll } = store
  if (!roll || roll.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (roll.isBroken) return <TroubleState trouble={roll.trouble} onRetry={() => void store.refreshRoll()} />
  if (roll.isEmpty) return <EmptyState icon='group' title={t('volunteering.rollEmpty')} />
  return (
    <>
      <KeptNote keptAt={roll.state === 'offline' ? roll.keptAt : null} />
      <Card flush>
        {roll.items.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </Card>
    </>
  )
})

/** The organiser's screen at the door: the code, and who is here. Opened with `id`. */
const RollScreen = observer(function RollScreen() {
  const { ui } = useStores()
  const store = useStore(attendanceStore)
  const volunteering = useStore(volunteeringStore)
  const [{ id = '' }] = useState(routeParams)
  useEffect(() => {
    void store.openRoll(id)
    void volunteering.openShift(id)
  }, [store, volunteering, id])
  useShownAgain(() => void store.refreshRoll())
  usePullDownRefresh(() => void store.openRoll(id).finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void store.roll?.loadMore())
  return (
    <Screen key={ui.language} title={t('volunteering.rollTitle')}>
      <Code />
      <Words tone='second' text={t('volunteering.rollNote')} />
      <Section title={t('volunteering.people')}>
        <People />
      </Section>
      <WalkIns />
    </Screen>
  )
})

export default RollScreen
