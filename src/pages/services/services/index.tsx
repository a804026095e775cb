import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { type Doing, Doings } from '../../frame/Doings'
import { MainTabs } from '../../frame/MainTabs'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { Words } from '../../frame/Words'

/** What a resident can get done here today. */
function Services() {
  const { session } = useStores()
  const { grid, place } = session
  return (
    <Screen title={t('doing.servicesTitle')} tabBar={<MainTabs current='services/services' />}>
      {grid ? (
        <>
          <Words text={t('doing.servicesIntro', { place: grid.name })} />
          <Doings items={[...cases(grid.id), ...doings(place.value?.can.post ?? false)]} />
        </>
      ) : (
        <NotYet />
      )}
    </Screen>
  )
}

/** Reporting something, and what became of it; neighbours who help. */
const cases = (gridId: string): Doing[] => [
  {
    key: 'need',
    icon: 'handshake',
    title: t('doing.need'),
    note: t('doing.needNote'),
    onPress: () => void open('mutual-aid/needs'),
  },
  {
    key: 'circle',
    icon: 'home',
    title: t('doing.circle'),
    note: t('doing.circleNote'),
    onPress: () => void open('mutual-aid/circle'),
  },
  {
    key: 'home-services',
    icon: 'tools',
    title: t('doing.homeServices'),
    note: t('doing.homeServicesNote'),
    onPress: () => void open('mutual-aid/services'),
  },
  {
    key: 'report',
    icon: 'camera',
    title: t('doing.report'),
    note: t('doing.reportNote'),
    onPress: () => void open('appeals/report'),
  },
  {
    key: 'cases',
    icon: 'list',
    title: t('doing.cases'),
    note: t('doing.casesNote'),
    onPress: () => void open('appeals/list'),
  },
  {
    key: 'place-page',
    icon: 'verified',
    title: t('doing.placePage'),
    note: t('doing.placePageNote'),
    onPress: () => void open('insights/place', { id: gridId }),
  },
]

function doings(canPost: boolean): Doing[] {
  const items: Doing[] = [
    {
      key: 'notices',
      icon: 'document',
      title: t('doing.notices'),
      note: t('doing.noticesNote'),
      onPress: () => void open('notices/list'),
    },
    {
      key: 'address',
      icon: 'location',
      title: t('doing.address'),
      note: t('doing.addressNote'),
      onPress: () => void open('membership/places'),
    },
    {
      key: 'rewards',
      icon: 'gift',
      title: t('doing.rewards'),
      note: t('doing.rewardsNote'),
      onPress: () => void open('points/account'),
    },
    {
      key: 'messages',
      icon: 'bell',
      title: t('doing.messages'),
      note: t('doing.messagesNote'),
      onPress: () => void open('inbox/list'),
    },
  ]
  if (!canPost) return items
  return [
    ...items,
    {
      key: 'tell',
      icon: 'chat',
      title: t('doing.tellCommunity'),
      note: t('doing.tellCommunityNote'),
      onPress: () => void open('feed/compose', { kind: 'talk' }),
    },
  ]
}

export default observer(Services)
