import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useShareAppMessage } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Topic } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { open, openTab, routeParams } from '@/platform/navigate'
import { shareCard } from '@/platform/share'
import { useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Cell, EmptyState, Icon, Progress, Skeleton, spoken, Tag, Timeline } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { OfficeActs } from '../office'
import { STATE_TONES } from '../words'
import { Foot, hasFoot } from './foot'
import { OutcomeCard } from './outcome'
import { Rating } from './rating'
import { threadItems } from './thread'
import './index.scss'

/** In place of a topic that is not here. */
const Missing = observer(function Missing() {
  const { session } = useStores()
  const store = useStore(topicStore)
  const trouble = store.loading?.trouble ?? null
  if (!session.isSignedIn || trouble?.code === 'not_verified') return <NotYet />
  if (trouble?.code === 'not_found')
    return (
      <EmptyState
        icon='info'
        title={t('deliberation.topic.goneTitle')}
        text={t('deliberation.topic.goneText')}
        action={{ text: t('deliberation.topic.backHome'), onPress: () => void openTab('home/home') }}
      />
    )
  if (!store.loading?.isBroken) return <Skeleton kind='card' count={3} label={t('common.loading')} />
  return <TroubleState trouble={trouble} onRetry={() => void store.refresh()} />
})

function Head({ topic }: { topic: Topic }) {
  const { state, title, body, place, proposer, overdue, held, refusedReason } = topic
  return (
    <Card>
      <View className='topic__tags'>
        <Tag tone={STATE_TONES[state]} text={t(`deliberation.states.${state}`)} />
        {overdue ? <Tag tone='alert' text={t('deliberation.overdue')} /> : null}
        <View className='topic__second'>{place.name}</View>
      </View>
      <View className='topic__title' {...spoken({ role: 'heading' })}>
        {typeset(title)}
      </View>
      <Words text={body} />
      <View className='topic__second'>{t('deliberation.topic.by', { name: proposer.displayName })}</View>
      {held ? <Words tone='second' text={t('deliberation.topic.held')} /> : null}
      {refusedReason === null ? null : (
        <Words below tone='alert' text={t('deliberation.topic.refused', { reason: typeset(refusedReason) })} />
      )}
    </Card>
  )
}

/** How many households stand behind it, of how many oblige an answer; the councillors who second it. */
const SupportCard = observer(function SupportCard({ topic }: { topic: Topic }) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const { support, answerDueAt, state } = topic
  const { households, needed, supported, seconds } = support
  const isWaiting = state === 'proposed'
  if (!isWaiting && households === 0 && seconds.length === 0) return null
  const handleSecond = async () => {
    if (await store.act({ action: 'second' })) ui.say(t('deliberation.support.seconded'))
  }
  return (
    <Card title={t('deliberation.support.title')}>
      <Progress
        value={Math.min(1, households / needed)}
        label={t('deliberation.support.label')}
        text={t('deliberation.support.figure', { count: households, needed })}
      />
      {isWaiting ? (
        <Words tone='second' text={t('deliberation.support.note', { needed, days: support.answerWorkingDays })} />
      ) : null}
      {answerDueAt === null ? null : (
        <Words tone='second' text={t('deliberation.support.due', { when: sayMoment(answerDueAt) })} />
      )}
      {supported && isWaiting ? <Words tone='second' text={t('deliberation.support.yours')} /> : null}
      {seconds.map(({ displayName, kind }) => (
        <Words
          key={displayName}
          text={t('deliberation.support.second', { name: displayName, kind: t(`deliberation.councillors.${kind}`) })}
        />
      ))}
      {topic.can.second ? (
        <Button
          kind='secondary'
          text={t('deliberation.acts.second')}
          loading={store.isBusy}
          onPress={() => void handleSecond()}
        />
      ) : null}
    </Card>
  )
})

const SPOKEN: readonly Topic['state'][] = ['open', 'closed', 'reviewed', 'published', 'evaluated']

/** The ways from here: to what people think, to the meeting, to the minutes. */
function Ways({ topic }: { topic: Topic }) {
  const { id, state, statements, meeting, closesAt, timeline } = topic
  const hasMinutes = timeline.some(({ step }) => step === 'publish_minutes')
  const hasOpinions = SPOKEN.includes(state)
  if (!hasOpinions && meeting === null && !hasMinutes) return null
  return (
    <Card flush>
      {hasOpinions ? (
        <Cell
          leading={<Icon name='group' />}
          title={t('deliberation.topic.map')}
          note={t('deliberation.topic.mapNote', { count: statements })}
          when={state === 'open' && closesAt ? t('deliberation.topic.until', { when: sayMoment(closesAt) }) : undefined}
          onPress={() => void open('deliberation/map', { id })}
        />
      ) : null}
      {meeting ? (
        <Cell
          leading={<Icon name='calendar' />}
          title={t('deliberation.topic.meeting')}
          note={meeting.address}
          when={sayMoment(meeting.at)}
          onPress={() => void open('deliberation/meeting', { id })}
        />
      ) : null}
      {hasMinutes || topic.can.writeMinutes ? (
        <Cell
          leading={<Icon name='document' />}
          title={t('deliberation.topic.minutes')}
          note={t(hasMinutes ? 'deliberation.topic.minutesNote' : 'deliberation.topic.minutesWrite')}
          onPress={() => void open('deliberation/minutes', { id })}
        />
      ) : null}
    </Card>
  )
}

const Parts = observer(function Parts({ topic }: { topic: Topic }) {
  const { trouble, waitingActs } = useStore(topicStore)
  return (
    <>
      <Head topic={topic} />
      {waitingActs.length > 0 ? <Words tone='second' text={t('deliberation.topic.waitingAct')} /> : null}
      {trouble ? <Words tone='alert' text={sayTrouble(trouble)} /> : null}
      <SupportCard topic={topic} />
      <Ways topic={topic} />
      {topic.review === null ? null : (
        <Card title={t('deliberation.topic.review')}>
          <Words text={topic.review} />
        </Card>
      )}
      {topic.outcome ? <OutcomeCard topic={topic} /> : null}
      {topic.outcome ? <Rating topic={topic} /> : null}
      <OfficeActs topic={topic} />
      <Card title={t('deliberation.topic.thread')}>
        <Timeline items={threadItems(topic)} />
      </Card>
    </>
  )
})

/** The whole way of a topic, from the first opinion to the rating. Opened with `id`, and by a QR with `invitation`. */
const TopicScreen = observer(function TopicScreen() {
  const { session, ui } = useStores()
  const store = useStore(topicStore)
  const [{ id = '', invitation }] = useState(routeParams)
  const { isSignedIn } = session
  useEffect(() => {
    store.clearTrouble()
    if (isSignedIn) void store.open(id)
  }, [store, id, isSignedIn])
  useShownAgain(() => void (isSignedIn && store.open(id)))
  usePullDownRefresh(async () => {
    await store.refresh()
    Taro.stopPullDownRefresh()
  })
  const topic = store.topicId === id && store.loading?.trouble?.code !== 'not_found' ? store.topic : null
  useShareAppMessage(() => shareCard(topic?.title ?? t('deliberation.list.title'), 'deliberation/topic', { id }))
  const code = invitation ?? null
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.topic.title')}
      footer={topic && hasFoot(topic, code) ? <Foot topic={topic} invitation={code} /> : undefined}
    >
      {topic ? <Parts topic={topic} /> : <Missing />}
    </Screen>
  )
})

export default TopicScreen
