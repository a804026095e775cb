import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { NextStatement, OpinionVote } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { opinionsStore } from '@/stores/opinions-store'
import { Button, Card, EmptyState, Icon, type IconName, Pressable, Skeleton, spoken } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { MyList } from './my-list'
import { MyStatement } from './my-statement'
import './index.scss'

const choices: ReadonlyArray<{ vote: OpinionVote; icon: IconName }> = [
  { vote: 'agree', icon: 'like' },
  { vote: 'disagree', icon: 'close' },
  { vote: 'pass', icon: 'forward' },
]

/** Three answers of one size: none is put forward. */
const Choices = observer(function Choices() {
  const { ui } = useStores()
  const store = useStore(opinionsStore)
  const handleVote = async (vote: OpinionVote) => {
    const said = sayOutcome(await store.vote(vote), t(`deliberation.cards.done.${vote}`), ui.isOnline)
    if (said !== null) ui.say(said, store.takeBack)
  }
  return (
    <View className='statement-choices'>
      {choices.map(({ vote, icon }) => (
        <Pressable
          key={vote}
          className='statement-choices__one'
          disabled={store.isBusy}
          onPress={() => void handleVote(vote)}
        >
          <Icon name={icon} size='entry' />
          <View>{t(`deliberation.votes.${vote}`)}</View>
        </Pressable>
      ))}
    </View>
  )
})

function StatementCard({ statement }: { statement: NextStatement }) {
  return (
    <Card>
      <View className='statement-card'>
        <Words tone='second' text={t('deliberation.cards.left', { count: statement.remaining })} />
        <View className='statement-card__text' {...spoken({ role: 'heading' })}>
          {typeset(statement.text)}
        </View>
        <Words tone='second' text={t('deliberation.cards.nobodyKnows')} />
      </View>
    </Card>
  )
}

/** Voted on all: what comes of it. */
const AllDone = ({ topicId }: { topicId: string }) => (
  <EmptyState
    icon='check-circle'
    title={t('deliberation.cards.allTitle')}
    text={t('deliberation.cards.allText')}
    action={{ text: t('deliberation.cards.toMap'), onPress: () => void open('deliberation/map', { id: topicId }) }}
  />
)

const Top = observer(function Top({ topicId }: { topicId: string }) {
  const { next, last } = useStore(opinionsStore)
  const { ui } = useStores()
  if (!next || (next.state !== 'ready' && next.value === null && next.trouble === null))
    return <Skeleton kind='card' label={t('common.loading')} />
  if (next.trouble?.code === 'wrong_state')
    return (
      <EmptyState icon='time' title={t('deliberation.cards.closedTitle')} text={t('deliberation.cards.closedText')} />
    )
  if (next.value === null && next.trouble !== null)
    return <TroubleState trouble={next.trouble} onRetry={() => void next.load()} />
  if (next.value === null) return <AllDone topicId={topicId} />
  // Voted on without a network: the vote is kept, and the next card waits for the line.
  if (last?.statement.id === next.value.id && !ui.isOnline)
    return (
      <EmptyState icon='offline' title={t('deliberation.cards.keptTitle')} text={t('deliberation.cards.keptText')} />
    )
  return <StatementCard statement={next.value} />
})

/** Statements one at a time, answered with a thumb; below, one's own. Opened with `id`. */
const CardsScreen = observer(function CardsScreen() {
  const { ui, session } = useStores()
  const store = useStore(opinionsStore)
  const [{ id = '' }] = useState(routeParams)
  const { isSignedIn } = session
  useEffect(() => {
    if (isSignedIn) void store.openCards(id)
  }, [store, id, isSignedIn])
  const statement = store.next?.value ?? null
  const isKept = store.last?.statement.id === statement?.id && !ui.isOnline
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.cards.title')}
      footer={statement !== null && !isKept ? <Choices /> : undefined}
    >
      <Top topicId={id} />
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
      <MyStatement />
      <MyList />
      {statement === null ? null : (
        <Button
          block
          kind='text'
          text={t('deliberation.cards.toMap')}
          onPress={() => void open('deliberation/map', { id })}
        />
      )}
    </Screen>
  )
})

export default CardsScreen
