import { observer } from 'mobx-react-lite'
import { type ReactNode, useState } from 'react'
import type { Topic } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { type TopicAct, useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Cell, TextArea, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { tomorrowMorning, weekAfter } from '../../frame/moments'
import { Stack } from '../../frame/Stack'
import { Words } from '../../frame/Words'
import { FindResident, type Named } from '../find-resident'

export interface FormProps {
  topic: Topic
  /** Done, or thought better of. */
  onDone: () => void
}

interface FacilitatorFieldProps {
  placeId: string
  value: Named | null
  onChange: (resident: Named | null) => void
}

interface FrameProps {
  act: TopicAct
  disabled?: boolean
  onDone: () => void
  children: ReactNode
}

/** The form's own fields, its verb, and the way out. */
export const FormFrame = observer(function FormFrame({ act, disabled, onDone, children }: FrameProps) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const key = act.action as
    | 'accept'
    | 'refuse'
    | 'invite'
    | 'schedule'
    | 'open'
    | 'close'
    | 'review'
    | 'publish'
    | 'answer'
  const handleSubmit = async () => {
    if (!(await store.act(act))) return
    ui.say(t(`deliberation.office.done.${key}`))
    onDone()
  }
  return (
    <Card>
      <Stack>
        {children}
        <Button
          block
          kind={key === 'refuse' ? 'danger' : 'primary'}
          text={t(`deliberation.office.submits.${key}`)}
          disabled={disabled}
          loading={store.isBusy}
          onPress={() => void handleSubmit()}
        />
        <Button block kind='text' text={t('common.cancel')} disabled={store.isBusy} onPress={onDone} />
      </Stack>
    </Card>
  )
})

export function AcceptForm({ onDone }: FormProps) {
  return (
    <FormFrame act={{ action: 'accept' }} onDone={onDone}>
      <Words text={t('deliberation.office.acceptText')} />
    </FormFrame>
  )
}

export function RefuseForm({ onDone }: FormProps) {
  const [reason, setReason] = useState('')
  return (
    <FormFrame act={{ action: 'refuse', reason: reason.trim() }} disabled={reason.trim() === ''} onDone={onDone}>
      <TextArea
        label={t('deliberation.office.reason')}
        hint={t('deliberation.office.reasonHint')}
        value={reason}
        maxLength={LIMITS.reasonText}
        onChange={setReason}
      />
    </FormFrame>
  )
}

/** All who live in the topic's place; single people are invited by the QR of the meeting's page. */
export function InviteForm({ topic, onDone }: FormProps) {
  return (
    <FormFrame act={{ action: 'invite', placeIds: [topic.placeId] }} onDone={onDone}>
      <Words text={t('deliberation.office.inviteText', { place: topic.place.name })} />
    </FormFrame>
  )
}

/** Whoever runs the meeting: the community itself, or a resident who is asked to. */
function FacilitatorField({ placeId, value, onChange }: FacilitatorFieldProps) {
  const [isFinding, setFinding] = useState(false)
  const handleChoose = (resident: Named) => {
    onChange(resident)
    setFinding(false)
  }
  return (
    <>
      <Cell
        title={t('deliberation.office.facilitator')}
        value={value?.name ?? t('deliberation.office.facilitatorNone')}
      />
      <Words tone='second' text={t('deliberation.office.facilitatorNote')} />
      {isFinding ? (
        <FindResident
          placeId={placeId}
          label={t('deliberation.office.facilitator')}
          chosen={value}
          onChoose={handleChoose}
        />
      ) : (
        <Button
          block
          kind='secondary'
          icon='person-add'
          text={t('deliberation.office.facilitatorChoose')}
          onPress={() => setFinding(true)}
        />
      )}
      {value === null ? null : (
        <Button block kind='text' text={t('deliberation.office.facilitatorDrop')} onPress={() => onChange(null)} />
      )}
    </>
  )
}

export function ScheduleForm({ topic, onDone }: FormProps) {
  const known = topic.meeting?.facilitator ?? null
  const [facilitator, setFacilitator] = useState<Named | null>(known && { id: known.id, name: known.displayName })
  const [meetingAt, setMeetingAt] = useState(topic.meeting?.at ?? tomorrowMorning(new Date()))
  const [address, setAddress] = useState(topic.meeting?.address ?? '')
  const [onlineUrl, setOnlineUrl] = useState(topic.meeting?.onlineUrl ?? '')
  const url = onlineUrl.trim()
  const act: TopicAct = {
    action: 'schedule',
    meetingAt,
    address: address.trim(),
    ...(url === '' ? {} : { onlineUrl: url }),
    ...(facilitator === null ? {} : { facilitatorId: facilitator.id }),
  }
  const isWrong = url !== '' && !/^https:\/\//.test(url)
  return (
    <FormFrame act={act} disabled={address.trim() === '' || isWrong} onDone={onDone}>
      <MomentField value={meetingAt} onChange={setMeetingAt} />
      <TextField
        label={t('deliberation.office.address')}
        placeholder={t('deliberation.office.addressPlaceholder')}
        value={address}
        maxLength={LIMITS.meetingAddress}
        onChange={setAddress}
      />
      <TextField
        label={t('deliberation.office.onlineUrl')}
        value={onlineUrl}
        maxLength={LIMITS.meetingUrl}
        error={isWrong ? t('deliberation.office.onlineUrlWrong') : null}
        onChange={setOnlineUrl}
      />
      <FacilitatorField placeId={topic.placeId} value={facilitator} onChange={setFacilitator} />
    </FormFrame>
  )
}

export function OpenForm({ onDone }: FormProps) {
  const [closesAt, setClosesAt] = useState(weekAfter(new Date()))
  return (
    <FormFrame act={{ action: 'open', closesAt }} onDone={onDone}>
      <Words text={t('deliberation.office.openText')} />
      <MomentField value={closesAt} onChange={setClosesAt} />
    </FormFrame>
  )
}

export function CloseForm({ onDone }: FormProps) {
  return (
    <FormFrame act={{ action: 'close' }} onDone={onDone}>
      <Words text={t('deliberation.office.closeText')} />
    </FormFrame>
  )
}

export function ReviewForm({ onDone }: FormProps) {
  const [text, setText] = useState('')
  return (
    <FormFrame act={{ action: 'review', text: text.trim() }} disabled={text.trim() === ''} onDone={onDone}>
      <TextArea
        label={t('deliberation.office.reviewLabel')}
        hint={t('deliberation.office.reviewHint')}
        value={text}
        maxLength={LIMITS.outcomeText}
        onChange={setText}
      />
    </FormFrame>
  )
}
