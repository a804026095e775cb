import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { MembershipView } from '@/contract'
import { t } from '@/i18n'
import { open, openTab } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, Cell, Confirm, EmptyState, Icon, Section, Skeleton, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { doorOf, stateTone } from '../words'

/** The grids one can look at, and the homes that tie one to them. */
const Grids = observer(function Grids() {
  const { session, ui } = useStores()
  const handleChoose = async (id: string, name: string) => {
    session.chooseGrid(id)
    ui.say(t('membership.switched', { place: name }))
    await openTab('home/home')
  }
  return (
    <Section title={t('membership.switchTitle')}>
      <Card flush>
        {session.grids.map(({ id, name, community, membership }) => (
          <Cell
            key={id}
            leading={<Icon name={membership ? 'home' : 'desk'} />}
            title={name}
            note={membership ? community.name : `${community.name} · ${t('membership.inCharge')}`}
            selected={id === session.grid?.id}
            trailing={id === session.grid?.id ? <Tag tone='brand' text={t('membership.here')} /> : undefined}
            onPress={() => void handleChoose(id, name)}
          />
        ))}
      </Card>
    </Section>
  )
})

interface HomeProps {
  membership: MembershipView
  onEnd: (membership: MembershipView) => void
}

function Home({ membership, onEnd }: HomeProps) {
  const { state, can, refusedReason, relation } = membership
  const isOpen = state === 'pending' || state === 'refused'
  return (
    <Card flush>
      <Cell
        title={doorOf(membership)}
        note={refusedReason ? t('membership.refusedBecause', { reason: refusedReason }) : t(`membership.${relation}`)}
        trailing={<Tag tone={stateTone[state]} text={t(`membership.${state}`)} />}
        onPress={isOpen ? () => void open('membership/waiting') : undefined}
      />
      {can.end && state === 'verified' ? (
        <Cell tone='alert' title={t('membership.movedOut')} onPress={() => onEnd(membership)} />
      ) : null}
    </Card>
  )
}

function Places() {
  const { session, join, ui } = useStores()
  const [ending, setEnding] = useState<MembershipView | null>(null)
  const homes = session.memberships.filter(({ state }) => state !== 'ended')

  useDidShow(() => void session.refresh())

  const handleEnd = async () => {
    if (!ending) return
    const worked = await join.end(ending.id)
    setEnding(null)
    const trouble = join.trouble ? sayTrouble(join.trouble) : t('frame.failedText')
    ui.say(worked ? t('membership.endedNow', { place: doorOf(ending) }) : trouble)
  }

  return (
    <Screen
      title={t('membership.placesTitle')}
      footer={
        <Button
          block
          text={homes.length > 0 ? t('membership.addHome') : t('frame.join')}
          onPress={() => void open('membership/join')}
        />
      }
    >
      {session.me.isFirstLoad ? <Skeleton kind='list' count={3} label={t('common.loading')} /> : null}
      {session.me.isBroken ? (
        <TroubleState trouble={session.me.trouble} onRetry={() => void session.refresh()} />
      ) : null}
      {session.grids.length > 0 ? <Grids /> : null}
      {homes.length > 0 ? (
        <Section title={t('membership.homes')}>
          {homes.map((membership) => (
            <Home key={membership.id} membership={membership} onEnd={setEnding} />
          ))}
        </Section>
      ) : session.me.value && !session.isStaff ? (
        <EmptyState icon='location' title={t('membership.noPlaces')} text={t('membership.noPlacesText')} />
      ) : null}
      <Confirm
        open={ending !== null}
        danger
        busy={join.isEnding}
        title={t('membership.endTitle', { place: ending ? doorOf(ending) : '' })}
        text={t('membership.endText')}
        confirmText={t('membership.end')}
        cancelText={t('membership.keepHome')}
        onConfirm={() => void handleEnd()}
        onCancel={() => setEnding(null)}
      />
    </Screen>
  )
}

export default observer(Places)
