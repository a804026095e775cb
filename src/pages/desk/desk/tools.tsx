import { observer } from 'mobx-react-lite'
import type { Role } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Card, Cell, Icon, type IconName } from '@/ui'
import { AidTools } from './aid-tools'

/** Who may raise an alert, as the server has it. */
const RAISERS: readonly Role[] = ['grid_officer', 'secretary', 'street_staff']

interface Tool {
  key: 'template' | 'handOver' | 'dispatch' | 'ratings' | 'import'
  icon: IconName
  onPress: () => void
}

/** What an office has at hand besides what waits. The server says on each screen what may be done there. */
export const Tools = observer(function Tools() {
  const { session } = useStores()
  const { roles } = session
  const first = roles[0]
  const street = roles.find(({ role }) => role === 'street_staff')
  const department = roles.find(({ role }) => role === 'department_staff')
  const mayRaise = roles.some(({ role }) => RAISERS.includes(role))
  const tools: Tool[] = [
    { key: 'template', icon: 'chat', onPress: () => void open('casework/templates') },
    { key: 'handOver', icon: 'group', onPress: () => void open('casework/hand-over') },
  ]
  if (street || roles.some(({ role }) => role === 'secretary'))
    tools.push({ key: 'import', icon: 'document', onPress: () => void open('casework/import-cases') })
  if (street) tools.push({ key: 'dispatch', icon: 'send', onPress: () => void open('casework/dispatch') })
  if (department || street)
    tools.push({
      key: 'ratings',
      icon: 'star',
      onPress: () => void open('casework/ratings'),
    })
  return (
    <Card flush title={t('casework.tools')}>
      {mayRaise ? (
        <Cell
          leading={<Icon name='warning' />}
          title={t('casework.raiseAlert')}
          note={t('casework.raiseAlertNote')}
          onPress={() => void open('alerts/raise')}
        />
      ) : null}
      {session.gridsInCharge.length > 0 ? (
        <Cell
          leading={<Icon name='call' />}
          title={t('volunteering.callOut')}
          note={t('volunteering.callOutNote')}
          onPress={() => void open('volunteering/call-out')}
        />
      ) : null}
      {tools.map(({ key, icon, onPress }) => (
        <Cell
          key={key}
          leading={<Icon name={icon} />}
          title={t(`casework.${key}.title`)}
          note={t(`casework.${key}.note`)}
          onPress={onPress}
        />
      ))}
      <AidTools />
      {first && first.role !== 'department_staff' ? (
        <Cell
          leading={<Icon name='verified' />}
          title={t('casework.placePage')}
          note={t('casework.placePageNote')}
          onPress={() => void open('insights/place', { id: first.placeId })}
        />
      ) : null}
    </Card>
  )
})
