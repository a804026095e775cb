import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { ReportView } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { firstWords } from '@/i18n/typeset'
import { useStores } from '@/stores'
import { Button, Card, Choice, type ChoiceOption, Confirm, FilterChips, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'

type Action = 'hide' | 'keep' | 'warn'

interface DecisionFormProps {
  report: ReportView
  /** The act, what its author is told, and what to say when it is done. */
  onDecide: (action: Action, reason: string, done: string) => void
}

const templates = ['rude', 'privacy', 'rumour', 'advert'] as const

/** An appeal is decided in other words than a report: restore or keep hidden. */
function optionsOf({ can, state }: ReportView): ChoiceOption<Action>[] {
  const isAppeal = state === 'appealed'
  const options: Array<ChoiceOption<Action> & { isOpen: boolean }> = [
    {
      key: 'hide',
      isOpen: can.hide,
      text: t(isAppeal ? 'desk.hideFinally' : 'desk.hide'),
      note: t(isAppeal ? 'desk.finalNote' : 'desk.hideNote'),
    },
    { key: 'warn', isOpen: can.warn, text: t('desk.warn'), note: t('desk.warnNote') },
    {
      key: 'keep',
      isOpen: can.keep,
      text: t(isAppeal ? 'desk.restore' : 'desk.keep'),
      note: t(isAppeal ? 'desk.restoreNote' : 'desk.keepNote'),
    },
  ]
  return options.filter(({ isOpen }) => isOpen).map(({ key, text, note }) => ({ key, text, ...(note ? { note } : {}) }))
}

function wordsOf(action: Action, isAppeal: boolean): { submit: string; done: string } {
  if (action === 'warn') return { submit: t('desk.submitWarn'), done: t('desk.done.warn') }
  if (action === 'hide')
    return isAppeal
      ? { submit: t('desk.submitFinal'), done: t('desk.done.final') }
      : { submit: t('desk.submitHide'), done: t('desk.done.hide') }
  return isAppeal
    ? { submit: t('desk.submitRestore'), done: t('desk.done.restore') }
    : { submit: t('desk.submitKeep'), done: t('desk.done.keep') }
}

export const DecisionForm = observer(function DecisionForm({ report, onDecide }: DecisionFormProps) {
  const { moderation } = useStores()
  const [action, setAction] = useState<Action | null>(null)
  const [reason, setReason] = useState('')
  const [template, setTemplate] = useState<string>('')
  const [isAsking, setAsking] = useState(false)
  const options = optionsOf(report)
  if (options.length === 0) return null

  const isAppeal = report.state === 'appealed'
  const needsReason = action === 'hide' || action === 'warn'
  const words = action ? wordsOf(action, isAppeal) : null

  const handleTemplate = (key: string) => {
    setTemplate(key)
    const known = templates.find((name) => name === key)
    setReason(known ? t(`desk.reasons.${known}`) : '')
  }
  const handleSubmit = () => {
    if (action === 'hide' && !isAppeal) setAsking(true)
    else handleDecide()
  }
  const handleDecide = () => {
    setAsking(false)
    if (action && words) onDecide(action, needsReason ? reason : '', words.done)
  }

  return (
    <Card title={t('desk.decide')}>
      <Stack>
        <Choice label={t('desk.decide')} options={options} value={action} onChange={setAction} />
        {needsReason ? (
          <>
            <FilterChips
              label={t('desk.reason')}
              value={template}
              onChange={handleTemplate}
              items={[
                ...templates.map((key) => ({ key: key as string, text: t(`moderation.reasons.${key}`) })),
                { key: 'other', text: t('desk.otherReason') },
              ]}
            />
            <TextArea
              label={t('desk.reason')}
              hint={t('desk.reasonHint')}
              value={reason}
              maxLength={LIMITS.reasonText}
              onChange={setReason}
            />
          </>
        ) : null}
        {words ? (
          <Button
            block
            kind={action === 'hide' ? 'danger' : 'primary'}
            text={words.submit}
            loading={moderation.isBusy}
            disabled={needsReason && reason.trim() === ''}
            onPress={handleSubmit}
          />
        ) : null}
        <Confirm
          open={isAsking}
          danger
          title={t('desk.hideTitle', { title: firstWords(report.subject.text) })}
          text={t('desk.hideText')}
          confirmText={t('desk.submitHide')}
          cancelText={t('desk.hideCancel')}
          onConfirm={handleDecide}
          onCancel={() => setAsking(false)}
        />
      </Stack>
    </Card>
  )
})
