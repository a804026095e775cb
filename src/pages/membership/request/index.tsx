import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { back, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, Cell, Choice, Confirm, TextArea } from '@/ui'
import { MissingState } from '../../frame/MissingState'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { doorOf } from '../words'

const reasons = ['door', 'relation', 'contact', 'papers'] as const
type ReasonKey = (typeof reasons)[number] | 'other'

/** One request to be let in, as the grid officer decides on it. */
function Request() {
  const { desk, ui } = useStores()
  const [id] = useState(() => routeParams().id ?? '')
  const [isConfirming, setConfirming] = useState(false)
  const [isRefusing, setRefusing] = useState(false)
  const membership = desk.membership?.value ?? null

  useEffect(() => {
    void desk.openMembership(id)
  }, [desk, id])

  if (membership?.id !== id || membership.state !== 'pending') return <Missing id={id} />
  const name = membership.displayName

  const handleVerify = async () => {
    const worked = await desk.verify(id)
    setConfirming(false)
    if (worked) await leave(t('desk.verified', { name }))
  }
  const handleRefuse = async (reason: string) => {
    if (await desk.refuse(id, reason)) await leave(t('desk.refused', { name }))
  }
  const leave = async (words: string) => {
    ui.say(words)
    await back()
  }

  return (
    <Screen
      title={t('desk.requestTitle')}
      footer={
        isRefusing || !membership.can.verify ? undefined : (
          <Button block text={t('desk.verify')} loading={desk.isBusy} onPress={() => setConfirming(true)} />
        )
      }
    >
      <Card flush>
        <Cell title={t('desk.person')} value={name} />
        <Cell title={t('desk.home')} note={doorOf(membership)} />
        <Cell title={t('desk.relation')} value={t(`membership.${membership.relation}`)} />
        <Cell title={t('desk.since')} value={sayMoment(membership.createdAt)} />
      </Card>
      <Words tone='second' text={t('desk.verifyHint')} />
      {desk.trouble ? <Words tone='alert' text={sayTrouble(desk.trouble)} /> : null}
      {isRefusing ? (
        <RefuseForm
          isBusy={desk.isBusy}
          onRefuse={(reason) => void handleRefuse(reason)}
          onCancel={() => setRefusing(false)}
        />
      ) : membership.can.refuse ? (
        <Button block kind='text' text={t('desk.refuse')} onPress={() => setRefusing(true)} />
      ) : null}
      <Confirm
        open={isConfirming}
        busy={desk.isBusy}
        title={t('desk.verifyTitle', { name, place: doorOf(membership) })}
        text={t('desk.verifyText')}
        confirmText={t('desk.verify')}
        cancelText={t('desk.lookAgain')}
        onConfirm={() => void handleVerify()}
        onCancel={() => setConfirming(false)}
      />
    </Screen>
  )
}

interface RefuseFormProps {
  isBusy: boolean
  onRefuse: (reason: string) => void
  onCancel: () => void
}

/** A sentence that helps the person to get it right next time; ready ones for what happens most. */
function RefuseForm({ isBusy, onRefuse, onCancel }: RefuseFormProps) {
  const [key, setKey] = useState<ReasonKey | null>(null)
  const [text, setText] = useState('')
  const handleChoose = (chosen: ReasonKey) => {
    setKey(chosen)
    setText(chosen === 'other' ? '' : t(`desk.refuseReasons.${chosen}`))
  }
  return (
    <View>
      <Card title={t('desk.refuseTitle')}>
        <Stack>
          <Choice
            label={t('desk.refuseTitle')}
            value={key}
            onChange={handleChoose}
            options={[
              ...reasons.map((reason) => ({ key: reason as ReasonKey, text: t(`desk.refuseReasons.${reason}`) })),
              { key: 'other' as const, text: t('desk.otherReason') },
            ]}
          />
          {key !== null ? (
            <TextArea
              label={t('desk.refuseWords')}
              value={text}
              hint={t('desk.refuseHint')}
              maxLength={LIMITS.reasonText}
              onChange={setText}
            />
          ) : null}
          <Button
            block
            kind='danger'
            text={t('desk.refuseSubmit')}
            disabled={text.trim() === ''}
            loading={isBusy}
            onPress={() => onRefuse(text)}
          />
          <Button block kind='text' text={t('common.cancel')} onPress={onCancel} />
        </Stack>
      </Card>
    </View>
  )
}

/** Settled is only what the server says is settled: what did not come yet, or not at all, is neither. */
const Missing = observer(function Missing({ id }: { id: string }) {
  const { desk } = useStores()
  const { membership } = desk
  return (
    <Screen title={t('desk.requestTitle')}>
      {desk.trouble ? <Words tone='alert' text={sayTrouble(desk.trouble)} /> : null}
      <MissingState
        thing={membership}
        isSettled={membership?.value?.id === id && membership.value.state !== 'pending'}
        onRetry={() => void desk.openMembership(id)}
      />
    </Screen>
  )
})

export default observer(Request)
