import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Poll } from '@/contract'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { ballotStore } from '@/stores/ballot-store'
import { isFine } from '@/stores/check-receipt'
import type { KeptBallot } from '@/stores/kept-ballots'
import { Button, Card, Cell, EmptyState } from '@/ui'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PollFace, Verdict } from '../face'
import { Objection } from '../objection'
import { OwnObjections } from '../own-objections'
import { WithPoll } from '../with-poll'
import { sayChoice } from '../words'

/** What I chose, shown only when asked for: somebody may look over the shoulder. */
function Mine({ poll, ballot }: { poll: Poll; ballot: KeptBallot }) {
  const [isShown, setShown] = useState(false)
  return (
    <Card flush>
      <Cell
        title={t('voting.receipt.mine')}
        note={isShown ? sayChoice(poll, ballot.optionIds) : t('voting.receipt.hidden')}
        trailing={
          <Button
            size='small'
            kind='text'
            text={t(isShown ? 'voting.receipt.hide' : 'voting.receipt.show')}
            onPress={() => setShown(!isShown)}
          />
        }
      />
      <Cell title={t('voting.receipt.code')} note={ballot.receipt?.leafHash ?? ''} />
    </Card>
  )
}

/** What came of the check on this phone. */
const Checked = observer(function Checked() {
  const { check, fault, trouble } = useStore(ballotStore)
  if (fault === 'too_old') return <Words tone='alert' text={t('voting.receipt.tooOld')} />
  if (trouble) return <Words tone='alert' text={sayTrouble(trouble)} />
  if (!check) return null
  return (
    <Card title={t(isFine(check) ? 'voting.receipt.fine' : 'voting.receipt.broken')}>
      <Verdict fits={check.choice} text={t('voting.receipt.choice')} />
      <Verdict fits={check.promise} text={t('voting.receipt.promise')} />
      <Verdict fits={check.tree} text={t('voting.receipt.tree')} />
      <Verdict fits={check.head} text={t('voting.receipt.head')} />
      <Verdict fits={check.grown} text={t('voting.receipt.grown')} />
      {check.counted === null ? null : <Verdict fits={check.counted} text={t('voting.receipt.counted')} />}
    </Card>
  )
})

const Receipt = observer(function Receipt({ poll }: { poll: Poll }) {
  const ballots = useStore(ballotStore)
  const { cast, check, isChecking } = ballots
  if (cast === null)
    return <EmptyState icon='ballot' title={t('voting.receipt.none')} text={t('voting.receipt.noneText')} />
  const text = t(check ? 'voting.receipt.checkAgain' : 'voting.receipt.check')
  return (
    <>
      <Mine poll={poll} ballot={cast} />
      <Checked />
      <Button
        block
        icon='verified'
        text={text}
        loading={isChecking}
        onPress={() => void ballots.checkReceipt(poll, cast)}
      />
      <View>
        <Words tone='second' text={t('voting.receipt.explain')} />
        {poll.state === 'open' && cast.isSecret ? <Words tone='second' below text={t('voting.receipt.early')} /> : null}
        <Words tone='second' below text={t('voting.receipt.keep')} />
      </View>
    </>
  )
})

/** My receipt, and its check on this phone. Opened with the poll's `id`. */
function ReceiptScreen() {
  return (
    <WithPoll title={t('voting.receipt.title')}>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          <Receipt poll={poll} />
          <Objection about='ballot' />
          <OwnObjections about='ballot' />
        </>
      )}
    </WithPoll>
  )
}

export default observer(ReceiptScreen)
