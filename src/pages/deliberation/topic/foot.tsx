import { observer } from 'mobx-react-lite'
import type { Topic } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button } from '@/ui'
import { sayOutcome } from '../../frame/trouble'
import { mainActOf } from '../words'

/** Whoever scanned the invitation may say that they come, invited by name or not. */
const comesByCode = ({ mine, state }: Topic, invitation: string | null) =>
  invitation !== null && !mine.confirmed && ['inviting', 'scheduled', 'open', 'closed'].includes(state)

/** The stars are sent from their own card. */
export const hasFoot = (topic: Topic, invitation: string | null): boolean => {
  const main = mainActOf(topic)
  return comesByCode(topic, invitation) || (main !== null && main !== 'evaluate') || topic.support.supported
}

/** What the reader does first, at the thumb. */
export const Foot = observer(function Foot({ topic, invitation }: { topic: Topic; invitation: string | null }) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const main = mainActOf(topic)
  const handleConfirm = async () => {
    const said = sayOutcome(await store.confirm(invitation), t('deliberation.meeting.confirmed'), ui.isOnline)
    if (said !== null) ui.say(said)
  }
  const handleSupport = async () => {
    const { supported } = topic.support
    await store.toggleSupport()
    if (store.trouble === null) ui.say(t(supported ? 'deliberation.support.withdrawn' : 'deliberation.support.done'))
  }
  if (comesByCode(topic, invitation) || main === 'confirm')
    return (
      <Button block text={t('deliberation.acts.confirm')} loading={store.isBusy} onPress={() => void handleConfirm()} />
    )
  if (main === 'vote')
    return (
      <Button
        block
        text={t('deliberation.acts.vote')}
        onPress={() => void open('deliberation/cards', { id: topic.id })}
      />
    )
  if (main === 'support')
    return (
      <Button block text={t('deliberation.acts.support')} loading={store.isBusy} onPress={() => void handleSupport()} />
    )
  if (topic.state !== 'proposed') return null
  return (
    <Button
      block
      kind='text'
      text={t('deliberation.acts.withdrawSupport')}
      loading={store.isBusy}
      onPress={() => void handleSupport()}
    />
  )
})
