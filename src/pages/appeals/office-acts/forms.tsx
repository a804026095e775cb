import { type ComponentType, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { Card, Rating, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { Words } from '../../frame/Words'
import { AnswerForm } from './answer-form'
import { ConflictForm } from './conflict-form'
import { AssignForm, WhistleForm } from './department-forms'
import { FormFoot, type FormProps } from './form-foot'
import { MergeForm } from './merge-form'
import { useOfficeAct } from './use-office-act'
import type { FormVerb } from './verbs'

function SendBackForm({ onDone }: FormProps) {
  const { handleAct } = useOfficeAct()
  const [reason, setReason] = useState('')
  const handleSubmit = async () => {
    if (await handleAct({ action: 'send_back', reason: reason.trim() })) onDone()
  }
  return (
    <Card>
      <Stack>
        <TextArea
          label={t('casework.reasonLabel')}
          placeholder={t('casework.sendBackPlaceholder')}
          hint={t('casework.reasonHint')}
          value={reason}
          maxLength={LIMITS.reasonText}
          onChange={setReason}
        />
        <FormFoot
          text={t('casework.submits.send_back')}
          disabled={reason.trim() === ''}
          onSubmit={() => void handleSubmit()}
          onCancel={onDone}
        />
      </Stack>
    </Card>
  )
}

function NoteForm({ onDone }: FormProps) {
  const { handleAct } = useOfficeAct()
  const [text, setText] = useState('')
  const handleSubmit = async () => {
    if (await handleAct({ action: 'note', text: text.trim() })) onDone()
  }
  return (
    <Card>
      <Stack>
        <TextArea
          label={t('casework.noteLabel')}
          placeholder={t('casework.notePlaceholder')}
          hint={t('casework.notes.note')}
          value={text}
          maxLength={LIMITS.reasonText}
          onChange={setText}
        />
        <FormFoot
          text={t('casework.submits.note')}
          disabled={text.trim() === ''}
          onSubmit={() => void handleSubmit()}
          onCancel={onDone}
        />
      </Stack>
    </Card>
  )
}

/** The grid judges the department that came. */
function StarsForm({ appeal, onDone }: FormProps) {
  const { handleAct } = useOfficeAct()
  const [stars, setStars] = useState(0)
  const [text, setText] = useState('')
  const words = text.trim()
  const handleSubmit = async () => {
    if (await handleAct({ action: 'rate_department', stars, ...(words ? { text: words } : {}) })) onDone()
  }
  return (
    <Card title={appeal.department?.name}>
      <Stack>
        <Words text={t('casework.starsLabel')} />
        <Rating
          value={stars}
          labelOf={(count) => t(`appeals.rating.stars.${count as 0 | 1 | 2 | 3 | 4 | 5}`)}
          onChange={setStars}
        />
        <TextArea label={t('casework.starsText')} value={text} maxLength={LIMITS.reasonText} onChange={setText} />
        <FormFoot
          text={t('casework.submits.rate_department')}
          disabled={stars === 0}
          onSubmit={() => void handleSubmit()}
          onCancel={onDone}
        />
      </Stack>
    </Card>
  )
}

export const FORMS: Readonly<Record<FormVerb, ComponentType<FormProps>>> = {
  answer: AnswerForm,
  whistle: WhistleForm,
  assign: AssignForm,
  send_back: SendBackForm,
  merge: MergeForm,
  note: NoteForm,
  set_conflict: ConflictForm,
  rate_department: StarsForm,
}
