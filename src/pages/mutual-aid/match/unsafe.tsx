import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Match } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { Button, TextArea } from '@/ui'

/** Something was not right: in one's own words, to the grid officer alone. */
export const Unsafe = observer(function Unsafe({ match }: { match: Match }) {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const handleSend = async () => {
    if ((await aid.actOnMatch(match, { action: 'unsafe', text: text.trim() })) === null) return
    setOpen(false)
    ui.say(t('aid.match.noShowDone'))
  }
  if (!isOpen) return <Button block kind='text' text={t('aid.match.unsafe')} onPress={() => setOpen(true)} />
  return (
    <>
      <TextArea label={t('aid.match.unsafeWhat')} value={text} maxLength={LIMITS.reasonText} onChange={setText} />
      <Button
        block
        kind='danger'
        text={t('aid.match.unsafeSend')}
        disabled={text.trim() === ''}
        loading={aid.sender.isBusy}
        onPress={() => void handleSend()}
      />
    </>
  )
})
