import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Poll } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { useStore, useStores } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { Button, Card, Confirm, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'

/** For a poll that was asked wrongly: nothing of it is counted, and everybody on the roll reads why. */
export const Annul = observer(function Annul({ poll }: { poll: Poll }) {
  const { ui } = useStores()
  const polls = useStore(pollsStore)
  const [isOpen, setOpen] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const handleConfirm = async () => {
    const annulled = await polls.annul(reason.trim())
    setAsked(false)
    if (annulled) ui.say(t('voting.poll.annulDone'))
  }
  if (!isOpen) return <Button block kind='text' text={t('voting.poll.annul')} onPress={() => setOpen(true)} />
  return (
    <Card title={t('voting.poll.annul')}>
      <Stack>
        <TextArea
          label={t('voting.poll.annulReason')}
          value={reason}
          placeholder={t('voting.poll.annulHint')}
          maxLength={LIMITS.reasonText}
          onChange={setReason}
        />
        <Button
          block
          kind='danger'
          text={t('voting.poll.annulSend')}
          disabled={reason.trim() === ''}
          onPress={() => setAsked(true)}
        />
      </Stack>
      <Confirm
        open={isAsked}
        danger
        busy={polls.isBusy}
        title={t('voting.poll.annulAsk', { question: typeset(poll.question) })}
        text={t('voting.poll.annulText')}
        confirmText={t('voting.poll.annulSend')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleConfirm()}
        onCancel={() => setAsked(false)}
      />
    </Card>
  )
})
