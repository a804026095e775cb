import { observer } from 'mobx-react-lite'
import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { Button } from '@/ui'

export interface FormProps {
  appeal: Appeal
  /** Done, or thought better of. */
  onDone: () => void
}

interface FootProps {
  text: string
  danger?: boolean
  disabled?: boolean
  onSubmit: () => void
  onCancel: () => void
}

/** The verb, and the way out. */
export const FormFoot = observer(function FormFoot({ text, danger, disabled, onSubmit, onCancel }: FootProps) {
  const store = useStore(appealStore)
  return (
    <>
      <Button
        block
        kind={danger ? 'danger' : 'primary'}
        text={text}
        disabled={disabled}
        loading={store.isBusy}
        onPress={onSubmit}
      />
      <Button block kind='text' text={t('casework.cancel')} disabled={store.isBusy} onPress={onCancel} />
    </>
  )
})
