import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Attendance } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { volunteeringStore } from '@/stores/volunteering-store'
import { ActionSheet, Button, TextArea } from '@/ui'
import { useNote } from './attest'
import { spansOf } from './spans'

/** Hours that were put down wrongly: how long it was, and why they are put right. The person reads the reason. */
export const Correct = observer(function Correct({
  person,
  counted,
}: {
  person: Attendance['person']
  counted: number
}) {
  const [isOpen, setOpen] = useState(false)
  const [minutes, setMinutes] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const shift = useStore(volunteeringStore).shift?.value ?? null
  const note = useNote(person)
  const { displayName: name } = person
  const spans = [...spansOf(shift), 0].filter((span) => span !== counted)
  const handleSelect = (chosen: string) => {
    setOpen(false)
    setMinutes(Number(chosen))
  }
  const handleSend = async () => {
    if (minutes === null) return
    const isDone = await note(
      { action: 'correct', minutes, reason: reason.trim() },
      t('volunteering.corrected', { name }),
    )
    if (!isDone) return
    setMinutes(null)
    setReason('')
  }
  const count = minutes ?? 0
  return (
    <>
      <Button
        size='small'
        kind='text'
        text={t('volunteering.correct')}
        label={t('volunteering.correctLabel', { name })}
        onPress={() => setOpen(true)}
      />
      <ActionSheet
        open={isOpen}
        title={t('volunteering.correctTitle', { name })}
        cancelText={t('common.cancel')}
        items={spans.map((span) => ({ key: String(span), text: t('volunteering.minutes', { count: span }) }))}
        onSelect={handleSelect}
        onCancel={() => setOpen(false)}
      />
      {minutes === null ? null : (
        <View className='roll-correct'>
          <TextArea
            label={t('volunteering.correctWhy', { count })}
            value={reason}
            placeholder={t('volunteering.correctExample')}
            maxLength={LIMITS.reasonText}
            hint={t('volunteering.correctHint', { name })}
            onChange={setReason}
          />
          <Button
            block
            text={t('volunteering.correctYes', { count })}
            disabled={reason.trim() === ''}
            onPress={() => void handleSend()}
          />
          <Button block kind='text' text={t('common.cancel')} onPress={() => setMinutes(null)} />
        </View>
      )}
    </>
  )
})
