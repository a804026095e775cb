import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Card, EmptyState } from '@/ui'

/** Where a screen needs a neighbour and meets somebody who is not one yet: what is missing, and the way there. */
export const NotYet = observer(function NotYet() {
  const { session } = useStores()
  if (session.standing === 'member') return null
  return (
    <Card>
      <EmptyState {...wordsFor(session.standing)} />
    </Card>
  )
})

function wordsFor(standing: 'signed_out' | 'stranger' | 'waiting' | 'refused') {
  switch (standing) {
    case 'signed_out':
      return {
        icon: 'home' as const,
        title: t('frame.signInTitle'),
        text: t('frame.signInText'),
        action: { text: t('frame.signIn'), onPress: () => void open('session/sign-in') },
      }
    case 'waiting':
      return {
        icon: 'time' as const,
        title: t('frame.waitingTitle'),
        text: t('frame.waitingText'),
        action: { text: t('frame.seeRequest'), onPress: () => void open('membership/waiting') },
      }
    case 'refused':
      return {
        icon: 'info' as const,
        title: t('frame.refusedTitle'),
        text: t('frame.refusedText'),
        action: { text: t('frame.seeReason'), onPress: () => void open('membership/waiting') },
      }
    default:
      return {
        icon: 'location' as const,
        title: t('frame.strangerTitle'),
        text: t('frame.strangerText'),
        action: { text: t('frame.join'), onPress: () => void open('membership/join') },
      }
  }
}
