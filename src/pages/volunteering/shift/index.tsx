import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Shift } from '@/contract'
import { t } from '@/i18n'
import { sayMoment, sayRange } from '@/i18n/time'
import { open, routeParams } from '@/platform/navigate'
import { type Outcome, useStore, useStores } from '@/stores'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Banner, Button, Card, Cell, Confirm, Progress, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { standingOf } from '../shift-line/standing'
import { CallOff } from './call-off'
import { Roles } from './roles'

const Facts = ({ shift }: { shift: Shift }) => {
  const { startsAt, endsAt, address, place, pointsPerHour, minimumAge, skills, insurance } = shift
  return (
    <Card flush>
      <Cell title={t('volunteering.when')} note={sayRange(startsAt, endsAt)} />
      <Cell title={t('volunteering.where')} note={`${place.name} · ${address}`} />
      {pointsPerHour > 0 ? (
        <Cell title={t('volunteering.earn')} note={t('volunteering.pointsAnHour', { count: pointsPerHour })} />
      ) : null}
      {skills.length > 0 ? <Cell title={t('volunteering.skillsWanted')} note={skills.join('、')} /> : null}
      {minimumAge ? <Cell title={t('volunteering.age')} note={t('volunteering.ageText', { age: minimumAge })} /> : null}
      {insurance ? <Cell title={t('volunteering.insurance')} note={insurance} /> : null}
    </Card>
  )
}

/** How full it is, and the rule by which places are given: nobody has to ask. */
const Places = ({ shift }: { shift: Shift }) => {
  const { confirmed, capacity, waiting, firstClaim, hasWaitingList } = shift
  const queue = waiting > 0 ? t('volunteering.queue', { count: waiting }) : t('volunteering.emptyQueue')
  const line = hasWaitingList ? queue : t('volunteering.noQueue')
  return (
    <Card>
      <Progress
        value={capacity > 0 ? confirmed / capacity : 0}
        label={t('volunteering.places')}
        text={t('volunteering.taken', { taken: confirmed, of: capacity })}
      />
      <Words tone='second' text={line} />
      {firstClaim ? (
        <Words
          tone='second'
          text={t(firstClaim.isMine ? 'volunteering.claimMine' : 'volunteering.claimOthers', {
            count: firstClaim.places,
            when: sayMoment(firstClaim.until),
          })}
        />
      ) : null}
      <Words tone='second' text={t('volunteering.fairAccess')} />
    </Card>
  )
}

/** A released place that came to the reader: theirs if they say so in time. */
const Offer = observer(function Offer({ shift }: { shift: Shift }) {
  const { ui } = useStores()
  const store = useStore(volunteeringStore)
  const { mine } = shift
  if (mine?.answerBy == null) return null
  const handleAccept = async () => {
    if ((await store.accept(mine)) === 'sent') ui.say(t('volunteering.accepted'))
  }
  return (
    <Banner
      tone='wait'
      title={t('volunteering.offerTitle')}
      text={t('volunteering.offerText', { when: sayMoment(mine.answerBy) })}
      action={{ text: t('volunteering.accept'), onPress: () => void handleAccept() }}
    />
  )
})

const Leave = observer(function Leave({ shift }: { shift: Shift }) {
  const { ui } = useStores()
  const store = useStore(volunteeringStore)
  const [isAsking, setAsking] = useState(false)
  const { mine } = shift
  if (!mine?.can.leave || shift.service) return null
  const handleLeave = async () => {
    setAsking(false)
    if ((await store.leave(mine)) === 'sent') ui.say(t('volunteering.left'))
  }
  return (
    <>
      <Button block kind='text' text={t('volunteering.leave')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        danger
        title={t('volunteering.leaveTitle', { title: shift.activity.title })}
        text={t('volunteering.leaveText')}
        confirmText={t('volunteering.leave')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleLeave()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** The one main action: sign up, check in or out, or for the organiser the roll. */
const Action = observer(function Action({ shift }: { shift: Shift }) {
  const { ui } = useStores()
  const store = useStore(volunteeringStore)
  const [roleId, setRoleId] = useState<string | null>(null)
  const { id, can, roles } = shift
  if (can.organise)
    return (
      <Button
        block
        icon='qrcode'
        text={t('volunteering.openRoll')}
        onPress={() => void open('volunteering/roll', { id })}
      />
    )
  if (can.checkIn || can.checkOut)
    return (
      <Button
        block
        icon='scan'
        text={t(can.checkIn ? 'volunteering.checkIn' : 'volunteering.checkOut')}
        onPress={() => void open('volunteering/check-in', { id, action: can.checkIn ? 'check_in' : 'check_out' })}
      />
    )
  if (store.isSignUpWaiting(id)) return <Words tone='second' text={t('volunteering.signUpKept')} />
  if (!can.signUp) return null
  const done = (outcome: Outcome) => {
    const mine = store.shift?.value?.mine
    const told =
      mine?.state === 'waiting'
        ? t('volunteering.nowWaiting', { place: mine.place ?? 0 })
        : t('volunteering.nowConfirmed')
    const said = sayOutcome(outcome, told, ui.isOnline)
    if (said !== null) ui.say(said)
  }
  const isFull = shift.confirmed >= shift.capacity
  return (
    <>
      {roles.length > 0 ? <Roles roles={roles} value={roleId} onChange={setRoleId} /> : null}
      <Button
        block
        text={t(isFull ? 'volunteering.joinQueue' : 'volunteering.signUp')}
        loading={store.isBusy}
        disabled={roles.length > 0 && roleId === null}
        onPress={() => void store.signUp(shift, roleId).then(done)}
      />
    </>
  )
})

/** One shift; opened with `id`. */
const ShiftScreen = observer(function ShiftScreen() {
  const { session, ui } = useStores()
  const store = useStore(volunteeringStore)
  const [{ id = '' }] = useState(routeParams)
  const { isSignedIn } = session
  useEffect(() => void (isSignedIn && store.openShift(id)), [store, id, isSignedIn])
  useShownAgain(() => void (isSignedIn && store.openShift(id)))
  usePullDownRefresh(() => void store.openShift(id).finally(() => Taro.stopPullDownRefresh()))
  const shift = store.shift?.value?.id === id ? store.shift.value : null
  const standing = shift ? standingOf(shift) : null
  return (
    <Screen
      key={ui.language}
      title={t('volunteering.shiftTitle')}
      footer={shift ? <Action shift={shift} /> : undefined}
    >
      {!isSignedIn ? <NotYet /> : null}
      {shift ? (
        <>
          <Offer shift={shift} />
          <Card onPress={() => void open('volunteering/activity', { id: shift.activityId })}>
            <Words tone='lead' text={shift.activity.title} />
            {standing ? <Tag tone={standing.tone} text={standing.text} /> : null}
          </Card>
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          <Facts shift={shift} />
          <Places shift={shift} />
          <Leave shift={shift} />
          {shift.can.cancel ? <CallOff shift={shift} /> : null}
        </>
      ) : store.shift?.isBroken ? (
        <TroubleState trouble={store.shift.trouble} onRetry={() => void store.openShift(id)} />
      ) : isSignedIn ? (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      ) : null}
    </Screen>
  )
})

export default ShiftScreen
