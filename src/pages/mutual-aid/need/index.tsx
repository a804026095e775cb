import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Need } from '@/contract'
import { t } from '@/i18n'
import { sayRange } from '@/i18n/time'
import { open, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { Button, Card, Section, Skeleton, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { VoicePlayer } from '../../frame/VoicePlayer'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import { MatchLine, needTone } from '../lines'
import '../mutual-aid.scss'

const Head = observer(function Head({ need }: { need: Need }) {
  const aid = useStore(aidStore)
  const { category, text, from, to, state, kind, met, quantity, requester, visibility, voice } = need
  return (
    <Card title={aid.nameOf(category)}>
      <Words text={text} />
      {voice ? <VoicePlayer src={voice.url} seconds={voice.seconds} /> : null}
      <View className='aid__row'>
        <Tag tone={needTone(state)} text={t(`aid.needStates.${state}`)} />
        {visibility === 'volunteers' ? <Tag tone='neutral' text={t('aid.onlyVolunteers')} /> : null}
      </View>
      <View className='aid__second'>{sayRange(from, to)}</View>
      {kind === 'item' ? <View className='aid__second'>{t('aid.pieces', { met, quantity })}</View> : null}
      {requester === null ? null : (
        <View className='aid__second'>{t('aid.need.by', { name: requester.displayName })}</View>
      )}
    </Card>
  )
})

/** Who could help, the best first, with the reasons; who it is stays unsaid until they accept. */
const Proposals = observer(function Proposals({ need }: { need: Need }) {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const handleAsk = async (offerId: string) => {
    if (await aid.askFor(need.id, offerId)) ui.say(t('aid.need.askedOk'))
  }
  return (
    <Section title={t('aid.need.who')}>
      {aid.proposals.length === 0 ? <Words tone='second' text={t('aid.need.whoNone')} /> : null}
      {aid.proposals.map(({ offerId, reasons }) => (
        <Card key={offerId} title={t('aid.need.neighbour')}>
          <Words tone='second' text={reasons.map((reason) => reason.text).join(' · ')} />
          <View className='aid__acts'>
            <Button
              size='small'
              text={t('aid.need.askThem')}
              disabled={aid.sender.isBusy}
              onPress={() => void handleAsk(offerId)}
            />
          </View>
        </Card>
      ))}
    </Section>
  )
})

const Asked = observer(function Asked() {
  const asked = useStore(aidStore).asked?.items ?? []
  if (asked.length === 0) return null
  return (
    <Section title={t('aid.need.asked')}>
      <Card flush>
        {asked.map((match) => (
          <MatchLine key={match.id} match={match} />
        ))}
      </Card>
    </Section>
  )
})

const Body = observer(function Body({ need }: { need: Need }) {
  const { session, ui } = useStores()
  const aid = useStore(aidStore)
  const { can, category, state, requester } = need
  const isOwn = requester?.id === session.person?.id
  const handleCancel = async () => {
    if (await aid.cancelNeed(need)) ui.say(t('aid.need.cancelled'))
  }
  return (
    <>
      <Head need={need} />
      {aid.sender.trouble ? <Words tone='alert' text={sayTrouble(aid.sender.trouble)} /> : null}
      <Asked />
      {can.findMatches ? <Proposals need={need} /> : null}
      {can.cancel ? (
        <AskOnce
          text={t('aid.need.cancel')}
          title={t('aid.need.cancelAsk')}
          note={t('aid.need.cancelText')}
          busy={aid.sender.isBusy}
          onConfirm={handleCancel}
        />
      ) : null}
      {!isOwn && state === 'open' ? (
        <Button block text={t('aid.need.offerToo')} onPress={() => void open('mutual-aid/offer', { category })} />
      ) : null}
    </>
  )
})

/** One request for help. Opened with its `id`. */
function NeedScreen() {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const [{ id = '' }] = useState(routeParams)
  const load = () => void aid.openNeed(id)
  useEffect(load, [aid, id])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  const need = aid.need?.value ?? null
  return (
    <Screen key={ui.language} title={t('aid.need.title')}>
      {need ? (
        <Body need={need} />
      ) : aid.need?.isBroken ? (
        <TroubleState trouble={aid.need.trouble} onRetry={load} />
      ) : (
        <Skeleton kind='card' label={t('common.loading')} />
      )}
    </Screen>
  )
}

export default observer(NeedScreen)
