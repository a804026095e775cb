import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Button, Card, Cell, EmptyState, Section, Skeleton, TextField } from '@/ui'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { Attest } from './attest'

const Found = observer(function Found({ onRetry }: { onRetry: () => void }) {
  const { neighbours, roll } = useStore(attendanceStore)
  if (neighbours === null) return null
  if (neighbours.isFirstLoad) return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (neighbours.isBroken) return <TroubleState trouble={neighbours.trouble} onRetry={onRetry} />
  const listed = new Set((roll?.items ?? []).map(({ person }) => person.id))
  const others = neighbours.items.filter(({ person }) => !listed.has(person.id))
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
  const store = useStore(attendanceStore)
  const shift = useStore(volunteeringStore).shift?.value ?? null
  const [part, setPart] = useState('')
  if (shift === null || !session.roles.some(({ role }) => role === 'secretary')) return null
  const handleFind = () => void store.findNeighbours(shift.place.id, part)
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
      <Found onRetry={handleFind} />
    </Section>
  )
})
