import { observer } from 'mobx-react-lite'
import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button } from '@/ui'
import { mayPropose } from '../../deliberation/may-propose'

/** What many have a part in is lifted to a topic, by a resident or the secretary. What is the street's own matter stays with the street. */
export const TalkOver = observer(function TalkOver({ appeal }: { appeal: Appeal }) {
  const { session } = useStores()
  if (!mayPropose(session) || appeal.conflict) return null
  return (
    <Button
      block
      kind='text'
      icon='chat'
      text={t('appeals.detail.talkOver')}
      onPress={() => void open('deliberation/propose', { from: 'appeal', sourceId: appeal.id })}
    />
  )
})
