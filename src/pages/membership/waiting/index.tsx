import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { MembershipView } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { openTab, replace } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, Confirm, EmptyState, Skeleton, Tag, Timeline } from '@/ui'
import { Screen } from '../../frame/Screen'
import { TellMe } from '../../frame/TellMe'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { doorOf, stateTone } from '../words'

function Steps({ membership }: { membership: MembershipView }) {
  return (
    <Card title={doorOf(membership)}>
      <Timeline
        items={[
          {
            key: 'sent',
            when: sayPast(membership.createdAt),
            title: t('membership.requested'),
            note: t(`membership.${membership.relation}`),
          },
          {
            key: 'checking',
            when: t('membership.pending'),
            title: t('membership.checking'),
            note: t('membership.checkingText'),
            tone: 'wait',
          },
          {
            key: 'afterwards',
            when: t('membership.afterwards'),
            title: t('membership.afterwardsText'),
            tone: 'neutral',
          },
        ]}
      />
    </Card>
  )
}

function Settled({ membership }: { membership: MembershipView }) {
  const isVerified = membership.state === 'verified'
  return (
    <Card>
      <Tag tone={stateTone[membership.state]} text={t(`membership.${membership.state}`)} />
      <Words below tone='lead' text={isVerified ? t('membership.verifiedNow') : t('membership.refusedNow')} />
      <Words below text={doorOf(membership)} />
      {isVerified ? (
        <Words below tone='second' text={t('membership.verifiedText', { grid: membership.grid.name })} />
      ) : null}
      {membership.refusedReason ? (
        <Words below text={t('membership.refusedBecause', { reason: membership.refusedReason })} />
      ) : null}
    </Card>
  )
}

interface ContentProps {
  membership: MembershipView | undefined
  onWithdraw: () => void
}

/** What becomes of a request: where it stands, and what happens next. */
function Waiting() {
  const { session, join, ui } = useStores()
  const [isAsking, setAsking] = useState(false)
  const membership = newest(session.memberships)

  useDidShow(() => void session.refresh())
  usePullDownRefresh(() => void session.refresh().finally(() => Taro.stopPullDownRefresh()))

  const handleWithdraw = async () => {
    if (!membership) return
    const worked = await join.end(membership.id)
    setAsking(false)
    ui.say(worked ? t('membership.withdrawn') : join.trouble ? sayTrouble(join.trouble) : t('frame.failedText'))
    if (worked) await replace('membership/join')
  }

  return (
    <Screen
      title={t('membership.waitingTitle')}
      footer={membership ? <NextStep state={membership.state} /> : undefined}
    >
      <Content membership={membership} onWithdraw={() => setAsking(true)} />
      {membership ? (
        <Confirm
          open={isAsking}
          danger
          busy={join.isEnding}
          title={t('membership.withdrawTitle', { place: doorOf(membership) })}
          text={t('membership.withdrawText')}
          confirmText={t('membership.withdraw')}
          cancelText={t('membership.keepIt')}
          onConfirm={() => void handleWithdraw()}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </Screen>
  )
}

/** The request itself, or what stands in for it. */
const Content = observer(function Content({ membership, onWithdraw }: ContentProps) {
  const { session } = useStores()
  if (membership?.state === 'pending')
    return (
      <>
        <Words tone='lead' text={t('frame.waitingTitle')} />
        <Steps membership={membership} />
        <TellMe
          templates={['membership']}
          wechatText={t('membership.tellMe')}
          alipayText={t('membership.tellMeAlipay')}
          doneText={t('membership.willTell')}
        />
        {membership.can.end ? <Button block kind='text' text={t('membership.withdraw')} onPress={onWithdraw} /> : null}
      </>
    )
  if (membership) return <Settled membership={membership} />
  if (session.me.isFirstLoad && session.isSignedIn) return <Skeleton kind='card' label={t('common.loading')} />
  if (session.me.isBroken) return <TroubleState trouble={session.me.trouble} onRetry={() => void session.refresh()} />
  return (
    <EmptyState
      icon='location'
      title={t('membership.noPlaces')}
      text={t('membership.noPlacesText')}
      action={{ text: t('frame.join'), onPress: () => void replace('membership/join') }}
    />
  )
})

const NextStep = observer(function NextStep({ state }: Pick<MembershipView, 'state'>) {
  const { session } = useStores()
  if (state === 'verified')
    return <Button block text={t('membership.enter')} onPress={() => void openTab('home/home')} />
  if (state === 'refused')
    return <Button block text={t('membership.askAgain')} onPress={() => void replace('membership/join')} />
  return (
    <Button
      block
      kind='secondary'
      icon='refresh'
      text={t('membership.refresh')}
      loading={session.me.state === 'loading'}
      onPress={() => void session.refresh()}
    />
  )
})

const newest = (memberships: readonly MembershipView[]): MembershipView | undefined =>
  [...memberships].filter(({ state }) => state !== 'ended').sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0]

export default observer(Waiting)
