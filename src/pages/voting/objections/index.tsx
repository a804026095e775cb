import { useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Poll, PollObjection } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { rollDeskStore } from '@/stores/roll-desk-store'
import { Button, Card, Cell, EmptyState, Icon, Skeleton, TextArea } from '@/ui'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PollFace } from '../face'
import { ObjectionCard } from '../objection-card'
import { WithPoll } from '../with-poll'

/** The answer goes to whoever objected; with it the matter is closed. */
const Answer = observer(function Answer({ objection }: { objection: PollObjection }) {
  const { ui } = useStores()
  const desk = useStore(rollDeskStore)
  const [isOpen, setOpen] = useState(false)
  const [answer, setAnswer] = useState('')
  const handleAnswer = async (action: 'accept' | 'dismiss') => {
    if (await desk.answer(objection, action, answer.trim())) ui.say(t('voting.objections.answered'))
  }
  if (!isOpen)
    return <Button block kind='secondary' text={t('voting.objections.answer')} onPress={() => setOpen(true)} />
  const isMissing = answer.trim() === ''
  return (
    <>
      <TextArea
        label={t('voting.objections.label')}
        value={answer}
        placeholder={t('voting.objections.hint')}
        maxLength={LIMITS.objectionText}
        onChange={setAnswer}
      />
      {desk.trouble ? <Words tone='alert' text={sayTrouble(desk.trouble)} /> : null}
      <Button
        block
        text={t('voting.objections.accept')}
        disabled={isMissing}
        loading={desk.isBusy}
        onPress={() => void handleAnswer('accept')}
      />
      <Button
        block
        kind='secondary'
        text={t('voting.objections.dismiss')}
        disabled={isMissing || desk.isBusy}
        onPress={() => void handleAnswer('dismiss')}
      />
    </>
  )
})

const List = observer(function List() {
  const { objections } = useStore(rollDeskStore)
  if (!objections || objections.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (objections.isBroken)
    return <TroubleState trouble={objections.trouble} onRetry={() => void objections.refresh()} />
  if (objections.isEmpty)
    return (
      <EmptyState icon='check-circle' title={t('voting.objections.empty')} text={t('voting.objections.emptyText')} />
    )
  return (
    <>
      {objections.items.map((objection) => (
        <ObjectionCard key={objection.id} objection={objection}>
          {objection.can.decide ? <Answer objection={objection} /> : null}
        </ObjectionCard>
      ))}
    </>
  )
})

const Desk = observer(function Desk({ poll: { id, can } }: { poll: Poll }) {
  return (
    <>
      <Words tone='second' text={t('voting.objections.intro')} />
      {can.correctRoll ? (
        <Card flush>
          <Cell
            leading={<Icon name='edit' />}
            title={t('voting.poll.corrections')}
            note={t('voting.poll.correctionsNote')}
            onPress={() => void open('voting/corrections', { id })}
          />
        </Card>
      ) : null}
      <List />
    </>
  )
})

/** What people object to about a poll, and the answers (staff). Opened with the poll's `id`. */
function ObjectionsScreen() {
  const desk = useStore(rollDeskStore)
  const { pollId } = useStore(pollsStore)
  useEffect(() => {
    if (pollId !== null) void desk.openObjections(pollId)
  }, [desk, pollId])
  useReachBottom(() => void desk.objections?.loadMore())
  return (
    <WithPoll title={t('voting.objections.title')}>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          {poll.can.answerObjections ? <Desk poll={poll} /> : <Words text={t('voting.objections.notYours')} />}
        </>
      )}
    </WithPoll>
  )
}

export default observer(ObjectionsScreen)
