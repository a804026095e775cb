import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { useStores } from '@/stores'
import { Page, type PageProps } from '@/ui'
import { PrivacySheet } from './PrivacySheet'

/** A page with what concerns every page: whether there is a network, and WeChat's privacy question. */
export const Screen = observer(function Screen({ children, ...page }: Omit<PageProps, 'offlineText'>) {
  const { ui } = useStores()
  return (
    <Page {...page} offlineText={ui.isOnline ? null : t('frame.offline')}>
      {children}
      <PrivacySheet />
    </Page>
  )
})
