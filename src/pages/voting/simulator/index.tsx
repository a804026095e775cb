import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Poll, Simulation } from '@/contract'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { pollsStore, type Shares } from '@/stores/polls-store'
import { Button, Card, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { HeadsAndArea, PollFace, Verdict } from '../face'
import { WithPoll } from '../with-poll'
import { boundOf } from '../words'

/** 0 to 100; null for anything else. */
function perCentOf(text: string): number | null {
  const number = Number(text)
  return /^[0-9]{1,3}([.][0-9])?$/.test(text.trim()) && number <= 100 ? number : null
}

/** What was typed, where it is a share; what was left out is as last time. */
function shareOf(name: keyof Shares, text: string): Shares {
  const perCent = perCentOf(text)
  return perCent === null ? {} : { [name]: perCent }
}

/** What it would come to, line by line. */
function Answer({ poll, simulation }: { poll: Poll; simulation: Simulation }) {
  const { passed, lacking, reasons, text, turnout } = simulation
  return (
    <Card title={t(passed ? 'voting.simulator.passed' : 'voting.simulator.notPassed')}>
      <Words text={text} />
      <HeadsAndArea turnout={turnout} bound={boundOf(poll)} />
      {lacking === null ? null : <Words text={t('voting.simulator.lacking', { amount: lacking })} />}
      {reasons.map(({ code, measure, text: line, isMet }) => (
        <Verdict key={`${code}${measure}`} fits={isMet} text={line} />
      ))}
    </Card>
  )
}

const Simulator = observer(function Simulator({ poll }: { poll: Poll }) {
  const polls = useStore(pollsStore)
  const [heads, setHeads] = useState('')
  const [area, setArea] = useState('')
  const [assent, setAssent] = useState('')
  useEffect(() => void polls.simulate({}), [polls])
  const isWeighed = poll.electorate === 'owners' && poll.secrecy === 'open'
  const handleRun = () =>
    void polls.simulate({
      ...shareOf('heads', heads),
      ...(isWeighed ? shareOf('area', area) : {}),
      ...shareOf('assent', assent),
    })
  const field = (label: string, value: string, onChange: (text: string) => void) => (
    <TextField
      kind='number'
      label={label}
      value={value}
      hint={t('voting.simulator.hint')}
      maxLength={5}
      onChange={onChange}
    />
  )
  return (
    <>
      <Card>
        <Stack>
          {field(t('voting.simulator.heads'), heads, setHeads)}
          {isWeighed ? field(t('voting.simulator.area'), area, setArea) : null}
          {field(t('voting.simulator.assent'), assent, setAssent)}
          <Button block text={t('voting.simulator.run')} loading={polls.isBusy} onPress={handleRun} />
        </Stack>
      </Card>
      {polls.trouble ? <Words tone='alert' text={sayTrouble(polls.trouble)} /> : null}
      {polls.simulation ? <Answer poll={poll} simulation={polls.simulation} /> : null}
      <Words tone='second' text={t('voting.simulator.note')} />
    </>
  )
})

/** Before announcing: whether such a turnout would do (those who keep the poll). Opened with the poll's `id`. */
function SimulatorScreen() {
  return (
    <WithPoll title={t('voting.simulator.title')}>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          <Simulator poll={poll} />
        </>
      )}
    </WithPoll>
  )
}

export default observer(SimulatorScreen)
