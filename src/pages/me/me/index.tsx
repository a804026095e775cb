import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Avatar, Banner, Card, Cell, EmptyState, Icon, Skeleton, Switch } from '@/ui'
import { MainTabs } from '../../frame/MainTabs'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'

const Guest = () => (
  <Card>
    <EmptyState
      icon='person'
      title={t('account.guest')}
      text={t('account.guestText')}
      action={{ text: t('frame.signIn'), onPress: () => void open('session/sign-in') }}
    />
  </Card>
)

const Self = observer(function Self() {
  const { session } = useStores()
  const { person, grid, me } = session
  if (!person) {
    if (me.isBroken) return <TroubleState trouble={me.trouble} onRetry={() => void session.refresh()} />
    return <Skeleton kind='card' label={t('common.loading')} />
  }
  return (
    <Card flush>
      <Cell
        leading={<Avatar size='large' name={person.displayName} src={person.avatarUrl} />}
        title={person.displayName}
        note={grid ? grid.name : t('membership.noPlaces')}
        label={t('account.edit')}
        onPress={() => void open('account/profile')}
      />
    </Card>
  )
})

const Mine = observer(function Mine() {
  const { session, inbox, pending } = useStores()
  return (
    <Card flush>
      <Cell
        leading={<Icon name='home' />}
        title={t('account.places')}
        value={session.standing === 'waiting' ? t('membership.pending') : undefined}
        onPress={() => void open('membership/places')}
      />
      <Cell
        leading={<Icon name='bell' />}
        title={t('account.inbox')}
        value={inbox.unread > 0 ? t('account.unread', { count: inbox.unread }) : undefined}
        onPress={() => void open('inbox/list')}
      />
      <Cell
        leading={<Icon name='calendar' />}
        title={t('volunteering.mine')}
        onPress={() => void open('volunteering/shifts')}
      />
      <Cell
        leading={<Icon name='certificate' />}
        title={t('volunteering.record')}
        onPress={() => void open('volunteering/record')}
      />
      <Cell leading={<Icon name='coin' />} title={t('points.title')} onPress={() => void open('points/account')} />
      <Cell leading={<Icon name='edit' />} title={t('account.posts')} onPress={() => void open('account/posts')} />
      {pending.writes.length > 0 ? (
        <Cell
          leading={<Icon name='send' />}
          title={t('account.outbox')}
          value={t('account.outboxCount', { count: pending.writes.length })}
          onPress={() => void open('account/outbox')}
        />
      ) : null}
    </Card>
  )
})

function Me() {
  const { session, pending, ui } = useStores()

  useDidShow(() => void session.refresh())

  return (
    <Screen title={t('account.title')} tabBar={<MainTabs current='me/me' />}>
      {pending.refused.length > 0 ? (
        <Banner
          tone='wait'
          title={t('frame.refused', { count: pending.refused.length })}
          onPress={() => void open('account/outbox')}
        />
      ) : null}
      {session.isSignedIn ? (
        <>
          <Self />
          <Mine />
        </>
      ) : (
        <Guest />
      )}
      <Card flush>
        <Switch label={t('account.elder')} note={t('account.elderNote')} on={ui.elder} onChange={ui.setElder} />
        <Cell
          leading={<Icon name='setting' />}
          title={t('account.settings')}
          onPress={() => void open('account/settings')}
        />
        <Cell leading={<Icon name='shield' />} title={t('account.kept')} onPress={() => void open('account/kept')} />
      </Card>
    </Screen>
  )
}

export default observer(Me)
