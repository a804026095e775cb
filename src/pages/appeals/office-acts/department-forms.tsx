import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { officeStore } from '@/stores/office-store'
import { Card, Choice, EmptyState, Skeleton, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { FormFoot, type FormProps } from './form-foot'
import { useOfficeAct } from './use-office-act'

interface DepartmentsProps {
  placeId: string
  value: string | null
  onChange: (id: string) => void
}

/** The departments that can be called to a place. */
const Departments = observer(function Departments({ placeId, value, onChange }: DepartmentsProps) {
  const office = useStore(officeStore)
  const { departments } = office
  useEffect(() => void office.openDepartments(placeId), [office, placeId])
  if (!departments || departments.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (departments.isBroken)
    return <TroubleState trouble={departments.trouble} onRetry={() => void departments.load()} />
  const options = departments.value ?? []
  if (options.length === 0)
    return <EmptyState icon='service' title={t('casework.noDepartments')} text={t('casework.noDepartmentsText')} />
  return (
    <Choice
      label={t('casework.departmentLabel')}
      value={value}
      onChange={onChange}
      options={options.map(({ id, name }) => ({ key: id, text: name }))}
    />
  )
})

/** The grid cannot settle it: who is needed, and why. */
export function WhistleForm({ appeal, onDone }: FormProps) {
  const { handleAct } = useOfficeAct()
  const [departmentId, setDepartment] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const handleSubmit = async () => {
    if (departmentId === null) return
    if (await handleAct({ action: 'whistle', departmentId, reason: reason.trim() })) onDone()
  }
  return (
    <Card title={t('casework.departmentLabel')}>
      <Stack>
        <Departments placeId={appeal.placeId} value={departmentId} onChange={setDepartment} />
        <TextArea
          label={t('casework.reasonLabel')}
          placeholder={t('casework.whistlePlaceholder')}
          hint={t('casework.reasonHint')}
          value={reason}
          maxLength={LIMITS.reasonText}
          onChange={setReason}
        />
        <FormFoot
          text={t('casework.submits.whistle')}
          disabled={departmentId === null || reason.trim() === ''}
          onSubmit={() => void handleSubmit()}
          onCancel={onDone}
        />
      </Stack>
    </Card>
  )
}

/** The street calls a department in; the one that the grid asked for is chosen already. */
export function AssignForm({ appeal, onDone }: FormProps) {
  const { handleAct } = useOfficeAct()
  const { wishedDepartment, placeId } = appeal
  const [departmentId, setDepartment] = useState<string | null>(wishedDepartment?.id ?? null)
  const handleSubmit = async () => {
    if (departmentId !== null && (await handleAct({ action: 'assign', departmentId }))) onDone()
  }
  return (
    <Card title={t('casework.departmentLabel')}>
      <Stack>
        {wishedDepartment ? <Words text={t('casework.asked', { department: wishedDepartment.name })} /> : null}
        <Departments placeId={placeId} value={departmentId} onChange={setDepartment} />
        <FormFoot
          text={t('casework.submits.assign')}
          disabled={departmentId === null}
          onSubmit={() => void handleSubmit()}
          onCancel={onDone}
        />
      </Stack>
    </Card>
  )
}
