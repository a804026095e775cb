import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Resident } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { residentsStore } from '@/stores/residents-store'
import { Button, Choice, Skeleton, TextField } from '@/ui'
import { Stack } from '../frame/Stack'
import { TroubleState } from '../frame/trouble'
import { Words } from '../frame/Words'

/** A verified neighbour, as an office names one. */
export interface Named {
  /** Of the person. */
  id: string
  name: string
}

interface FindResidentProps {
  /** Among the residents of this grid or community. */
  placeId: string
  label: string
  chosen: Named | null
  onChoose: (resident: Named) => void
}

const Found = observer(function Found({ label, chosen, onChoose }: Omit<FindResidentProps, 'placeId'>) {
  const { list } = useStore(residentsStore)
  if (!list) return null
  if (list.isFirstLoad) return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.isEmpty) return <Words tone='second' text={t('deliberation.people.none')} />
  const handleChange = (id: string) => {
    const person = list.items.find((resident: Resident) => resident.id === id)?.person
    if (person) onChoose({ id: person.id, name: person.displayName })
  }
  return (
    <>
      <Choice
        label={label}
        value={list.items.find(({ person }) => person.id === chosen?.id)?.id ?? null}
        options={list.items.map(({ id, person, building, household }) => ({
          key: id,
          text: person.displayName,
          note: `${building.name} ${household.number}`,
        }))}
        onChange={handleChange}
      />
      {list.nextCursor === null ? null : (
        <Button block kind='text' text={t('deliberation.people.more')} onPress={() => void list.loadMore()} />
      )}
    </>
  )
})

/** Finds one neighbour by name or door. Nobody is listed before a word was typed: an office looks for somebody, not through all. */
export const FindResident = observer(function FindResident({ placeId, ...choosing }: FindResidentProps) {
  const residents = useStore(residentsStore)
  const [part, setPart] = useState('')
  useEffect(() => residents.forget, [residents])
  const handleFind = () => {
    if (part.trim() !== '') void residents.find(placeId, part)
  }
  return (
    <Stack>
      <TextField
        kind='search'
        label={t('deliberation.people.find')}
        placeholder={t('deliberation.people.placeholder')}
        value={part}
        maxLength={LIMITS.displayName}
        onChange={setPart}
        onSubmit={handleFind}
      />
      <Button
        block
        kind='secondary'
        icon='search'
        text={t('deliberation.people.button')}
        disabled={part.trim() === ''}
        onPress={handleFind}
      />
      <Found {...choosing} />
    </Stack>
  )
})
