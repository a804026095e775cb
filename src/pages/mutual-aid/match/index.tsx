import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Match } from '@/contract'
import { t } from '@/i18n'
import { sayRange } from '@/i18n/time'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { Button, Card, Cell, Section, Skeleton, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { KeptNote, sayTrouble, TroubleState } from '../../frame/trouble'
import { VoicePlayer } from '../../frame/VoicePlayer'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import { matchTone } from '../lines'
import { Thank } from './thank'
import { Unsafe } from './unsafe'
import '../mutual-aid.scss'

const Head = observer(function Head({ match }: { match: Match }) {
  const aid = useStore(aidStore)
  const { category, text, from, to, state, distance, kind, quantity, isMine, stars, points, voice } = match
  return (
    <Card title={aid.nameOf(category)}>
      {state === 'asked' ? (
        <Words tone='lead' text={t(isMine.offer ? 'aid.match.asked' : 'aid.match.waiting')} />
      ) : null}
      <Words text={text} />
      {voice ? <VoicePlayer src={voice.url} seconds={voice.seconds} /> : null}
      <View className='aid__row'>
        <Tag tone={matchTone(state)} text={t(`aid.matchStates.${state}`)} />
        <View className='aid__second'>{t(`aid.distances.${distance}`)}</View>
      </View>
      <View className='aid__second'>{sayRange(from, to)}</View>
      {kind === 'item' ? <View className='aid__second'>{t('aid.offers.left', { count: quantity })}</View> : null}
      {stars === null ? null : (
        <View className='aid__second'>
          {points === null ? t('aid.match.given', { stars }) : t('aid.match.givenPoints', { stars, points })}
        </View>
      )}
    </Card>
  )
})

/** Name, door and phone: there for the two alone, after a yes. Staff who are asked to look into it read the names. */
function Contacts({ match }: { match: Match }) {
  const { contacts, isMine } = match
  if (contacts === null) return null
  if (!isMine.need && !isMine.offer)
    return (
      <Section title={t('aid.match.between')}>
        <Card flush>
          <Cell title={contacts.requester.displayName} note={t('aid.match.requester')} />
          <Cell title={contacts.helper.displayName} note={t('aid.match.helper')} />
        </Card>
      </Section>
    )
  const other = isMine.offer ? contacts.requester : contacts.helper
  return (
    <Section title={t('aid.match.contact')}>
      {isMine.need && contacts.requester.onBehalfOf !== null ? (
        <Words text={t('aid.match.tellDoor', { name: contacts.requester.onBehalfOf })} />
      ) : null}
      <Card flush>
        <Cell
          title={other.displayName}
          note={
            other.onBehalfOf === null
              ? t(isMine.offer ? 'aid.match.requester' : 'aid.match.helper')
              : t('aid.match.onBehalfOf', { name: other.onBehalfOf })
          }
        />
        <Cell
          title={
            other.address ??
            (other.onBehalfOf === null ? t('aid.match.noAddress') : t('aid.match.doorOf', { name: other.onBehalfOf }))
          }
        />
        {other.phone === null ? (
          <Cell title={t('aid.match.noPhone')} />
        ) : (
          <Cell title={other.phone} onPress={() => void Taro.makePhoneCall({ phoneNumber: other.phone ?? '' })} />
        )}
      </Card>
    </Section>
  )
}

/** Yes or no in one tap. */
const Answer = observer(function Answer({ match }: { match: Match }) {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const handleAnswer = async (action: 'accept' | 'decline') => {
    if (await aid.actOnMatch(match, { action }))
      ui.say(t(action === 'accept' ? 'aid.match.accepted' : 'aid.match.declined'))
  }
  return (
    <Stack>
      {match.can.accept ? (
        <Button
          block
          text={t('aid.match.accept')}
          loading={aid.sender.isBusy}
          onPress={() => void handleAnswer('accept')}
        />
      ) : null}
      {match.can.decline ? (
        <Button
          block
          kind='secondary'
          text={t('aid.match.decline')}
          disabled={aid.sender.isBusy}
          onPress={() => void handleAnswer('decline')}
        />
      ) : null}
    </Stack>
  )
})

const Body = observer(function Body({ match }: { match: Match }) {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const { can } = match
  const handle = async (action: 'cancel' | 'no_show', said: string) => {
    if (await aid.actOnMatch(match, { action })) ui.say(said)
  }
  return (
    <>
      <Head match={match} />
      {aid.sender.trouble ? <Words tone='alert' text={sayTrouble(aid.sender.trouble)} /> : null}
      <Contacts match={match} />
      {can.thank ? <Thank match={match} /> : null}
      {can.no_show ? (
        <AskOnce
          text={t('aid.match.noShow')}
          title={t('aid.match.noShowAsk')}
          note={t('aid.match.noShowText')}
          busy={aid.sender.isBusy}
          onConfirm={() => handle('no_show', t('aid.match.noShowDone'))}
        />
      ) : null}
      {can.unsafe ? <Unsafe match={match} /> : null}
      {can.cancel ? (
        <AskOnce
          text={t('aid.match.cancel')}
          title={t('aid.match.cancelAsk')}
          note={t('aid.match.cancelText')}
          busy={aid.sender.isBusy}
          onConfirm={() => handle('cancel', t('aid.match.cancelled'))}
        />
      ) : null}
    </>
  )
})

/** A question to a neighbour, and what became of it. Opened with its `id`. */
function MatchScreen() {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const [{ id = '' }] = useState(routeParams)
  const load = () => void aid.openMatch(id)
  useEffect(load, [aid, id])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  const match = aid.match?.value ?? null
  const isAsked = match !== null && (match.can.accept || match.can.decline)
  return (
    <Screen key={ui.language} title={t('aid.match.title')} footer={isAsked ? <Answer match={match} /> : undefined}>
      {match ? (
        <>
          <KeptNote keptAt={aid.match?.keptAt ?? null} />
          <Body match={match} />
        </>
      ) : aid.match?.isBroken ? (
        <TroubleState trouble={aid.match.trouble} onRetry={load} />
      ) : (
        <Skeleton kind='card' label={t('common.loading')} />
      )}
    </Screen>
  )
}

export default observer(MatchScreen)
