import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Attendance, ShiftAction } from '@/contract'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { volunteeringStore } from '@/stores/volunteering-store'
import { ActionSheet, Button, Confirm } from '@/ui'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { spansOf } from './spans'

type Person = Attendance['person']

/** Does it, and says what became of it; false where it was refused. */
export function useNote(person: Person) {
  const { ui } = useStores()
  const store = useStore(attendanceStore)
  return async (act: Omit<ShiftAction, 'id' | 'personId'>, done: string) => {
    const said = sayOutcome(await store.note(person, act), done, ui.isOnline)
    if (said !== null) ui.say(said)
    else if (store.trouble) ui.say(sayTrouble(store.trouble))
    return said !== null
  }
}

/** For how long they helped, of those without a phone. Points are given for what is put down, so it is asked once. */
export const Attest = observer(function Attest({ person }: { person: Person }) {
  const [isOpen, setOpen] = useState(false)
  const [minutes, setMinutes] = useState<number | null>(null)
  const shift = useStore(volunteeringStore).shift?.value ?? null
  const note = useNote(person)
  const { displayName: name } = person
  const handleSelect = (chosen: string) => {
    setOpen(false)
    setMinutes(Number(chosen))
  }
  const handleConfirm = () => {
    if (minutes !== null) void note({ action: 'attest', minutes }, t('volunteering.attested', { name }))
    setMinutes(null)
  }
  const count = minutes ?? 0
  return (
    <>
      <Button
        size='small'
        kind='secondary'
        text={t('volunteering.attest')}
        label={t('volunteering.attestLabel', { name })}
        onPress={() => setOpen(true)}
      />
      <ActionSheet
        open={isOpen}
        title={t('volunteering.attestTitle', { name })}
        cancelText={t('common.cancel')}
        items={spansOf(shift).map((span) => ({ key: String(span), text: t('volunteering.minutes', { count: span }) }))}
        onSelect={handleSelect}
        onCancel={() => setOpen(false)}
      />
      <Confirm
        open={minutes !== null}
        title={t('volunteering.attestAsk', { name, count })}
        text={t('volunteering.attestAskText')}
        confirmText={t('volunteering.attestYes', { count })}
        cancelText={t('common.cancel')}
        onConfirm={handleConfirm}
        onCancel={() => setMinutes(null)}
      />
    </>
  )
})
