import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Attendance, ShiftAction } from '@/contract'
import { t } from '@/i18n'
import { sayHour } from '@/i18n/time'
import { useStore, useStores } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { ActionSheet, Button, Cell, Tag } from '@/ui'
import { sayOutcome, sayTrouble } from '../../frame/trouble'

type RollLine = Attendance & { id: string }

/** Spans that an organiser attests for whoever has no phone, in minutes. */
const SPANS = [30, 60, 90, 120, 180, 240]

function noteOf({ service, signUp, roleTitle }: RollLine): string {
  const parts = [
    roleTitle,
    signUp?.state === 'waiting' ? t('volunteering.waiting', { place: signUp.place ?? 0 }) : null,
    service?.checkedInAt ? t('volunteering.cameAt', { hour: sayHour(service.checkedInAt) }) : null,
    service?.minutes ? t('volunteering.minutes', { count: service.minutes }) : null,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Does it, and says what became of it. */
function useNote(line: RollLine) {
  const { ui } = useStores()
  const store = useStore(attendanceStore)
  return async (act: Omit<ShiftAction, 'id' | 'personId'>, done: string) => {
    const said = sayOutcome(await store.note(line, act), done, ui.isOnline)
    if (said !== null) ui.say(said)
    else if (store.trouble) ui.say(sayTrouble(store.trouble))
  }
}

/** For how long they helped, of those without a phone. */
const Attest = ({ line }: { line: RollLine }) => {
  const [isOpen, setOpen] = useState(false)
  const note = useNote(line)
  const { displayName: name } = line.person
  const handleSelect = (minutes: string) => {
    setOpen(false)
    void note({ action: 'attest', minutes: Number(minutes) }, t('volunteering.attested', { name }))
  }
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
        items={SPANS.map((minutes) => ({ key: String(minutes), text: t('volunteering.minutes', { count: minutes }) }))}
        onSelect={handleSelect}
        onCancel={() => setOpen(false)}
      />
    </>
  )
}

/** Somebody of those who wait came in their stead. */
const StandIn = observer(function StandIn({ line }: { line: RollLine }) {
  const store = useStore(attendanceStore)
  const [isOpen, setOpen] = useState(false)
  const note = useNote(line)
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
  const { can } = line
  const note = useNote(line)
  const told = t('volunteering.noted')
  const say = (action: 'excuse' | 'missed') => () => void note({ action }, told)
  if (!can.attest && !can.excuse && !can.miss && !can.standIn) return null
  return (
    <View className='roll-acts'>
      {can.attest ? <Attest line={line} /> : null}
      {can.excuse ? <Button size='small' kind='text' text={t('volunteering.excuse')} onPress={say('excuse')} /> : null}
      {can.miss ? <Button size='small' kind='text' text={t('volunteering.miss')} onPress={say('missed')} /> : null}
      {can.standIn ? <StandIn line={line} /> : null}
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
