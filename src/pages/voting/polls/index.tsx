import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { Button, Card, Cell, EmptyState, Icon, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PollFace, TurnoutBars } from '../face'

const List = observer(function List() {
  const { list } = useStore(pollsStore)
  if (!list || list.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.isEmpty)
    return <EmptyState icon='ballot' title={t('voting.polls.empty')} text={t('voting.polls.emptyText')} />
  return (
    <>
      <KeptNote keptAt={list.keptAt} />
      {list.items.map((poll) => (
        <Card key={poll.id} onPress={() => void open('voting/poll', { id: poll.id })}>
          <PollFace poll={poll} />
          {poll.state === 'open' ? <TurnoutBars poll={poll} /> : null}
        </Card>
      ))}
      {list.nextCursor === null ? <Words tone='second' text={t('voting.polls.end')} /> : null}
    </>
  )
})

/** The polls of where I live, newest first. */
function Polls() {
  const { session, ui } = useStores()
  const polls = useStore(pollsStore)
  const placeId = session.grid?.id ?? null
  const load = () => {
    if (placeId !== null) void polls.open(placeId)
  }
  useEffect(load, [polls, placeId])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void polls.list?.loadMore())
  const mayPrepare = session.place.value?.can.publishNotice ?? false
  const mayKeepRegister = session.roles.some(({ role }) => role === 'secretary' || role === 'street_staff')
  const footer = (
    <Button block icon='add' text={t('voting.polls.prepare')} onPress={() => void open('voting/prepare')} />
  )
  return (
    <Screen key={ui.language} title={t('voting.polls.title')} footer={mayPrepare ? footer : undefined}>
      {placeId === null ? <NotYet /> : <List />}
      {placeId !== null && mayKeepRegister ? (
        <Card flush>
          <Cell
            leading={<Icon name='home' />}
            title={t('voting.register.title')}
            note={t('voting.register.note')}
            onPress={() => void open('voting/register')}
          />
        </Card>
      ) : null}
    </Screen>
  )
}

export default observer(Polls)
