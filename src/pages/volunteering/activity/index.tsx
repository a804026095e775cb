import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Activity, ActivityAction } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { open, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Button, Card, Cell, Confirm, EmptyState, Section, Skeleton, Tag, TextArea, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { ShiftLine } from '../shift-line'

/** Does it, and says what became of it. */
function useAct() {
  const { ui } = useStores()
  const volunteering = useStore(volunteeringStore)
  return async (act: Omit<ActivityAction, 'id'>, done: string) => {
    if ((await volunteering.actOnActivity(act)) === 'sent') ui.say(done)
    else if (volunteering.trouble) ui.say(sayTrouble(volunteering.trouble))
  }
}

/** The secretary's: yes, or no with a reason. */
const Decision = observer(function Decision() {
  const volunteering = useStore(volunteeringStore)
  const [reason, setReason] = useState('')
  const act = useAct()
  return (
    <Card title={t('volunteering.decide')}>
      <Stack>
        <Button
          block
          text={t('volunteering.approve')}
          loading={volunteering.isBusy}
          onPress={() => void act({ action: 'approve' }, t('volunteering.approved'))}
        />
        <TextArea
          label={t('volunteering.refuseReason')}
          value={reason}
          maxLength={LIMITS.reasonText}
          onChange={setReason}
        />
        <Button
          block
          kind='secondary'
          text={t('volunteering.refuse')}
          disabled={reason.trim() === ''}
          onPress={() => void act({ action: 'refuse', reason: reason.trim() }, t('volunteering.refused'))}
        />
      </Stack>
    </Card>
  )
})

/** A task that needs insurance does not open before it is noted. */
const Insurance = observer(function Insurance({ activity }: { activity: Activity }) {
  const [words, setWords] = useState('')
  const act = useAct()
  if (activity.insurance !== null)
    return <Words tone='second' text={t('volunteering.insured', { by: activity.insurance })} />
  if (!activity.needsInsurance || !activity.can.noteInsurance) return null
  return (
    <Card title={t('volunteering.insuranceTitle')}>
      <Stack>
        <TextField
          label={t('volunteering.insurance')}
          placeholder={t('volunteering.insurancePlaceholder')}
          value={words}
          maxLength={LIMITS.insurance}
          onChange={setWords}
        />
        <Button
          block
          kind='secondary'
          text={t('volunteering.noteInsurance')}
          disabled={words.trim() === ''}
          onPress={() =>
            void act({ action: 'note_insurance', insurance: words.trim() }, t('volunteering.insuranceNoted'))
          }
        />
      </Stack>
    </Card>
  )
})

const End = observer(function End({ activity }: { activity: Activity }) {
  const [isAsking, setAsking] = useState(false)
  const act = useAct()
  const handleEnd = async () => {
    setAsking(false)
    await act({ action: 'end' }, t('volunteering.ended'))
  }
  if (!activity.can.end) return null
  return (
    <>
      <Button block kind='text' text={t('volunteering.endActivity')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        danger
        title={t('volunteering.endTitle', { title: activity.title })}
        text={t('volunteering.endText')}
        confirmText={t('volunteering.endActivity')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleEnd()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

const Shifts = ({ activity }: { activity: Activity }) =>
  activity.shifts.length === 0 ? (
    <EmptyState icon='calendar' title={t('volunteering.noShifts')} text={t('volunteering.noShiftsText')} />
  ) : (
    <Section title={t('volunteering.shifts')}>
      <Card flush>
        {activity.shifts.map((shift) => (
          <ShiftLine
            key={shift.id}
            shift={shift}
            withoutTitle
            onPress={() => void open('volunteering/shift', { id: shift.id })}
          />
        ))}
      </Card>
    </Section>
  )

/** One activity with its next shifts; opened with `id`. */
const ActivityScreen = observer(function ActivityScreen() {
  const { ui } = useStores()
  const store = useStore(volunteeringStore)
  const [{ id = '' }] = useState(routeParams)
  useEffect(() => void store.openActivity(id), [store, id])
  useShownAgain(() => void store.openActivity(id))
  usePullDownRefresh(() => void store.openActivity(id).finally(() => Taro.stopPullDownRefresh()))
  const activity = store.activity?.value?.id === id ? store.activity.value : null
  const footer = activity?.can.addShift ? (
    <Button block text={t('volunteering.addShift')} onPress={() => void open('volunteering/plan', { id })} />
  ) : undefined
  return (
    <Screen key={ui.language} title={t('volunteering.activityTitle')} footer={footer}>
      {activity ? (
        <>
          <Card>
            <Words tone='lead' text={activity.title} />
            {activity.state === 'open' ? null : <Tag tone='wait' text={t(`volunteering.states.${activity.state}`)} />}
            <Words below text={activity.body} />
            {activity.refusedReason ? <Words tone='alert' text={activity.refusedReason} /> : null}
          </Card>
          <Card flush>
            <Cell title={t('volunteering.category')} value={activity.category} />
            <Cell title={t('volunteering.where')} value={activity.place.name} />
            <Cell title={t('volunteering.organiser')} value={activity.organiser.displayName} />
          </Card>
          <Insurance activity={activity} />
          {activity.can.approve ? <Decision /> : null}
          {activity.state === 'open' ? <Shifts activity={activity} /> : null}
          <End activity={activity} />
        </>
      ) : store.activity?.isBroken ? (
        <TroubleState trouble={store.activity.trouble} onRetry={() => void store.openActivity(id)} />
      ) : (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      )}
    </Screen>
  )
})

export default ActivityScreen
