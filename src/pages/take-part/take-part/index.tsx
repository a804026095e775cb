import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Coming, type Doing, Doings } from '../../frame/Doings'
import { MainTabs } from '../../frame/MainTabs'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { Words } from '../../frame/Words'

const posts = [
  { kind: 'talk', icon: 'chat', key: 'post' },
  { kind: 'give', icon: 'gift', key: 'give' },
  { kind: 'lost_found', icon: 'search', key: 'lost' },
  { kind: 'recommend', icon: 'star', key: 'recommend' },
] as const

/** How a resident can take part here today. */
function TakePart() {
  const { session } = useStores()
  const { grid, place } = session
  return (
    <Screen title={t('doing.takePartTitle')} tabBar={<MainTabs current='take-part/take-part' />}>
      {grid ? (
        <>
          <Words text={t('doing.takePartIntro', { place: grid.name })} />
          <Doings items={doings(place.value?.can.post ?? false)} />
        </>
      ) : (
        <NotYet />
      )}
      <Coming features={['deliberate']} />
    </Screen>
  )
}

function doings(canPost: boolean): Doing[] {
  const vote: Doing = {
    key: 'vote',
    icon: 'ballot',
    title: t('doing.vote'),
    note: t('doing.voteNote'),
    onPress: () => void open('voting/polls'),
  }
  const confirm: Doing = {
    key: 'confirm',
    icon: 'check-circle',
    title: t('doing.confirm'),
    note: t('doing.confirmNote'),
    onPress: () => void open('notices/list'),
  }
  const volunteer: Doing = {
    key: 'volunteer',
    icon: 'flag',
    title: t('doing.volunteer'),
    note: t('doing.volunteerNote'),
    onPress: () => void open('volunteering/activities'),
  }
  if (!canPost) return [volunteer, vote, confirm]
  return [
    volunteer,
    vote,
    ...posts.map(({ kind, icon, key }) => ({
      key,
      icon,
      title: t(`doing.${key}`),
      note: t(`doing.${key}Note`),
      onPress: () => void open('feed/compose', { kind }),
    })),
    confirm,
  ]
}

export default observer(TakePart)
