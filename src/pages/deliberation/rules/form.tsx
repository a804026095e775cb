import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { DeliberationRules } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { deliberationRulesStore } from '@/stores/deliberation-rules-store'
import { Button, Card, Switch, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'

interface NumberFieldProps {
  label: string
  value: string
  max: number
  onChange: (value: string) => void
}

/** A whole number from 1 to `max`; null for what is none. */
export function numberOf(text: string, max: number): number | null {
  const typed = text.trim()
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : 0
  return number >= 1 && number <= max ? number : null
}

function NumberField({ label, value, max, onChange }: NumberFieldProps) {
  const isWrong = numberOf(value, max) === null
  return (
    <TextField
      kind='number'
      label={label}
      value={value}
      maxLength={String(max).length}
      error={isWrong ? t('deliberation.rules.numberWrong', { max }) : null}
      onChange={onChange}
    />
  )
}

/** The secretary's form: what is saved holds at once. */
export const RulesForm = observer(function RulesForm({
  rules,
  onDone,
}: {
  rules: DeliberationRules
  onDone: () => void
}) {
  const { ui } = useStores()
  const store = useStore(deliberationRulesStore)
  const [support, setSupport] = useState(String(rules.supportHouseholds))
  const [days, setDays] = useState(String(rules.answerWorkingDays))
  const [statements, setStatements] = useState(String(rules.statementsPerPerson))
  const [moderatesStatements, setModerates] = useState(rules.moderatesStatements)
  const supportHouseholds = numberOf(support, LIMITS.supportHouseholds)
  const answerWorkingDays = numberOf(days, LIMITS.answerWorkingDays)
  const statementsPerPerson = numberOf(statements, LIMITS.statementsPerPerson)
  const isWhole = supportHouseholds !== null && answerWorkingDays !== null && statementsPerPerson !== null
  const handleSave = async () => {
    if (!isWhole) return
    if (!(await store.save({ supportHouseholds, answerWorkingDays, statementsPerPerson, moderatesStatements }))) return
    ui.say(t('deliberation.rules.saved'))
    onDone()
  }
  return (
    <Card>
      <Stack>
        <NumberField
          label={t('deliberation.rules.supportLabel')}
          value={support}
          max={LIMITS.supportHouseholds}
          onChange={setSupport}
        />
        <NumberField
          label={t('deliberation.rules.answerLabel')}
          value={days}
          max={LIMITS.answerWorkingDays}
          onChange={setDays}
        />
        <NumberField
          label={t('deliberation.rules.statementsLabel')}
          value={statements}
          max={LIMITS.statementsPerPerson}
          onChange={setStatements}
        />
        <Switch
          label={t('deliberation.rules.lookedAtLabel')}
          note={t('deliberation.rules.lookedAtNote')}
          on={moderatesStatements}
          onChange={setModerates}
        />
        <Words tone='second' text={t('deliberation.rules.changeNote')} />
        {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
        <Button
          block
          text={t('deliberation.rules.save')}
          disabled={!isWhole}
          loading={store.isBusy}
          onPress={() => void handleSave()}
        />
        <Button block kind='text' text={t('common.cancel')} disabled={store.isBusy} onPress={onDone} />
      </Stack>
    </Card>
  )
})
