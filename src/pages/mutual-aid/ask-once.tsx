import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { Button, Confirm } from '@/ui'

interface AskOnceProps {
  text: string
  title: string
  note: string
  busy: boolean
  size?: 'large' | 'small'
  onConfirm: () => Promise<void>
}

/** A quiet button that asks once, in words that name the thing, before it does it. */
export const AskOnce = observer(function AskOnce({ text, title, note, busy, size = 'large', onConfirm }: AskOnceProps) {
  const [isAsking, setAsking] = useState(false)
  const handleConfirm = async () => {
    await onConfirm()
    setAsking(false)
  }
  return (
    <>
      <Button block={size === 'large'} size={size} kind='text' text={text} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        busy={busy}
        title={title}
        text={note}
        confirmText={text}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleConfirm()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})
