import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { residentsStore } from '@/stores/residents-store'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Button, Card, Cell, EmptyState, Section, Skeleton, TextField } from '@/ui'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { Attest } from './attest'

const Found = observer(function Found() {
  const { list } = useStore(residentsStore)
  const { roll } = useStore(attendanceStore)
  if (list === null) return null
  if (list.isFirstLoad) return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  const listed = new Set((roll?.items ?? []).map(({ person }) => person.id))
  const others = list.items.filter(({ person }) => !listed.has(person.id))
  if (others.length === 0) return <EmptyState icon='group' title={t('volunteering.walkInNone')} />
  return (
    <Card flush>
      {others.map(({ id, person, building, household }) => (
        <Cell
          key={id}
          title={person.displayName}
          note={`${building.name} ${household.number}`}
          trailing={<Attest person={person} />}
        />
      ))}
    </Card>
  )
})

/** Whoever came without signing up, found by name or door: the secretary puts their hours down too. */
export const WalkIns = observer(function WalkIns() {
  const { session } = useStores()
  const residents = useStore(residentsStore)
  const shift = useStore(volunteeringStore).shift?.value ?? null
  const [part, setPart] = useState('')
  useEffect(() => residents.forget, [residents])
  if (shift === null || !session.roles.some(({ role }) => role === 'secretary')) return null
  const handleFind = () => void residents.find(shift.place.id, part)
  return (
    <Section title={t('volunteering.walkIns')}>
      <Card>
        <TextField
          label={t('volunteering.walkInFind')}
          placeholder={t('volunteering.walkInExample')}
          value={part}
          maxLength={20}
          onChange={setPart}
        />
        <Button
          block
          kind='secondary'
          text={t('volunteering.walkInSearch')}
          disabled={part.trim() === ''}
          onPress={handleFind}
        />
        <Words tone='second' text={t('volunteering.walkInNote')} />
      </Card>
      <Found />
    </Section>
  )
})
