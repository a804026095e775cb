import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Attendance } from '@/contract'
import { t } from '@/i18n'
import { sayHour } from '@/i18n/time'
import { useStore } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { ActionSheet, Button, Cell, Tag } from '@/ui'
import { sayCorrection } from '../say-correction'
import { Attest, useNote } from './attest'
import { Correct } from './correct'

type RollLine = Attendance & { id: string }

function noteOf({ service, signUp, roleTitle, corrections }: RollLine): string {
  const parts = [
    roleTitle,
    signUp?.state === 'waiting' ? t('volunteering.waiting', { place: signUp.place ?? 0 }) : null,
    service?.checkedInAt ? t('volunteering.cameAt', { hour: sayHour(service.checkedInAt) }) : null,
    service?.minutes ? t('volunteering.minutes', { count: service.minutes }) : null,
    ...corrections.map(sayCorrection),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Somebody of those who wait came in their stead. */
const StandIn = observer(function StandIn({ line }: { line: RollLine }) {
  const store = useStore(attendanceStore)
  const [isOpen, setOpen] = useState(false)
  const note = useNote(line.person)
  const waiting = (store.roll?.items ?? []).filter(({ signUp }) => signUp?.state === 'waiting')
  const handleSelect = (standInId: string) => {
    setOpen(false)
    void note({ action: 'stand_in', standInId }, t('volunteering.noted'))
  }
  if (waiting.length === 0) return null
  return (
    <>
      <Button size='small' kind='text' text={t('volunteering.standIn')} onPress={() => setOpen(true)} />
      <ActionSheet
        open={isOpen}
        title={t('volunteering.standInTitle', { name: line.person.displayName })}
        cancelText={t('common.cancel')}
        items={waiting.map(({ person }) => ({ key: person.id, text: person.displayName }))}
        onSelect={handleSelect}
        onCancel={() => setOpen(false)}
      />
    </>
  )
})

const Acts = ({ line }: { line: RollLine }) => {
  const { can, service } = line
  const note = useNote(line.person)
  const told = t('volunteering.noted')
  const say = (action: 'excuse' | 'missed') => () => void note({ action }, told)
  if (!can.attest && !can.excuse && !can.miss && !can.standIn && !can.correct) return null
  return (
    <View className='roll-acts'>
      {can.attest ? <Attest person={line.person} /> : null}
      {can.excuse ? <Button size='small' kind='text' text={t('volunteering.excuse')} onPress={say('excuse')} /> : null}
      {can.miss ? <Button size='small' kind='text' text={t('volunteering.miss')} onPress={say('missed')} /> : null}
      {can.standIn ? <StandIn line={line} /> : null}
      {can.correct ? <Correct person={line.person} counted={service?.minutes ?? 0} /> : null}
    </View>
  )
}

/** Somebody on the organiser's list, and what can be noted of them. */
export function Line({ line }: { line: RollLine }) {
  const { person, service } = line
  const state = service ? (
    <Tag tone={service.state === 'missed' ? 'alert' : 'brand'} text={t(`volunteering.turns.${service.state}`)} />
  ) : undefined
  return (
    <>
      <Cell title={person.displayName} note={noteOf(line)} trailing={state} />
      <Acts line={line} />
    </>
  )
}
