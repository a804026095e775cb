import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Poll } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore } from '@/stores'
import { ballotStore } from '@/stores/ballot-store'
import { pollsStore } from '@/stores/polls-store'
import { Button, Card, Choice, Confirm, EmptyState, MultiChoice } from '@/ui'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PollFace } from '../face'
import { Objection } from '../objection'
import { OwnObjections } from '../own-objections'
import { WithPoll } from '../with-poll'
import { sayChoice, saySecrecy } from '../words'

function sayHowMany({ choices: { min, max } }: Poll): string {
  if (max === 1) return t('voting.ballot.choose')
  return min > 1 ? t('voting.ballot.chooseBetween', { min, max }) : t('voting.ballot.chooseUpTo', { count: max })
}

interface OptionsProps {
  poll: Poll
  chosen: string[]
  onChange: (optionIds: string[]) => void
}

function Options({ poll, chosen, onChange }: OptionsProps) {
  const options = poll.options.map(({ id, text }) => ({ key: id, text: typeset(text) }))
  const label = sayHowMany(poll)
  return (
    <Card title={label}>
      {poll.choices.max === 1 ? (
        <Choice label={label} options={options} value={chosen[0] ?? null} onChange={(id) => onChange([id])} />
      ) : (
        <MultiChoice label={label} options={options} values={chosen} max={poll.choices.max} onChange={onChange} />
      )}
    </Card>
  )
}

/** For whom one votes, where that is more than one entry: two flats of one household, say. */
const Entry = observer(function Entry({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const entries = useStore(pollsStore).roll?.value?.mine.entries ?? []
  if (entries.length < 2) return null
  return (
    <Card title={t('voting.ballot.entry')}>
      <Choice
        label={t('voting.ballot.entry')}
        value={value}
        options={entries.map(({ id, label, voted }) => ({
          key: id,
          text: label,
          disabled: voted,
          ...(voted ? { note: t('voting.voted') } : {}),
        }))}
        onChange={onChange}
      />
    </Card>
  )
})

const DOING = {
  sealing: 'voting.ballot.sealing',
  sending: 'voting.ballot.sending',
  looking: 'voting.ballot.looking',
} as const

/** What is being done, and why it takes a while. */
const UnderWay = observer(function UnderWay() {
  const { step, waitMs } = useStore(ballotStore)
  if (step === 'waiting')
    return (
      <Card title={t('voting.ballot.waiting', { seconds: Math.ceil(waitMs / 1_000) })}>
        <Words text={t('voting.ballot.waitingWhy')} />
        <Words tone='second' below text={t('voting.ballot.waitingStay')} />
      </Card>
    )
  return (
    <Card>
      <Words text={t(DOING[step === 'sealing' || step === 'looking' ? step : 'sending'])} />
    </Card>
  )
})

/** Why it did not go through, and that nothing is lost. */
const Trouble = observer(function Trouble() {
  const { trouble, fault } = useStore(ballotStore)
  if (fault) return <Words tone='alert' text={t(`voting.ballot.faults.${fault}`)} />
  return trouble ? <Words tone='alert' text={sayTrouble(trouble)} /> : null
})

/** The choice, asked once before it is cast. */
const Choosing = observer(function Choosing({ poll }: { poll: Poll }) {
  const ballots = useStore(ballotStore)
  const roll = useStore(pollsStore).roll?.value ?? null
  const [chosen, setChosen] = useState<string[]>([])
  const [entryId, setEntryId] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const entries = roll?.mine.entries ?? []
  const needsEntry = entries.length > 1
  const isComplete = chosen.length >= poll.choices.min && (!needsEntry || entryId !== null)
  const isSecret = poll.secrecy === 'secret'
  const handleCast = () => {
    setAsking(false)
    void ballots.vote(poll, needsEntry ? entryId : null, chosen)
  }
  return (
    <>
      <Entry value={entryId} onChange={setEntryId} />
      <Options poll={poll} chosen={chosen} onChange={setChosen} />
      <Words tone='second' text={saySecrecy(poll)} />
      <Trouble />
      <Button block text={t('voting.ballot.cast')} disabled={!isComplete} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        title={
          chosen.length === 0 ? t('voting.ballot.askNone') : t('voting.ballot.ask', { choice: sayChoice(poll, chosen) })
        }
        text={t(isSecret ? 'voting.ballot.askSecret' : 'voting.ballot.askText')}
        confirmText={t('voting.ballot.cast')}
        cancelText={t('common.cancel')}
        onConfirm={handleCast}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** What became of a ballot whose answer was lost before the close. */
const Fate = observer(function Fate({ isCounted }: { isCounted: boolean }) {
  if (isCounted)
    return <EmptyState icon='check-circle' title={t('voting.ballot.counted')} text={t('voting.ballot.countedText')} />
  return (
    <>
      <Card title={t('voting.ballot.notCounted')}>
        <Words text={t('voting.ballot.notCountedText')} />
      </Card>
      <Objection about='ballot' />
      <OwnObjections about='ballot' />
    </>
  )
})

const Ballot = observer(function Ballot({ poll }: { poll: Poll }) {
  const ballots = useStore(ballotStore)
  const { step, unsent, cast, fate } = ballots
  const isClosed = poll.state === 'closed'
  if (step !== 'idle' && step !== 'done') return <UnderWay />
  if (step === 'done' && cast)
    return (
      <EmptyState
        icon='check-circle'
        title={t('voting.ballot.done')}
        text={t('voting.ballot.doneText')}
        action={{ text: t('voting.ballot.toReceipt'), onPress: () => void open('voting/receipt', { id: poll.id }) }}
      />
    )
  if (fate) return <Fate isCounted={fate === 'counted'} />
  if (unsent)
    return (
      <>
        <Card title={t('voting.ballot.unsent', { choice: sayChoice(poll, unsent.optionIds) })}>
          <Words text={t(isClosed ? 'voting.ballot.unsentClosed' : 'voting.ballot.unsentText')} />
        </Card>
        <Trouble />
        {ballots.canResume(poll) ? (
          <Button
            block
            text={t(isClosed ? 'voting.poll.lookUp' : 'voting.poll.continue')}
            onPress={() => void ballots.resume(poll)}
          />
        ) : null}
      </>
    )
  if (poll.can.vote) return <Choosing poll={poll} />
  return (
    <>
      <Trouble />
      <Words text={t(poll.mine.eligible ? 'voting.poll.voted' : 'voting.poll.notOnRoll')} />
    </>
  )
})

/** My ballot, from the choice to the receipt. Opened with the poll's `id`. */
function BallotScreen() {
  return (
    <WithPoll title={t('voting.ballot.title')} also='roll'>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          <Ballot poll={poll} />
        </>
      )}
    </WithPoll>
  )
}

export default observer(BallotScreen)
