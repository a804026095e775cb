import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { TopicLine as Line } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { type PendingWrite, useStore, useStores } from '@/stores'
import { topicsStore } from '@/stores/topics-store'
import { Button, Card, Cell, EmptyState, Icon, Pressable, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { mayPropose } from '../may-propose'
import { STATE_TONES, sayNow } from '../words'
import './index.scss'

const SKELETONS = 4

/** One topic: its state as a word, its title, what one can do now. */
function TopicLine({ line }: { line: Line }) {
  return (
    <Pressable className='topic-line' onPress={() => void open('deliberation/topic', { id: line.id })}>
      <View className='topic-line__body'>
        <View className='topic-line__tags'>
          <Tag tone={STATE_TONES[line.state]} text={t(`deliberation.states.${line.state}`)} />
          {line.overdue ? <Tag tone='alert' text={t('deliberation.overdue')} /> : null}
          {line.seconds > 0 ? <Tag tone='brand' text={t('deliberation.seconded')} /> : null}
          <View className='topic-line__second'>{line.place.name}</View>
        </View>
        <View className='topic-line__title'>{typeset(line.title)}</View>
        <View className='topic-line__second'>{sayNow(line)}</View>
      </View>
      <Icon name='forward' size='small' className='topic-line__arrow' />
    </Pressable>
  )
}

/** Proposed without a network: in its place, and marked as not yet sent. */
function Waiting({ write }: { write: PendingWrite }) {
  return (
    <Card tone='own'>
      <Tag tone='wait' text={t('deliberation.list.waiting')} />
      <Words text={write.title} />
    </Card>
  )
}

const Lines = observer(function Lines() {
  const { list, waiting } = useStore(topicsStore)
  if (!list || list.isFirstLoad) return <Skeleton kind='list' count={SKELETONS} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.items.length === 0 && waiting.length === 0)
    return <EmptyState icon='chat' title={t('deliberation.list.emptyTitle')} text={t('deliberation.list.emptyText')} />
  return (
    <>
      <KeptNote keptAt={list.state === 'offline' ? list.keptAt : null} />
      {list.items.length === 0 ? null : (
        <Card flush>
          {list.items.map((line) => (
            <TopicLine key={line.id} line={line} />
          ))}
        </Card>
      )}
      {list.isLoadingMore ? <Skeleton kind='list' label={t('common.loading')} /> : null}
      {list.moreTrouble ? (
        <Button block kind='text' text={t('feed.moreFailed')} onPress={() => void list.loadMore()} />
      ) : null}
    </>
  )
})

/** To what was carried out, for everybody; to what people talk about, for the secretary. */
const Ways = observer(function Ways() {
  const { session } = useStores()
  return (
    <Card flush>
      {session.roles.some(({ role }) => role === 'secretary') ? (
        <Cell
          leading={<Icon name='comment' />}
          title={t('deliberation.talk.title')}
          note={t('deliberation.talk.note')}
          onPress={() => void open('deliberation/talk')}
        />
      ) : null}
      <Cell
        leading={<Icon name='star' />}
        title={t('deliberation.ranking.title')}
        note={t('deliberation.ranking.note')}
        onPress={() => void open('deliberation/ranking')}
      />
      <Cell
        leading={<Icon name='document' />}
        title={t('deliberation.rules.title')}
        note={t('deliberation.rules.note')}
        onPress={() => void open('deliberation/rules')}
      />
    </Card>
  )
})

/** What the grid and its community talk over, newest first, and the way to propose something. */
const TopicsScreen = observer(function TopicsScreen() {
  const { session, ui } = useStores()
  const topics = useStore(topicsStore)
  const gridId = session.grid?.id
  const isMember = session.standing === 'member'
  const read = async () => {
    if (gridId !== undefined) await topics.open(gridId)
  }
  useEffect(() => void read(), [gridId])
  useShownAgain(() => void read())
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void topics.list?.loadMore())

  const isUnknown = session.isSignedIn && session.me.value === null
  if (!isMember && !isUnknown && !session.isStaff)
    return (
      <Screen title={t('deliberation.list.title')}>
        <NotYet />
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.list.title')}
      footer={
        mayPropose(session) ? (
          <Button
            block
            icon='edit'
            text={t('deliberation.list.action')}
            onPress={() => void open('deliberation/propose')}
          />
        ) : undefined
      }
    >
      <Words text={t('deliberation.list.lead')} />
      {topics.waiting.map((write) => (
        <Waiting key={write.id} write={write} />
      ))}
      <Lines />
      <Ways />
    </Screen>
  )
})

export default TopicsScreen
