import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { officeStore } from '@/stores/office-store'
import { Button, Card, Confirm, EmptyState, MultiChoice, Skeleton } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { FormFoot, type FormProps } from './form-foot'
import { useOfficeAct } from './use-office-act'

/** Whom the case is about: they no longer see it. To lift that shows it to those who were kept from it, so it is asked. */
export const ConflictForm = observer(function ConflictForm({ appeal, onDone }: FormProps) {
  const office = useStore(officeStore)
  const store = useStore(appealStore)
  const { handleAct } = useOfficeAct()
  const [personIds, setPersons] = useState<string[]>([...appeal.barredIds])
  const [isAsking, setAsking] = useState(false)
  const { staff } = office
  const { placeId } = appeal
  useEffect(() => void office.openStaff(placeId), [office, placeId])
  const handleSubmit = async () => {
    const done = await handleAct({ action: 'set_conflict', personIds })
    setAsking(false)
    if (done) onDone()
  }
  if (!staff || staff.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (staff.isBroken) return <TroubleState trouble={staff.trouble} onRetry={() => void staff.refresh()} />
  const isLifted = personIds.length === 0 && (appeal.conflict || appeal.barredIds.length > 0)
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
        <FormFoot
          text={t('casework.submits.set_conflict')}
          onSubmit={() => (isLifted ? setAsking(true) : void handleSubmit())}
          onCancel={onDone}
        />
        <Confirm
          open={isAsking}
          danger
          busy={store.isBusy}
          title={t('casework.conflictLiftTitle')}
          text={t('casework.conflictLiftText')}
          confirmText={t('casework.conflictLift')}
          cancelText={t('common.cancel')}
          onConfirm={() => void handleSubmit()}
          onCancel={() => setAsking(false)}
        />
      </Stack>
    </Card>
  )
})
