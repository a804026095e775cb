import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { openTab } from '@/platform/navigate'
import type { TabScreen } from '@/screens'
import { useStores } from '@/stores'
import { TabBar, type TabItem } from '@/ui'

/** The tab bar; staff have a fifth. */
export const MainTabs = observer(function MainTabs({ current }: { current: TabScreen }) {
  const { session, inbox, desk } = useStores()
  const items: TabItem<TabScreen>[] = [
    { key: 'home/home', icon: 'home', text: t('common.tabs.home') },
    { key: 'services/services', icon: 'document', text: t('common.tabs.services') },
    { key: 'take-part/take-part', icon: 'group', text: t('common.tabs.takePart') },
    { key: 'me/me', icon: 'person', text: t('common.tabs.me'), badge: inbox.unread },
  ]
  if (session.isStaff)
    items.push({ key: 'desk/desk', icon: 'desk', text: t('common.tabs.desk'), badge: desk.waitingCount })
  return <TabBar current={current} items={items} onSelect={(key) => void openTab(key)} />
})
