import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { open, openTab } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Banner } from '@/ui'

/** A neighbour scans the poster too: who is in, or has asked, is told so before they ask once more. */
export const AlreadyHere = observer(function AlreadyHere() {
  const { join, session } = useStores()
  const grid = join.grid
  const own = session.memberships.find(
    ({ grid: { id }, state }) => id === grid?.id && (state === 'verified' || state === 'pending'),
  )
  if (!grid || !own) return null
  const handleEnter = async () => {
    session.chooseGrid(grid.id)
    join.startOver()
    await openTab('home/home')
  }
  if (own.state === 'pending')
    return (
      <Banner
        tone='wait'
        title={t('membership.alreadyAsked', { place: grid.name })}
        action={{ text: t('frame.seeRequest'), onPress: () => void open('membership/waiting') }}
      />
    )
  return (
    <Banner
      tone='brand'
      title={t('membership.alreadyIn', { place: grid.name })}
      action={{ text: t('membership.enter'), onPress: () => void handleEnter() }}
    />
  )
})
