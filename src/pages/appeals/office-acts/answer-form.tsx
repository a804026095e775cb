import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { officeStore } from '@/stores/office-store'
import { Card, FilterChips, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TrayPictures } from '../../frame/TrayPictures'
import { Words } from '../../frame/Words'
import { FormFoot, type FormProps } from './form-foot'
import { useOfficeAct } from './use-office-act'

/** No id looks like it. */
const NONE = ''

/** Ready sentences of the office: one tap fills the field, which can then be changed. */
const Templates = observer(function Templates() {
  const office = useStore(officeStore)
  const store = useStore(appealStore)
  const templates = office.templates?.items ?? []
  const chosen = templates.find(({ text }) => text === store.answer)
  if (templates.length === 0) return <Words tone='second' text={t('casework.templatesNone')} />
  return (
    <FilterChips
      label={t('casework.templates')}
      value={chosen?.id ?? NONE}
      items={templates.map(({ id, title }) => ({ key: id, text: title }))}
      onChange={(id) => store.setAnswer(templates.find((template) => template.id === id)?.text ?? store.answer)}
    />
  )
})

export const AnswerForm = observer(function AnswerForm({ appeal, onDone }: FormProps) {
  const store = useStore(appealStore)
  const office = useStore(officeStore)
  const { handleAnswer } = useOfficeAct()
  const { answer, tray } = store
  const officeId = appeal.handler.placeId
  useEffect(() => void office.openTemplates(officeId), [office, officeId])
  const handleSubmit = async () => {
    if (await handleAnswer()) onDone()
  }
  return (
    <Card>
      <Stack>
        <Templates />
        <TextArea
          label={t('casework.answerLabel')}
          placeholder={t('casework.answerPlaceholder')}
          hint={t('casework.notes.answer')}
          value={answer}
          maxLength={LIMITS.appealText}
          onChange={store.setAnswer}
        />
        <Words tone='second' text={t('casework.answerPictures')} />
        <TrayPictures tray={tray} addText={t('casework.photo')} />
        <FormFoot
          text={t('casework.submits.answer')}
          disabled={answer.trim() === '' || tray.isBusy || tray.failed.length > 0}
          onSubmit={() => void handleSubmit()}
          onCancel={onDone}
        />
      </Stack>
    </Card>
  )
})
