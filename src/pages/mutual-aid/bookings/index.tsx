import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Booking } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { open, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { servicesStore } from '@/stores/services-store'
import { Button, Card, EmptyState, Rating, Skeleton, Tag, TextArea } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import '../mutual-aid.scss'

/** What was not right, in the resident's words: it becomes an appeal. */
const Complain = observer(function Complain({ booking, onDone }: { booking: Booking; onDone: () => void }) {
  const { ui } = useStores()
  const store = useStore(servicesStore)
  const [text, setText] = useState('')
  const handleSend = async () => {
    if ((await store.act(booking, { action: 'complain', text: text.trim() })) === null) return
    ui.say(t('aid.services.complained'))
    onDone()
  }
  return (
    <>
      <TextArea label={t('aid.services.complaint')} value={text} maxLength={LIMITS.reasonText} onChange={setText} />
      <Button
        block
        text={t('aid.services.complainSend')}
        disabled={text.trim() === ''}
        loading={store.sender.isBusy}
        onPress={() => void handleSend()}
      />
    </>
  )
})

const Acts = observer(function Acts({ booking }: { booking: Booking }) {
  const { ui } = useStores()
  const store = useStore(servicesStore)
  const [isComplaining, setComplaining] = useState(false)
  const { can, appealId, service } = booking
  const handle = async (act: { action: 'cancel' | 'done' } | { action: 'rate'; stars: number }, said: string) => {
    if (await store.act(booking, act)) ui.say(said)
  }
  return (
    <>
      {can.rate ? (
        <Rating
          value={0}
          labelOf={(count) => t('aid.match.stars', { count })}
          onChange={(stars) => void handle({ action: 'rate', stars }, t('aid.services.thanks'))}
        />
      ) : null}
      <View className='aid__acts'>
        {can.cancel ? (
          <AskOnce
            size='small'
            text={t('aid.services.cancel')}
            title={t('aid.services.cancelAsk', { title: service.title })}
            note={t('aid.services.cancelText')}
            busy={store.sender.isBusy}
            onConfirm={() => handle({ action: 'cancel' }, t('aid.services.cancelled'))}
          />
        ) : null}
        {can.complain && !isComplaining ? (
          <Button size='small' kind='text' text={t('aid.services.complain')} onPress={() => setComplaining(true)} />
        ) : null}
        {appealId === null ? null : (
          <Button
            size='small'
            kind='secondary'
            text={t('aid.services.toAppeal')}
            onPress={() => void open('appeals/detail', { id: appealId })}
          />
        )}
        {can.done ? (
          <Button
            size='small'
            text={t('aid.services.done')}
            disabled={store.sender.isBusy}
            onPress={() => void handle({ action: 'done' }, t('aid.services.doneSaid'))}
          />
        ) : null}
      </View>
      {isComplaining ? <Complain booking={booking} onDone={() => setComplaining(false)} /> : null}
    </>
  )
})

const BookingCard = observer(function BookingCard({ booking, isMine }: { booking: Booking; isMine: boolean }) {
  const { service, resident, address, phone, startsAt, note, state, stars } = booking
  return (
    <Card title={isMine ? service.title : resident.displayName}>
      <Words text={sayMoment(startsAt)} />
      <View className='aid__row'>
        <Tag tone={state === 'booked' ? 'wait' : 'neutral'} text={t(`aid.services.states.${state}`)} />
        {stars === null ? null : <View className='aid__second'>{t('aid.match.stars', { count: stars })}</View>}
      </View>
      {isMine ? <Words tone='second' text={t('aid.services.call', { phone: service.phone })} /> : null}
      {!isMine && address !== null ? <Words tone='second' text={address} /> : null}
      {!isMine && phone !== null ? <Words tone='second' text={phone} /> : null}
      {note === '' ? null : <Words tone='second' text={note} />}
      <Acts booking={booking} />
    </Card>
  )
})

const List = observer(function List({ isMine }: { isMine: boolean }) {
  const { bookings, sender } = useStore(servicesStore)
  if (!bookings || bookings.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (bookings.isBroken) return <TroubleState trouble={bookings.trouble} onRetry={() => void bookings.refresh()} />
  if (bookings.isEmpty)
    return (
      <EmptyState
        icon='calendar'
        title={t('aid.services.noBookings')}
        {...(isMine
          ? {
              action: {
                text: t('aid.services.title'),
                onPress: () => void open('mutual-aid/services'),
              },
            }
          : {})}
      />
    )
  return (
    <>
      {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      {bookings.items.map((booking) => (
        <BookingCard key={booking.id} booking={booking} isMine={isMine} />
      ))}
    </>
  )
})

/** What I booked; opened with a `service`, who booked it. */
function Bookings() {
  const { ui } = useStores()
  const store = useStore(servicesStore)
  const [{ service }] = useState(routeParams)
  const load = () => void store.openBookings(service ?? null)
  useEffect(load, [store, service])
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.bookings?.loadMore())
  return (
    <Screen key={ui.language} title={t(service ? 'aid.services.seeBookings' : 'aid.services.mine')}>
      <List isMine={service === undefined} />
    </Screen>
  )
}

export default observer(Bookings)
