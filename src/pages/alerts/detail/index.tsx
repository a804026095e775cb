import { Image, View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { MissingAlert } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { hasMap, showPoint } from '@/platform/map-point'
import { openTab, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, EmptyState, Skeleton, spoken, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { SightingForm } from './sighting-form'
import { Sightings } from './sightings'
import './index.scss'

/** Who is missing: the photo large, then what to look for and where. */
function Who({ alert }: { alert: MissingAlert }) {
  const { name, description, image, lastPlace, lastSeenAt, location, community } = alert
  const where = t('alerts.where', { when: sayMoment(lastSeenAt), place: typeset(lastPlace) })
  return (
    <Card>
      {image ? (
        <Image className='alert__photo' src={image.urls.full} mode='aspectFit' {...spoken({ label: name ?? '' })} />
      ) : null}
      <View className='alert__name' {...spoken({ role: 'heading' })}>
        <Tag tone='alert' text={t('alerts.title')} />
        <View>{typeset(name ?? '')}</View>
      </View>
      <Words text={description ?? ''} />
      <Words below tone='second' text={t('alerts.lastSeen')} />
      <Words text={where} />
      {location && hasMap ? (
        <Button
          kind='text'
          size='small'
          icon='location'
          text={t('alerts.showOnMap')}
          onPress={() => void showPoint({ ...location, name: lastPlace })}
        />
      ) : null}
      <Words below tone='second' text={t('alerts.community', { place: community.name })} />
    </Card>
  )
}

/** Over: nothing of the person is kept. */
const Ended = () => <EmptyState icon='check-circle' title={t('alerts.ended')} text={t('alerts.endedText')} />

const Missing = observer(function Missing() {
  const { alerts, session } = useStores()
  const trouble = alerts.loading?.trouble ?? null
  if (!session.isSignedIn) return <NotYet />
  if (!alerts.loading?.isBroken) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (trouble?.code !== 'not_found') return <TroubleState trouble={trouble} onRetry={() => void alerts.refresh()} />
  return (
    <EmptyState
      icon='info'
      title={t('alerts.goneTitle')}
      text={t('alerts.goneText')}
      action={{ text: t('alerts.backHome'), onPress: () => void openTab('home/home') }}
    />
  )
})

/** Whoever looks after the search ends it with one tap. */
const End = observer(function End() {
  const { alerts, ui } = useStores()
  const handleEnd = async () => {
    if (await alerts.end()) ui.say(t('alerts.endedDone'))
  }
  return (
    <Button block kind='secondary' text={t('alerts.end')} loading={alerts.isBusy} onPress={() => void handleEnd()} />
  )
})

const Open = observer(function Open({ alert, isWriting, onWritten }: OpenProps) {
  const { alerts } = useStores()
  return (
    <>
      <Who alert={alert} />
      {alerts.trouble ? <Words tone='alert' text={sayTrouble(alerts.trouble)} /> : null}
      {isWriting ? <SightingForm onDone={onWritten} /> : null}
      {alerts.waiting.map(({ id, title }) => (
        <Card key={id} tone='own'>
          <Tag tone='wait' text={t('alerts.sawWaiting')} />
          <Words below text={title} />
        </Card>
      ))}
      {alert.can.see_sightings ? <Sightings count={alert.sightings} /> : null}
      {alert.can.end ? <End /> : null}
    </>
  )
})

interface OpenProps {
  alert: MissingAlert
  isWriting: boolean
  onWritten: () => void
}

/** One missing person. Opened with `id`. */
const AlertScreen = observer(function AlertScreen() {
  const { alerts, session, ui } = useStores()
  const [{ id = '' }] = useState(routeParams)
  const [isWriting, setWriting] = useState(false)
  const { isSignedIn } = session
  useEffect(() => void (isSignedIn && alerts.openAlert(id)), [alerts, id, isSignedIn])
  usePullDownRefresh(async () => {
    await alerts.refresh()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void alerts.sightings?.loadMore())
  const isGone = alerts.loading?.trouble?.code === 'not_found'
  const alert = alerts.alertId === id && !isGone ? alerts.alert : null
  const canSay = alert?.state === 'open' && alert.can.report_sighting && !isWriting
  return (
    <Screen
      key={ui.language}
      title={t('alerts.title')}
      footer={canSay ? <Button block text={t('alerts.saw')} onPress={() => setWriting(true)} /> : undefined}
    >
      {alert === null ? (
        <Missing />
      ) : alert.state === 'ended' ? (
        <Ended />
      ) : (
        <Open alert={alert} isWriting={isWriting} onWritten={() => setWriting(false)} />
      )}
    </Screen>
  )
})

export default AlertScreen
