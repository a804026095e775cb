import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { DispatchRule, PlaceBrief } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { dispatchStore } from '@/stores/dispatch-store'
import { Button, Card, Choice, EmptyState, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'

interface RuleFormProps {
  rule: DispatchRule
  departments: readonly PlaceBrief[]
  onDone: () => void
}

const handlers = ['grid', 'street', 'department'] as const

/** Whole hours of work within the contract's bound; null where it is neither. */
export function hoursOf(text: string): number | null {
  const hours = Number(text.trim())
  return Number.isInteger(hours) && hours >= 1 && hours <= LIMITS.workingHours ? hours : null
}

/** Who gets a category first at this place, and how long they have. */
export const RuleForm = observer(function RuleForm({ rule, departments, onDone }: RuleFormProps) {
  const { ui } = useStores()
  const dispatch = useStore(dispatchStore)
  const { category, isDefault } = rule
  const [handler, setHandler] = useState(rule.handler)
  const [departmentId, setDepartment] = useState<string | null>(rule.department?.id ?? null)
  const [text, setText] = useState(String(rule.workingHours))
  const workingHours = hoursOf(text)
  const needsDepartment = handler === 'department'
  const isWhole = workingHours !== null && (!needsDepartment || departmentId !== null)
  const handleSave = async () => {
    if (workingHours === null) return
    const named = needsDepartment && departmentId !== null ? { departmentId } : {}
    if (!(await dispatch.set(category, { handler, workingHours, ...named }))) return
    ui.say(t('casework.dispatch.saved'))
    onDone()
  }
  const handleRemove = async () => {
    if (!(await dispatch.remove(category))) return
    ui.say(t('casework.dispatch.removed'))
    onDone()
  }
  return (
    <Card title={t('casework.dispatch.edit', { category: t(`appeals.categories.${category}`) })}>
      <Stack>
        <Choice
          label={t('casework.dispatch.handlerLabel')}
          value={handler}
          onChange={setHandler}
          options={handlers.map((key) => ({ key, text: t(`casework.dispatch.handlers.${key}`) }))}
        />
        {needsDepartment && departments.length === 0 ? (
          <EmptyState icon='service' title={t('casework.noDepartments')} text={t('casework.noDepartmentsText')} />
        ) : null}
        {needsDepartment ? (
          <Choice
            label={t('casework.dispatch.departmentLabel')}
            value={departmentId}
            onChange={setDepartment}
            options={departments.map(({ id, name }) => ({ key: id, text: name }))}
          />
        ) : null}
        <TextField
          label={t('casework.dispatch.hoursLabel')}
          kind='number'
          value={text}
          maxLength={3}
          error={workingHours === null ? t('casework.dispatch.hoursBad', { max: LIMITS.workingHours }) : null}
          onChange={setText}
        />
        <Button
          block
          text={t('casework.dispatch.save')}
          disabled={!isWhole}
          loading={dispatch.isBusy}
          onPress={() => void handleSave()}
        />
        {isDefault || !rule.can.remove ? null : (
          <Button block kind='secondary' text={t('casework.dispatch.remove')} onPress={() => void handleRemove()} />
        )}
        <Button block kind='text' text={t('common.cancel')} onPress={onDone} />
      </Stack>
    </Card>
  )
})
