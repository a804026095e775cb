import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Poll } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { ballotStore } from '@/stores/ballot-store'
import { pollsStore } from '@/stores/polls-store'
import { Button, Card, Cell, Confirm, Icon, Section } from '@/ui'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PollFace, TurnoutBars } from '../face'
import { WithPoll } from '../with-poll'
import { sayRule, saySecrecy } from '../words'
import { Annul } from './annul'

/** What it asks and by which rule, as it was announced. */
function Facts({ poll }: { poll: Poll }) {
  const { body, options, state, annulReason, advisory } = poll
  return (
    <>
      <Card>
        <PollFace poll={poll} />
        {body === '' ? null : <Words below text={body} />}
        {state === 'annulled' ? (
          <Words below tone='alert' text={t('voting.poll.annulled', { reason: annulReason ?? '' })} />
        ) : null}
      </Card>
      {poll.turnout === null || state === 'closed' ? null : (
        <Card>
          <TurnoutBars poll={poll} />
        </Card>
      )}
      <Card flush>
        {options.map(({ id, text }) => (
          <Cell key={id} title={typeset(text)} />
        ))}
      </Card>
      <Card title={t('voting.poll.how')}>
        <Words text={sayRule(poll)} />
        <Words tone='second' below text={t(advisory ? 'voting.advisoryText' : 'voting.statuteText')} />
        <Words tone='second' below text={saySecrecy(poll)} />
      </Card>
    </>
  )
}

/** Where one can look further. */
const Ways = observer(function Ways({ poll }: { poll: Poll }) {
  const ballots = useStore(ballotStore)
  const { id, can, rollHash } = poll
  return (
    <Card flush>
      {can.seeResult ? (
        <Cell
          leading={<Icon name='verified' />}
          title={t('voting.poll.result')}
          onPress={() => void open('voting/result', { id })}
        />
      ) : null}
      {ballots.cast ? (
        <Cell
          leading={<Icon name='ballot' />}
          title={t('voting.poll.receipt')}
          note={t('voting.poll.receiptNote')}
          onPress={() => void open('voting/receipt', { id })}
        />
      ) : null}
      {rollHash === null ? null : (
        <Cell
          leading={<Icon name='list' />}
          title={t('voting.poll.roll')}
          note={t('voting.poll.rollNote')}
          onPress={() => void open('voting/roll', { id })}
        />
      )}
    </Card>
  )
})

type Act = 'announce' | 'close'

const WORDS = {
  announce: {
    act: 'voting.poll.announce',
    ask: 'voting.poll.announceAsk',
    text: 'voting.poll.announceText',
    done: 'voting.poll.announced',
  },
  close: {
    act: 'voting.poll.close',
    ask: 'voting.poll.closeAsk',
    text: 'voting.poll.closeText',
    done: 'voting.poll.closed',
  },
} as const

/** What those who keep it can do; each act is asked once. */
const Keeping = observer(function Keeping({ poll }: { poll: Poll }) {
  const { ui } = useStores()
  const polls = useStore(pollsStore)
  const [asked, setAsked] = useState<Act | null>(null)
  const { id, can, question } = poll
  const isStaff = can.announce || can.close || can.annul || can.simulate || can.enterPaper || can.answerObjections
  if (!isStaff) return null
  const handleConfirm = async () => {
    const act = asked
    if (act === null) return
    const changed = await polls[act]()
    setAsked(null)
    if (changed) ui.say(t(WORDS[act].done))
  }
  return (
    <Section title={t('voting.poll.staff')}>
      <Card flush>
        {can.simulate ? (
          <Cell
            leading={<Icon name='tools' />}
            title={t('voting.poll.simulate')}
            note={t('voting.poll.simulateNote')}
            onPress={() => void open('voting/simulator', { id })}
          />
        ) : null}
        {can.answerObjections ? (
          <Cell
            leading={<Icon name='comment' />}
            title={t('voting.poll.objections')}
            note={t('voting.poll.objectionsNote')}
            onPress={() => void open('voting/objections', { id })}
          />
        ) : null}
        {can.correctRoll ? (
          <Cell
            leading={<Icon name='edit' />}
            title={t('voting.poll.corrections')}
            note={t('voting.poll.correctionsNote')}
            onPress={() => void open('voting/corrections', { id })}
          />
        ) : null}
        {can.enterPaper ? (
          <Cell
            leading={<Icon name='document' />}
            title={t('voting.poll.paper')}
            note={t('voting.poll.paperNote')}
            onPress={() => void open('voting/paper', { id })}
          />
        ) : null}
      </Card>
      {polls.trouble ? <Words tone='alert' text={sayTrouble(polls.trouble)} /> : null}
      {can.announce ? <Button block text={t('voting.poll.announce')} onPress={() => setAsked('announce')} /> : null}
      {can.close ? (
        <Button block kind='secondary' text={t('voting.poll.close')} onPress={() => setAsked('close')} />
      ) : null}
      {can.annul ? <Annul poll={poll} /> : null}
      <Confirm
        open={asked !== null}
        busy={polls.isBusy}
        title={t(WORDS[asked ?? 'announce'].ask, { question: typeset(question) })}
        text={t(WORDS[asked ?? 'announce'].text)}
        confirmText={t(WORDS[asked ?? 'announce'].act)}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleConfirm()}
        onCancel={() => setAsked(null)}
      />
    </Section>
  )
})

/** One poll: what it asks, how it passes, and what I can do. Opened with its `id`. */
function PollScreen() {
  const polls = useStore(pollsStore)
  const ballots = useStore(ballotStore)
  usePullDownRefresh(() => {
    if (polls.pollId !== null) void polls.openPoll(polls.pollId)
    Taro.stopPullDownRefresh()
  })
  const footerOf = (poll: Poll) => {
    const isUnderWay = ballots.canResume(poll)
    const goOn = poll.state === 'closed' ? 'voting.poll.lookUp' : 'voting.poll.continue'
    if (!poll.can.vote && !isUnderWay) return undefined
    return (
      <Button
        block
        icon='ballot'
        text={t(isUnderWay ? goOn : 'voting.poll.vote')}
        onPress={() => void open('voting/ballot', { id: poll.id })}
      />
    )
  }
  return (
    <WithPoll title={t('voting.poll.title')} footer={footerOf}>
      {(poll) => (
        <>
          <Facts poll={poll} />
          {poll.state === 'open' && !poll.mine.eligible ? (
            <Words tone='second' text={t('voting.poll.notOnRoll')} />
          ) : null}
          {poll.state === 'open' && poll.mine.voted && ballots.unsent === null ? (
            <Words tone='second' text={t('voting.poll.voted')} />
          ) : null}
          <Ways poll={poll} />
          <Keeping poll={poll} />
        </>
      )}
    </WithPoll>
  )
}

export default observer(PollScreen)
