import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { Button, Card, TextArea } from '@/ui'
import { Stack } from '../frame/Stack'
import { sayTrouble } from '../frame/trouble'
import { Words } from '../frame/Words'

/** A way to say that something is wrong; the field opens when it is asked for. */
export const Objection = observer(function Objection({ about }: { about: 'roll' | 'ballot' }) {
  const { ui } = useStores()
  const polls = useStore(pollsStore)
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const handleSend = async () => {
    const made = await polls.object(about, text.trim())
    if (made === null) return
    ui.say(t('voting.objection.sent'))
    setOpen(false)
    setText('')
  }
  if (!isOpen) return <Button block kind='text' text={t(`voting.objection.${about}`)} onPress={() => setOpen(true)} />
  return (
    <Card title={t(`voting.objection.${about}`)}>
      <Stack>
        <TextArea
          label={t('voting.objection.label')}
          value={text}
          placeholder={t('voting.objection.hint')}
          maxLength={LIMITS.objectionText}
          onChange={setText}
        />
        {polls.trouble ? <Words tone='alert' text={sayTrouble(polls.trouble)} /> : null}
        <Button
          block
          kind='secondary'
          text={t('voting.objection.send')}
          disabled={text.trim() === ''}
          loading={polls.isBusy}
          onPress={() => void handleSend()}
        />
      </Stack>
    </Card>
  )
})
