import { observer } from 'mobx-react-lite'
import type { HeldRole } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Cell, Icon, type IconName } from '@/ui'

interface Tool {
  icon: IconName
  roles: readonly HeldRole['role'][]
  title: () => string
  note: () => string
  onPress: () => void
}

const TOOLS: readonly Tool[] = [
  {
    icon: 'list',
    roles: ['secretary'],
    title: () => t('aid.lists.title'),
    note: () => t('aid.lists.note'),
    onPress: () => void open('mutual-aid/lists'),
  },
  {
    icon: 'person',
    roles: ['secretary', 'grid_officer', 'street_staff'],
    title: () => t('aid.volunteers.title'),
    note: () => t('aid.volunteers.note'),
    onPress: () => void open('mutual-aid/volunteers'),
  },
  {
    icon: 'tools',
    roles: ['secretary', 'partner'],
    title: () => t('aid.services.title'),
    note: () => t('aid.enterService.note'),
    onPress: () => void open('mutual-aid/services'),
  },
  {
    icon: 'handshake',
    roles: ['partner'],
    title: () => t('aid.offers.title'),
    note: () => t('aid.toOffersNote'),
    onPress: () => void open('mutual-aid/offers'),
  },
  {
    icon: 'gift',
    roles: ['partner'],
    title: () => t('aid.gifts.title'),
    note: () => t('aid.toGiftsNote'),
    onPress: () => void open('mutual-aid/gifts'),
  },
]

/** What an office does for neighbours who help one another: who may what is said by the server on each screen. */
export const AidTools = observer(function AidTools() {
  const { session } = useStores()
  const held = session.roles.map(({ role }) => role)
  return (
    <>
      {TOOLS.filter(({ roles }) => roles.some((role) => held.includes(role))).map(({ icon, title, note, onPress }) => (
        <Cell key={icon} leading={<Icon name={icon} />} title={title()} note={note()} onPress={onPress} />
      ))}
    </>
  )
})
