import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { Notice } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Banner, classes } from '@/ui'

/** The beginning of a body, on one line: the banner says what, the notice says the rest. */
const beginningOf = (body: string) =>
  body
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? ''

/** Somebody is missing: it stands above all else until they are found. */
export const Missing = observer(function Missing() {
  const { alerts } = useStores()
  return (
    <>
      {alerts.urgent.map(({ id, name, lastPlace, lastSeenAt }) => (
        <View key={id} className='home-urgent'>
          <Banner
            title={t('alerts.banner', { name: name ?? '' })}
            text={t('alerts.bannerText', { when: sayMoment(lastSeenAt), place: typeset(lastPlace) })}
            onPress={() => void open('alerts/detail', { id })}
          />
        </View>
      ))}
    </>
  )
})

/** What cannot be scrolled past before it was read: it stays at the top of the window until it was opened. */
export const Urgent = observer(function Urgent() {
  const { notices } = useStores()
  const unread = notices.urgent.find((notice) => !notices.isSeen(notice)) ?? null
  const handleOpen = ({ id }: Notice) => void open('notices/detail', { id })
  return (
    <>
      {notices.urgent.map((notice) => (
        <View key={notice.id} className={classes('home-urgent', notice === unread && 'home-urgent--stays')}>
          <Banner
            title={t('home.urgent', { title: typeset(notice.title) })}
            text={typeset(beginningOf(notice.body))}
            onPress={() => handleOpen(notice)}
          />
        </View>
      ))}
    </>
  )
})
