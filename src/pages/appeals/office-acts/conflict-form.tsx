import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { officeStore } from '@/stores/office-store'
import { Button, Card, EmptyState, MultiChoice, Skeleton } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { FormFoot, type FormProps } from './form-foot'
import { useOfficeAct } from './use-office-act'

/** Whom the case is about: they no longer see it. */
export const ConflictForm = observer(function ConflictForm({ appeal, onDone }: FormProps) {
  const office = useStore(officeStore)
  const { handleAct } = useOfficeAct()
  const [personIds, setPersons] = useState<string[]>([])
  const { staff } = office
  const { placeId } = appeal
  useEffect(() => void office.openStaff(placeId), [office, placeId])
  const handleSubmit = async () => {
    if (await handleAct({ action: 'set_conflict', personIds })) onDone()
  }
  if (!staff || staff.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (staff.isBroken) return <TroubleState trouble={staff.trouble} onRetry={() => void staff.refresh()} />
  // One person may hold several offices.
  const people = staff.items.filter(
    ({ personId }, index, all) => all.findIndex((other) => other.personId === personId) === index,
  )
  return (
    <Card title={t('casework.conflictLabel')}>
      <Stack>
        {people.length === 0 ? <EmptyState icon='person' title={t('casework.conflictNone')} /> : null}
        <MultiChoice
          label={t('casework.conflictLabel')}
          values={personIds}
          max={LIMITS.conflictPeople}
          onChange={setPersons}
          options={people.map(({ personId, displayName, role, place }) => ({
            key: personId,
            text: displayName,
            note: t('casework.officeOf', { place: place.name, role: t(`casework.roles.${role}`) }),
          }))}
        />
        {staff.nextCursor ? (
          <Button kind='text' text={t('frame.loadMore')} onPress={() => void staff.loadMore()} />
        ) : null}
        <Words tone='second' text={t('casework.conflictHint')} />
        <FormFoot text={t('casework.submits.set_conflict')} onSubmit={() => void handleSubmit()} onCancel={onDone} />
      </Stack>
    </Card>
  )
})
